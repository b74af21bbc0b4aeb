#!/usr/bin/env python3
"""Lets robots visit a supervised kiosk for as long as a fair lasts, and watches what the kiosk takes: memory, files. Sure hands
show each kit whole, then clumsy ones come.

Writes out/…/NAME.json and the curve NAME.svg. Fails if the kiosk had to be started again, if its memory grows after the
first tenth of the visits, if its files outgrow their caps, or if the counts do not add up.

Standard library only; rendered visits need an X server (tests/soak.sh starts one).
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from pathlib import Path

import faults

LOGS_MB_MAX = 25.0  # what docs/guide-installation.md promises for the log, with its older files
DATA_MB_MAX = 60.0  # everything that a kiosk keeps, its log among it
# The first visits show every kit whole, one after the other: after the first tenth nothing is shown that was not shown before,
# and memory may no longer grow, from the second tenth to the last and from the sixth on, but for what a median wavers.
GROWTH_MAX = 1.05
LATE_GROWTH_MAX = 1.02
# A higher mark than this share above the highest before is written down with what was on the screen.
MARK = 1.01
LOOK_SECS = 2.0
# A rendered visit takes one to two minutes; where none was counted for so long, none ever will.
STUCK_SECS = 900.0


def own_mb(process):
    """Memory that a process has taken for itself; None if it has just ended. The program's own pages, read from its file, are
    left out: they come and go with whatever else the machine does."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Pss_Anon:", "Pss_Shmem:"))) / 1024


def folder_mb(folder):
    sizes = []
    for path in folder.rglob("*"):
        try:
            sizes.append(path.stat().st_size if path.is_file() else 0)
        except OSError:
            continue  # it has just been moved away
    return sum(sizes) / 1e6


def watch(kiosk, wanted):
    """Looks at the kiosk until so many visits were counted; one row for each number of visits seen."""
    journal = kiosk.data / "engagement.sqlite"
    rows, start, counted_at, highest = [], time.monotonic(), time.monotonic(), 0.0
    while not rows or rows[-1]["visits"] < wanted:
        kiosk.check()
        time.sleep(LOOK_SECS)
        counted = faults.visits(journal)
        player = kiosk.player()
        held = player and own_mb(player)
        if held and held > MARK * highest:
            probe = kiosk.probe() or {}
            highest = held
            faults.log(f"visit {counted + 1}: {held:.0f} MB, " + " ".join(str(probe.get(what)) for what in ("screen", "kit", "step")))
        if rows and counted == rows[-1]["visits"]:
            if time.monotonic() - counted_at > STUCK_SECS:
                raise faults.Failed(f"no visit was counted for {STUCK_SECS:.0f} s\n{kiosk.tail()}")
            continue
        counted_at = time.monotonic()
        if not held or not counted:
            continue
        rows.append({
            "secs": counted_at - start,
            "visits": counted,
            "own_mb": held,
            "data_mb": folder_mb(kiosk.data),
            "logs_mb": folder_mb(kiosk.data / "logs"),
        })
    return rows


def tenths_of(rows):
    """Median memory of each tenth of the visits, MB."""
    end = rows[-1]["visits"]
    held = lambda tenth: [row["own_mb"] for row in rows if tenth * end / 10 < row["visits"] <= (tenth + 1) * end / 10]
    return [statistics.median(held(tenth) or [0]) for tenth in range(10)]


def judge(rows, records):
    """What is not as it should be, one line each."""
    again = [record for record in records if record["what"] in ("crash", "frozen", "safe", "out-of-order")]
    if again:
        yield f"the kiosk was started again: {again}"
    tenths = tenths_of(rows)
    early, late, end = tenths[1], tenths[5], tenths[9]
    if end > GROWTH_MAX * early:
        yield f"memory has grown: {early:.0f} MB in the second tenth, {end:.0f} in the last"
    if end > LATE_GROWTH_MAX * late:
        yield f"memory still grows: {late:.0f} MB in the sixth tenth, {end:.0f} in the last"
    if max(row["logs_mb"] for row in rows) > LOGS_MB_MAX:
        yield "the log outgrows its cap"
    if rows[-1]["data_mb"] > DATA_MB_MAX:
        yield f"the data folder holds {rows[-1]['data_mb']:.0f} MB"


# ---------------------------------------------------------------- the curve

WIDTH, HEIGHT = 960, 420
LEFT, RIGHT, TOP, BOTTOM = 84, 76, 64, 56


