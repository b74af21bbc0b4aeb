#!/usr/bin/env python3
"""Visits the kiosk through its real window with a real pointer, then kills it in mid-play and sees it come back.

The kiosk is told `--probe FILE` and keeps there, about every 10 frames, what a visitor could see and touch:

    {"screen": "play", "ready": true, "hold": false,
     "controls": [{"id": "suite", "x": 640, "y": 500, "w": 200, "h": 80}],
     "gesture": [[300, 400], [500, 400, 600]]}

- The file is replaced whole (written beside, then renamed); positions are in pixels of the window.
- screen: attract, play, who, debrief… Any name does; this script goes by `controls` and `gesture`.
- ready: the screen has arrived and takes touches. While it is false or missing, nothing is touched.
- controls: what may be pressed now; (x, y) is the centre.
- gesture: where to press, move and release to advance the kit (the mechanic's own demonstration), null when there is
  nothing to do (an animation plays, a text is spoken). One point is a tap. A third number is the time of that point,
  in milliseconds after the press; without it the pointer goes at SPEED.
- page (optional): changes with each page of a screen that has several under the same buttons.
- hold (optional): true while the button must stay down at the end of the gesture, for what is dosed by a long press.

Standard library only; needs xdotool and an X server (tests/window.sh starts one).
"""

import argparse
import json
import math
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

WINDOW = (1280, 720)
PORTAL = "https://metiers.normandie.example"
SPEED = 600.0  # pixels a second: an unhurried hand
MOVE_EVERY = 0.016  # seconds between two positions of a drag
START_LIMIT = 180.0  # seconds to the attract screen: no graphics card, cold caches, a busy machine
STEP_LIMIT = 60.0  # seconds without any change before this is called stuck
VISIT_LIMIT = 900.0
PROBE_LIMIT = 30.0  # seconds without a fresh probe: the frame loop stands still
TAKEN_LIMIT = 8.0  # seconds for a press to show an effect
PRESSES = 3  # presses of one control before it counts as deaf
SAME_GESTURE = 8  # times one gesture may be asked for without the kit advancing

# What to press when it is offered, the first that fits; answers only once a visit.
CHOICES = ["commencer", "au_lycee", "visage_content", "suite", "jai_scanne"]
ANSWERS = ["au_lycee", "visage_content"]
MILESTONES = ["commencer", "gesture", "who", "au_lycee", "suite", "visage_content", "code", "jai_scanne"]


class Failed(Exception):
    pass


def log(text):
    print(f"[{time.monotonic() - START:6.1f} s] {text}", flush=True)


START = time.monotonic()


# ---------------------------------------------------------------- pictures


def png_from_xwd(data):
    """The picture of a 32-bit XWD dump, as Xvfb mirrors its screen, as PNG bytes."""
    header = struct.unpack(">25I", data[:100])
    size, width, height, little_endian = header[0], header[4], header[5], header[7] == 0
    bits, stride, colors = header[11], header[12], header[19]
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel, not 32")
    pixels = data[size + 12 * colors :]
    blue, green, red = (0, 1, 2) if little_endian else (3, 2, 1)
    rows = bytearray()
    for y in range(height):
        row = pixels[y * stride : y * stride + width * 4]
        rgb = bytearray(width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[red::4], row[green::4], row[blue::4]
        rows += b"\0" + rgb

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b"")


class Camera:
    def __init__(self, framebuffer, out):
        self.framebuffer, self.out, self.count = framebuffer, out, 0

    def shoot(self, name):
        path = self.out / f"{self.count:02d}_{name}.png"
        self.count += 1
        try:
            if self.framebuffer:
                path.write_bytes(png_from_xwd(Path(self.framebuffer).read_bytes()))
            elif shutil.which("import"):
                subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=30)
            else:
                return None
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            log(f"no picture of {name}: {error}")
            return None
        return path


# ---------------------------------------------------------------- the kiosk


