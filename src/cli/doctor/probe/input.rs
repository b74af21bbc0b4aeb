//! Touchscreens and mice, as the kernel describes them, and how udev maps them to screens.
//!
//! Bits are those of the kernel's `input-event-codes.h`.

use super::host::Host;
use crate::cli::doctor::machine::{Input, InputKind};

/// `INPUT_PROP_DIRECT`: the finger lies on what it means.
const PROP_DIRECT: usize = 1;
/// `ABS_X`.
const ABS_X: usize = 0x00;
/// `ABS_MT_POSITION_X`.
const ABS_MT_POSITION_X: usize = 0x35;
/// `REL_X`.
const REL_X: usize = 0x00;

pub fn look(host: &Host) -> Vec<Input> {
    let devices = host.read("proc/bus/input/devices");
    devices.split("\n\n").filter_map(|device| input(host, device)).collect()
}

/// One block of `/proc/bus/input/devices`.
fn input(host: &Host, device: &str) -> Option<Input> {
    let bits = |kind: &str| {
        let line = device
            .lines()
            .find_map(|line| line.strip_prefix(&format!("B: {kind}=")));
        line.unwrap_or_default()
    };
    let direct = has_bit(bits("PROP"), PROP_DIRECT);
    let kind = if direct && has_bit(bits("ABS"), ABS_MT_POSITION_X) {
        InputKind::MultiTouch
    } else if direct && has_bit(bits("ABS"), ABS_X) {
        InputKind::SingleTouch
    } else if has_bit(bits("REL"), REL_X) {
        InputKind::Mouse
    } else {
        return None;
    };
    let name = device.lines().find_map(|line| line.strip_prefix("N: Name="));
    let handlers = device.lines().find_map(|line| line.strip_prefix("H: Handlers="));
    let event = handlers.and_then(|handlers| handlers.split(' ').find(|handler| handler.starts_with("event")));
    let udev = event.map(|event| properties(host, event)).unwrap_or_default();
    let property = |key: &str| {
        let value = udev.lines().find_map(|line| line.strip_prefix(&format!("E:{key}=")));
        value.map(str::to_owned)
    };
    Some(Input {
        name: name.unwrap_or_default().trim_matches('"').to_owned(),
        kind,
        output: property("WL_OUTPUT"),
        calibration: property("LIBINPUT_CALIBRATION_MATRIX"),
    })
}

/// What udev knows of `event5`.
fn properties(host: &Host, event: &str) -> String {
    let number = host.read(format!("sys/class/input/{event}/dev"));
    host.read(format!("run/udev/data/c{}", number.trim()))
}

/// Whether a mask has this bit: words of the kernel's size in hexadecimal, the highest first.
fn has_bit(mask: &str, bit: usize) -> bool {
    let word = mask.split_ascii_whitespace().nth_back(bit / usize::BITS as usize);
    let word = word.and_then(|word| usize::from_str_radix(word, 16).ok());
    word.is_some_and(|word| word >> (bit % usize::BITS as usize) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    const DEVICES: &str = "\
I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name=\"Power Button\"
H: Handlers=kbd event0 
B: PROP=0
B: EV=3
B: KEY=10000000000000 0

I: Bus=0003 Vendor=222a Product=0001 Version=0110
N: Name=\"ILITEK ILITEK-TP\"
P: Phys=usb-0000:00:14.0-1/input0
S: Sysfs=/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0/input/input5
H: Handlers=mouse1 event5 
B: PROP=2
B: EV=1b
B: KEY=400 0 0 0 0 0
B: ABS=260800000000003

I: Bus=0003 Vendor=0eef Product=0001 Version=0100
N: Name=\"eGalax Inc. USB TouchController\"
H: Handlers=mouse2 event6 
B: PROP=2
B: EV=1b
B: KEY=400 0 0 0 0 0
B: ABS=3

I: Bus=0003 Vendor=046d Product=c077 Version=0111
N: Name=\"Logitech USB Optical Mouse\"
H: Handlers=mouse0 event3 
B: PROP=0
B: EV=17
B: KEY=ff0000 0 0 0 0
B: REL=903

I: Bus=0011 Vendor=0002 Product=000e Version=0000
N: Name=\"ETPS/2 Elantech Touchpad\"
H: Handlers=mouse3 event7 
B: PROP=5
B: EV=b
B: KEY=e420 10000 0 0 0 0
B: ABS=661800011000003
";

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn touchscreens_are_told_from_mice_and_pads() {
        let root = Root::of(
            "input",
            &[
                ("proc/bus/input/devices", DEVICES),
                ("sys/class/input/event5/dev", "13:69\n"),
                (
                    "run/udev/data/c13:69",
                    "I:1\nE:ID_INPUT_TOUCHSCREEN=1\nE:WL_OUTPUT=HDMI-A-1\nE:LIBINPUT_CALIBRATION_MATRIX=0 1 0 -1 0 1\n",
                ),
            ],
        );
        let found = look(&root.host());
        let kinds: Vec<_> = found.iter().map(|input| (input.name.as_str(), input.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("ILITEK ILITEK-TP", InputKind::MultiTouch),
                ("eGalax Inc. USB TouchController", InputKind::SingleTouch),
                ("Logitech USB Optical Mouse", InputKind::Mouse),
            ]
        );
        assert_eq!(found[0].output.as_deref(), Some("HDMI-A-1"));
        assert_eq!(found[0].calibration.as_deref(), Some("0 1 0 -1 0 1"));
        assert_eq!(found[1].output, None);
    }
}