def french(number, digits=0):
    return f"{number:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def curve(rows, title):
    """Memory and files by visits, as a picture that needs nothing else."""
    end = rows[-1]["visits"]
    top = 50 * (int(max(row["own_mb"] for row in rows) * 1.15) // 50 + 1)
    across = lambda visits: LEFT + (WIDTH - LEFT - RIGHT) * visits / end
    up = lambda mb: HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * mb / top
    line = lambda name: " ".join(f"{across(row['visits']):.1f},{up(row[name]):.1f}" for row in rows)
    text = lambda x, y, said, more="": f'<text x="{x:.0f}" y="{y:.0f}" {more}>{said}</text>'
    marks = []
    for step in range(0, top + 1, max(50, top // 5 // 50 * 50)):
        marks.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up(step):.1f}" y2="{up(step):.1f}" stroke="#e4ddd2"/>')
        marks.append(text(LEFT - 12, up(step) + 5, french(step), 'text-anchor="end"'))
    for tenth in range(0, 11, 2):
        marks.append(text(across(end * tenth / 10), HEIGHT - BOTTOM + 24, french(end * tenth / 10), 'text-anchor="middle"'))
    last = rows[-1]
    named = [
        text(across(end) + 8, up(last["own_mb"]) + 5, f"{french(last['own_mb'])} Mo", 'fill="#b4472e" font-weight="700"'),
        text(across(end) + 8, up(last["data_mb"]) + 5, f"{french(last['data_mb'], 1)} Mo", 'fill="#2c6e68" font-weight="700"'),
        text(across(end / 2), up(statistics.median(row["own_mb"] for row in rows)) + 30, "mémoire prise par la borne", 'fill="#b4472e" text-anchor="middle"'),
        text(across(end / 2), up(rows[len(rows) // 2]["data_mb"]) - 14, "fichiers gardés (journal, registres)", 'fill="#2c6e68" text-anchor="middle"'),
    ]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="15" fill="#4a4038">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="18" fill="#fbf7f0"/>',
        text(LEFT - 44, 36, title, 'font-size="19" font-weight="700"'),
        *marks,
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "visites", 'text-anchor="middle"'),
        f'<polyline points="{line("own_mb")}" fill="none" stroke="#b4472e" stroke-width="2.5" stroke-linejoin="round"/>',
        f'<polyline points="{line("data_mb")}" fill="none" stroke="#2c6e68" stroke-width="2.5" stroke-linejoin="round"/>',
        *named,
        "</svg>",
        "",
    ])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--visits", type=int, required=True)
    parser.add_argument("--rendered", action="store_true")
    parser.add_argument("play", nargs="*", help="after --: more words for the player, such as --size 640x360")
    asked = parser.parse_args()
    name = "rendered" if asked.rendered else "headless"
    asked.out.mkdir(parents=True, exist_ok=True)
    for folder in ("home", "data"):
        shutil.rmtree(asked.out / f"{name}.{folder}", ignore_errors=True)
    home = asked.out / f"{name}.home"
    faults.furnish(home, sorted(folder.parent.name for folder in Path("kits").glob("*/kit.ron")))
    play = ["--robot", "--visits", "1000000", "--clumsy", "--tour", "--speed", "0", *asked.play] + ([] if asked.rendered else ["--headless"])
    kiosk = faults.Kiosk(asked.binary, asked.out, name, home.absolute(), (asked.out / f"{name}.data").absolute(), play)
    try:
        rows = watch(kiosk, asked.visits)
        kiosk.end()
        faults.audit(kiosk.data / "engagement.sqlite")
    except faults.Failed as error:
        sys.exit(f"FAILED {error}")
    finally:
        kiosk.abandon()
    kind = "rendues" if asked.rendered else "sans rendu"
    (asked.out / f"{name}.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    (asked.out / f"{name}.svg").write_text(curve(rows, f"{french(rows[-1]['visits'])} visites {kind}, maladroites, sous surveillance"), encoding="utf-8")
    tenths = tenths_of(rows)
    faults.log(f"{rows[-1]['visits']} visits in {rows[-1]['secs'] / 60:.0f} min; MB by tenths: " + ", ".join(f"{mb:.0f}" for mb in tenths))
    faults.log(f"files: {rows[-1]['data_mb']:.1f} MB, the log {rows[-1]['logs_mb']:.1f} MB")
    wrong = list(judge(rows, kiosk.records()))
    for line in wrong:
        faults.log(f"FAILED {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