class Kiosk:
    """The kiosk's process and its probe."""

    def __init__(self, binary, out, run):
        self.probe_path = out / "probe.json"
        self.probe_path.unlink(missing_ok=True)
        self.log_path = out / f"kiosk_{run}.log"
        state = out / "state"  # both runs share it: the second finds what the killed one left
        state.mkdir(exist_ok=True)
        environment = dict(os.environ, XDG_DATA_HOME=str(state), XDG_STATE_HOME=str(state))
        if not (state / "etabli" / "keys").exists():
            made = [binary, "keys", "kiosk", "--name", "borne", "--event", "essai"]
            subprocess.run(made, check=True, env=environment, stdout=subprocess.DEVNULL)
        # The way through the visit is known for this kit.
        kits = out / "kits"
        if not kits.exists():
            shutil.copytree("kits/soudure", kits / "soudure")
        self.stamp, self.seen_at = None, time.monotonic()
        self.offset = None
        with open(self.log_path, "wb") as output:
            self.process = subprocess.Popen(
                [binary, "play", "--kits", str(kits), "--seed", "1", "--portal", PORTAL, "--probe", str(self.probe_path)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
            )

    def log_tail(self):
        lines = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join("    " + line for line in lines[-25:])

    def check_alive(self):
        code = self.process.poll()
        if code is not None:
            raise Failed(f"the kiosk ended by itself, code {code}")

    def read(self, limit=PROBE_LIMIT):
        """Waits for a probe that was not read before."""
        asked_at = time.monotonic()
        while True:
            self.check_alive()
            try:
                stamp = os.stat(self.probe_path)
                key = (stamp.st_mtime_ns, stamp.st_ino)
                if key != self.stamp:
                    probe = json.loads(self.probe_path.read_text(encoding="utf-8"))
                    self.stamp = key
                    return probe
            except FileNotFoundError:
                pass
            except ValueError as error:
                raise Failed(f"the probe is no JSON (not written atomically?): {error}") from error
            if time.monotonic() - asked_at > limit:
                raise Failed(f"no fresh probe for {limit:.0f} s: the frame loop stands still")
            time.sleep(0.02)

    def read_after_action(self):
        """The probe being written while one acts may not know of it yet: skip one."""
        self.read()
        return self.read()

    def wait_for(self, screen, limit):
        end = time.monotonic() + limit
        probe = None
        while time.monotonic() < end:
            probe = self.read(limit=max(PROBE_LIMIT, end - time.monotonic()))
            if probe.get("screen") == screen and probe.get("ready"):
                return probe
        raise Failed(f"no screen {screen!r} after {limit:.0f} s; last: {describe(probe)}")

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                log("the kiosk did not heed TERM for 10 s: killed")
                self.process.kill()
                self.process.wait()

    def kill(self):
        self.process.kill()
        self.process.wait()


def describe(probe):
    if not probe:
        return "no probe"
    ids = ", ".join(control["id"] for control in probe.get("controls", [])) or "none"
    gesture = probe.get("gesture")
    points = f"{len(gesture)} points" if gesture else "none"
    return f"screen {probe.get('screen')!r}, ready {probe.get('ready')}, controls: {ids}, gesture: {points}"


# ---------------------------------------------------------------- the hand


def xdotool(*words):
    """One call for a whole gesture: its pace then does not depend on how fast processes start."""
    result = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, timeout=120)
    if result.returncode != 0:
        raise Failed(f"xdotool: {result.stderr.strip()}")
    return result.stdout


