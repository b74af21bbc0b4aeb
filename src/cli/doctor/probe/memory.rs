//! Memory and processors.

use std::thread;

use super::host::Host;
use crate::cli::doctor::machine::Memory;

pub fn look(host: &Host) -> Memory {
    let about = host.read("proc/meminfo");
    let bytes = |key: &str| {
        let line = about.lines().find_map(|line| line.strip_prefix(key));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kib.unwrap_or_default() * 1024
    };
    Memory {
        total_bytes: bytes("MemTotal:"),
        available_bytes: bytes("MemAvailable:"),
        cores: thread::available_parallelism().map_or(1, Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn sizes_are_bytes() {
        let text = "MemTotal:        8000000 kB\nMemFree:  1 kB\nMemAvailable:    6000000 kB\n";
        let root = Root::of("memory", &[("proc/meminfo", text)]);
        let memory = look(&root.host());
        assert_eq!(
            (memory.total_bytes, memory.available_bytes),
            (8_192_000_000, 6_144_000_000)
        );
    }
}
