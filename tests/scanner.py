#!/usr/bin/env python3
"""Types a pass into the kiosk's real window as a scanner does, key by key, with the system set to QWERTY and to AZERTY.

A scanner presses the keys of the keyboard it was set to, whatever the system reads: here those of QWERTY. Needs
xdotool, setxkbmap (x11-xkb-utils) and an X server; the pass comes from `etabli passes`, read by zbarimg.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 90.0  # seconds for the kiosk to show something: no graphics card, a busy machine
SCANS = 3  # a machine that is busy may lose a key; whoever holds a pass then shows it again
# X keycodes of evdev for the letters and digits of a pass.
ROWS = {24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM", 10: "1234567890"}
CODES = {letter: first + place for first, row in ROWS.items() for place, letter in enumerate(row)}
ENTER = 36


def screen(probe):
    try:
        seen = json.loads(probe.read_text(encoding="utf-8"))
        return seen["screen"] if seen.get("ready") else None
    except (OSError, ValueError, KeyError):
        return None


def shows(probe, wanted, limit=LIMIT):
    start = time.monotonic()
    while time.monotonic() - start < limit:
        if screen(probe) == wanted:
            return True
        time.sleep(0.1)
    return False


def until(probe, wanted):
    if not shows(probe, wanted):
        sys.exit(f"the kiosk never showed « {wanted} » but « {screen(probe)} »")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    sheet = options.out / "pass.pdf"
    passes = [options.binary, "passes", "--event", "essai", "--count", "1", "--group", "lycee", "--out", str(sheet)]
    subprocess.run([*passes, "--portal", "https://metiers.normandie.example"], check=True)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", str(sheet), str(options.out / "pass")], check=True)
    picture = next(options.out.glob("pass*.png"))
    text = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, capture_output=True, text=True).stdout.strip()
    probe = options.out / "probe.json"
    for layout in ("us", "fr"):
        subprocess.run(["setxkbmap", layout], check=True)
        probe.unlink(missing_ok=True)
        log = open(options.out / f"scanner_{layout}.log", "w", encoding="utf-8")
        kiosk = subprocess.Popen(
            [options.binary, "play", "--size", "1280x720", "--silent", "--probe", str(probe)],
            stdout=log,
            stderr=log,
            env=os.environ,
        )
        try:
            until(probe, "attract")
            subprocess.run(["xdotool", "mousemove", "640", "360"], check=True)
            window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "tabli"], capture_output=True, text=True).stdout.split()
            if not window:
                sys.exit("the kiosk has no window")
            subprocess.run(["xdotool", "windowfocus", "--sync", window[-1]], check=False, timeout=20)
            keys = [str(CODES[letter]) for letter in text] + [str(ENTER)]
            for scan in range(1, SCANS + 1):
                subprocess.run(["xdotool", "key", "--delay", "8", *keys], check=True)
                if shows(probe, "intro", LIMIT / SCANS):
                    break
            else:
                sys.exit(f"{layout}: {SCANS} scans began no visit, the kiosk shows « {screen(probe)} »")
            print(f"{layout}: the pass began a visit (scan {scan})")
        finally:
            kiosk.terminate()
            kiosk.wait(timeout=30)


if __name__ == "__main__":
    main()