class Hand:
    """A pointer; it takes window pixels."""

    def __init__(self, process_id):
        self.left, self.top = self.find_window(process_id)

    @staticmethod
    def find_window(process_id):
        # Without a window manager a window stands at the corner; a process that set no id is taken to be there.
        found = subprocess.run(["xdotool", "search", "--pid", str(process_id)], capture_output=True, text=True, timeout=30)
        best = (0, 0, 0)
        for window in found.stdout.split():
            answer = subprocess.run(
                ["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True, timeout=30
            ).stdout
            geometry = dict(line.split("=", 1) for line in answer.splitlines() if "=" in line)
            area = int(geometry.get("WIDTH", 0)) * int(geometry.get("HEIGHT", 0))
            if area > best[0]:
                best = (area, int(geometry["X"]), int(geometry["Y"]))
        return best[1], best[2]

    def screen_point(self, point):
        return round(point[0]) + self.left, round(point[1]) + self.top

    def press(self, x, y):
        where = self.screen_point((x, y))
        xdotool("mousemove", *where, "sleep", 0.05, "mousedown", 1, "sleep", 0.12, "mouseup", 1)

    def down_along(self, points):
        """Presses at the first point and goes through the others, in time; the button stays down."""
        words = ["mousemove", *self.screen_point(points[0]), "sleep", 0.05, "mousedown", 1, "sleep", 0.1]
        clock = 0.1
        for start, end in zip(points, points[1:]):
            length = math.dist(start[:2], end[:2])
            duration = length / SPEED
            if len(end) > 2:
                duration = max(end[2] / 1000 - clock, 0.0)
            clock += duration
            steps = max(1, round(duration / MOVE_EVERY))
            for step in range(1, steps + 1):
                part = step / steps
                at = self.screen_point((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
                words += ["mousemove", *at, "sleep", f"{duration / steps:.4f}"]
        xdotool(*words)

    def up(self):
        xdotool("sleep", 0.05, "mouseup", 1)

    def gesture(self, points, kiosk):
        self.down_along(points)
        try:
            end = time.monotonic() + STEP_LIMIT
            probe = kiosk.read()
            while probe.get("hold"):
                if time.monotonic() > end:
                    raise Failed(f"held for {STEP_LIMIT:.0f} s and hold is still true; {describe(probe)}")
                probe = kiosk.read()
        finally:
            self.up()


# ---------------------------------------------------------------- a visit


def in_window(x, y):
    return 0 <= x < WINDOW[0] and 0 <= y < WINDOW[1]


def signature(probe):
    return json.dumps([probe.get(key) for key in ("screen", "page", "ready", "controls", "gesture")], sort_keys=True)


class Visit:
    def __init__(self, kiosk, hand, camera):
        self.kiosk, self.hand, self.camera = kiosk, hand, camera
        self.reached = set()
        self.last_gesture, self.same_gesture = None, 0
        self.screens = []

    def reach(self, milestone):
        if milestone not in self.reached:
            self.reached.add(milestone)
            log(f"reached: {milestone}")

    def enter(self, screen):
        if not self.screens or self.screens[-1] != screen:
            self.screens.append(screen)
            log(f"screen: {screen}")
            picture = self.camera.shoot(screen)
            if screen == "who":
                self.reach("who")
            if screen == "carnet" and picture:
                self.read_code(picture)

    def read_code(self, picture):
        """What a phone would read from the screen."""
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, timeout=60)
        if re.fullmatch(re.escape(PORTAL) + r"/c#1\.[\w-]{111}\.[\w-]{7,66}", read.stdout.strip()):
            self.reach("code")
        else:
            log(f"no code is read from {picture}: {read.stdout!r}")

    def touch_attract(self, probe):
        """Anywhere will do."""
        before = signature(probe)
        for _ in range(PRESSES):
            self.hand.press(WINDOW[0] / 2, WINDOW[1] / 2)
            end = time.monotonic() + TAKEN_LIMIT
            while time.monotonic() < end:
                probe = self.kiosk.read()
                if probe.get("screen") != "attract":
                    return
                # The attract screen may open a card over itself rather than give way.
                if signature(probe) != before and any(c["id"] == "commencer" for c in probe.get("controls", [])):
                    return
        raise Failed(f"the attract screen is deaf: touched {PRESSES} times")

    def press(self, control, probe):
        """Presses until that shows an effect."""
        name, screen, before = control["id"], probe.get("screen"), signature(probe)
        if not in_window(control["x"], control["y"]):
            raise Failed(f"control {name!r} lies outside the window: {control}")
        for press in range(PRESSES):
            self.hand.press(control["x"], control["y"])
            end = time.monotonic() + TAKEN_LIMIT
            probe = self.kiosk.read_after_action()
            while time.monotonic() < end:
                here = {offered["id"] for offered in probe.get("controls", [])}
                if name not in here or probe.get("screen") != screen or not probe.get("ready"):
                    return
                if name in ANSWERS:
                    return  # an answer may leave its button in place
                if name == "suite" and ("page" not in probe or signature(probe) != before):
                    return  # the next page may have the same button at the same place
                probe = self.kiosk.read()
            log(f"{name} was pressed without effect ({press + 1})")
        raise Failed(f"control {name!r} is deaf: pressed {PRESSES} times; {describe(probe)}")

    def follow(self, gesture):
        for point in gesture:
            if not in_window(point[0], point[1]):
                raise Failed(f"the gesture leaves the window at {point}")
        self.same_gesture = self.same_gesture + 1 if gesture == self.last_gesture else 0
        self.last_gesture = gesture
        if self.same_gesture >= SAME_GESTURE:
            raise Failed(f"the demonstrated gesture does not advance the kit: followed {SAME_GESTURE} times, {gesture}")
        self.hand.gesture(gesture, self.kiosk)
        self.reach("gesture")

    def choose(self, probe):
        offered = {control["id"]: control for control in probe.get("controls", [])}
        for name in CHOICES:
            if name in offered and not (name in ANSWERS and name in self.reached):
                return offered[name]
        return None

    def run(self, stop_in_play=False):
        """From attract back to attract; or, with stop_in_play, until the first gesture is due, which it returns."""
        begun = changed = time.monotonic()
        last = None
        suites = 0
        probe = self.kiosk.wait_for("attract", STEP_LIMIT)
        while True:
            now = time.monotonic()
            if signature(probe) != last:
                last, changed = signature(probe), now
            if now - changed > STEP_LIMIT:
                raise Failed(f"nothing changed for {STEP_LIMIT:.0f} s; {describe(probe)}")
            if now - begun > VISIT_LIMIT:
                raise Failed(f"the visit is not over after {VISIT_LIMIT:.0f} s; {describe(probe)}")
            if not probe.get("ready"):
                probe = self.kiosk.read()
                continue

            screen = probe.get("screen")
            self.enter(screen)
            control = self.choose(probe)
            if screen == "attract" and "commencer" in self.reached:
                return None
            # The attract screen and the intro may show a ghost hand: it is not an invitation yet.
            if probe.get("gesture") and screen != "attract" and not (control and control["id"] == "commencer"):
                if stop_in_play:
                    return probe["gesture"]
                self.follow(probe["gesture"])
            elif control:
                self.press(control, probe)
                self.reach(control["id"])
                suites += control["id"] == "suite"
                if suites > 30:
                    raise Failed("30 pages and no end: does `suite` lead anywhere?")
                changed = time.monotonic()
            elif screen == "attract":
                self.touch_attract(probe)
            else:
                probe = self.kiosk.read()
                continue
            probe = self.kiosk.read_after_action()


def check(binary, out, camera):
    log("start")
    kiosk = Kiosk(binary, out, 1)
    try:
        begun = time.monotonic()
        kiosk.wait_for("attract", START_LIMIT)
        log(f"attract after {time.monotonic() - begun:.1f} s")
        hand = Hand(kiosk.process.pid)

        visit = Visit(kiosk, hand, camera)
        visit.run()
        missed = [milestone for milestone in MILESTONES if milestone not in visit.reached]
        if missed:
            raise Failed(f"back at attract, but never met: {', '.join(missed)}; screens: {' > '.join(visit.screens)}")
        log(f"a whole visit: {' > '.join(visit.screens)}")

        gesture = Visit(kiosk, hand, camera).run(stop_in_play=True)
        hand.down_along(gesture[:1])
        kiosk.kill()
        hand.up()
        log("killed in mid-gesture")

        kiosk = Kiosk(binary, out, 2)
        begun = time.monotonic()
        kiosk.wait_for("attract", START_LIMIT)
        camera.shoot("attract_again")
        log(f"attract again {time.monotonic() - begun:.1f} s after the crash")
    except Failed:
        picture = camera.shoot("failed")
        if picture:
            print(f"picture: {picture}", file=sys.stderr)
        print(f"end of {kiosk.log_path}:\n{kiosk.log_tail()}", file=sys.stderr)
        raise
    finally:
        kiosk.stop()


def main():
    parser = argparse.ArgumentParser(description="The kiosk's window, driven by a pointer.")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--framebuffer", help="where Xvfb mirrors its screen (its option -fbdir)")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the kiosk is stopped on the way out
    out = arguments.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        check(arguments.binary, out, Camera(arguments.framebuffer, out))
    except Failed as failure:
        print(f"window test FAILED: {failure}", file=sys.stderr)
        return 1
    log(f"window test passed; pictures in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
