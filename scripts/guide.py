#!/usr/bin/env python3
"""Follows docs/guide-branches.md from its first command to its last, and puts what the program really answers under each.

Run from the repository root once `etabli` is built (ETABLI_BIN, or target/debug/etabli); it takes about ten minutes, for
the robot plays the kit in a real window. Every line of the guide that begins with `$ etabli` is run, in the guide's order."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs/guide-branches.md"
ETABLI = os.environ.get("ETABLI_BIN", str(ROOT / "target/debug/etabli"))
KIT = Path("mon-kit/kit.ron")


def change(old, new):
    """What the reader has just been told to write into kit.ron."""
    def edit(work):
        text = (work / KIT).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"kit.ron has no « {old} »"
        (work / KIT).write_text(text.replace(old, new, 1), encoding="utf-8")
    return edit


def hide_proof(work):
    (work / "mon-kit/proof.json").rename(work / "proof.json")


def show_proof(work):
    (work / "proof.json").rename(work / "mon-kit/proof.json")


# Before the command with this number, counted from 1 for each command: what the reader does in between.
BEFORE = {
    ("kit check mon-kit", 1): change("Monter le tabouret, pièce après pièce", "Monter le tabouret sans se tromper de pièce"),
    ("kit check mon-kit", 2): change("snap_mm: 260", "snap_mm: 0,26"),
    ("kit prove mon-kit", 1): change("snap_mm: 0,26", "snap_mm: 300"),
    ("kit pack mon-kit --key ma-branche", 2): hide_proof,
    ("kit show mon-kit-0.1.0.kit", 1): show_proof,
    ("kit check mon-kit", 3): change('id: "assise"', 'id: "asise"'),
}
# What only staff type, on the kiosk.
STAFF = ("kit install", "kit list", "kit prove --pending", "kit rollback", "kit remove", "play")


def main():
    work = Path(tempfile.mkdtemp(prefix="etabli-guide-"))
    kiosk = work / "borne"
    for folder in ("assets", "config"):
        shutil.copytree(ROOT / folder, kiosk / folder)
    (kiosk / "kits").mkdir()
    seen = {}

    def run(command):
        seen[command] = seen.get(command, 0) + 1
        BEFORE.get((command, seen[command]), lambda work: None)(work)
        home = kiosk if command.startswith(STAFF) else ROOT
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
        print(f"$ etabli {command}", flush=True)
        env = os.environ | {"ETABLI_HOME": str(home), "BEVY_ASSET_ROOT": str(ROOT)}
        done = subprocess.run([ETABLI, *words], cwd=work, env=env, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        print(done.stdout, flush=True)
        # The robot's own log is for engineers.
        return [line for line in done.stdout.rstrip("\n").split("\n") if not re.search(r"\b(INFO|WARN)\b", line)]

    out, block = [], None
    for line in GUIDE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("```"):
            block = None if block is not None else []
            out.append(line)
        elif block is not None and line.startswith("$ etabli "):
            block.append(line)
            out += [line, *run(line.removeprefix("$ etabli "))]
        elif block:
            continue    # what was answered the last time
        else:
            out.append(line)
    GUIDE.write_text("\n".join(out), encoding="utf-8")
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
