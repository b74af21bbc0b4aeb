//! The machine by itself: memory, warmth, how long it has been on, its addresses.

use std::fs;

/// What could be read of it; other systems than Linux say less.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Machine {
    /// Proportional set size of this process, bytes.
    pub memory_bytes: Option<u64>,
    /// The warmest of its sensors, °C.
    pub celsius: Option<f32>,
    pub uptime_secs: Option<u64>,
}

impl Machine {
    pub fn look() -> Self {
        Self {
            memory_bytes: read("/proc/self/smaps_rollup").as_deref().and_then(pss),
            celsius: warmest(),
            uptime_secs: read("/proc/uptime").as_deref().and_then(uptime),
        }
    }
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// From the kernel's roll-up, in kibibytes there.
fn pss(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

fn uptime(text: &str) -> Option<u64> {
    let secs: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(secs as u64)
}

fn warmest() -> Option<f32> {
    let zones = fs::read_dir("/sys/class/thermal").ok()?.filter_map(Result::ok);
    let warmth = zones.filter_map(|zone| fs::read_to_string(zone.path().join("temp")).ok());
    warmth.filter_map(|text| celsius(&text)).max_by(f32::total_cmp)
}

/// Sensors tell thousandths of a degree, and nonsense where nothing is connected.
fn celsius(text: &str) -> Option<f32> {
    let degrees = text.trim().parse::<i32>().ok()? as f32 / 1000.0;
    (1.0..=150.0).contains(&degrees).then_some(degrees)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_is_understood() {
        let rollup = "5581a000-7ffc [rollup]\nRss:  400 kB\nPss:              337288 kB\nPss_Dirty: 1 kB\n";
        assert_eq!(pss(rollup), Some(337_288 * 1024));
        assert_eq!(uptime("24911.31 40000.10\n"), Some(24_911));
        assert_eq!(
            (celsius("48500\n"), celsius("-274000"), celsius("")),
            (Some(48.5), None, None)
        );
        assert_eq!((pss(""), uptime("")), (None, None));
    }
}
