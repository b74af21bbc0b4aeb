#!/usr/bin/env python3
"""Does to a supervised kiosk what happens to kiosks, and measures how long visitors have to wait for it.

When a fault was noticed, and when the attract screen's first frame came, is read from the supervisor's own ledger,
restarts.jsonl; when it takes touches, from the probe of the fresh player (see tests/window.py).

Standard library only; needs xdotool and an X server (tests/faults.sh starts one).
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import window

BACK_LIMIT = 15.0  # seconds from a fault to the first frame of the attract screen: what a kiosk promises
NOTICED_LIMIT = 5.0  # seconds until a frozen loop is noticed
PATIENCE = 120.0  # seconds after which this script gives up
HEALTHY = 2  # seconds: each fault is a first one, and its restart is immediate
TICK = 0.02  # seconds between two looks

LONG = bool(os.environ.get("ETABLI_TEST_LONG"))
KILLS, STOPS, OTHERS, JOURNAL_KILLS = (50, 10, 5, 50) if LONG else (3, 1, 1, 3)

log = window.log
Failed = window.Failed


def furnish(home, kits=("soudure",)):
    """A home of the kiosk's own, whose settings may be broken, with these of the shipped kits."""
    here = Path.cwd()
    home.mkdir(parents=True)
    (home / "assets").symlink_to(here / "assets")
    for kit in kits:
        shutil.copytree(here / "kits" / kit, home / "kits" / kit)
    shutil.copytree(here / "config", home / "config")
    settings = home / "config" / "kiosk.ron"
    text = settings.read_text(encoding="utf-8")
    end = text.rindex(")")
    settings.write_text(text[:end] + '    event: "exemple",\n)\n', encoding="utf-8")
    return settings


class Kiosk:
    """A supervisor, its present player, and what both leave on the disk."""

    def __init__(self, binary, out, name, home, data, play, world=None):
        self.data, self.name = data, name
        self.probe_path = out / f"{name}.probe.json"
        self.probe_path.unlink(missing_ok=True)
        words = [binary, "supervise", "--restarts", "1000", "--healthy-secs", str(HEALTHY)]
        words += ["--home", str(home), "--data", str(data), "--seed", "1", *play]
        if "--headless" not in play:
            words += ["--probe", str(self.probe_path)]
        with open(out / f"{name}.log", "wb") as output:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=world)

    def player(self):
        """The process number of the present player."""
        for about in Path("/proc").glob("[0-9]*/stat"):
            try:
                # What follows the name, which may hold anything: state, parent…
                fields = about.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[1]) == self.process.pid and fields[0] != "Z":
                return int(about.parent.name)
        return None

    def check(self):
        code = self.process.poll()
        if code is not None:
            raise Failed(f"{self.name}: the supervisor ended by itself, code {code}\n{self.tail()}")

    def tail(self):
        path = self.data / "logs" / "borne.log"
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
        return "\n".join("    " + line for line in lines[-25:])

    def probe(self):
        try:
            return json.loads(self.probe_path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def until(self, what, is_so):
        """Looks again and again; the time at which it was so."""
        start = time.monotonic()
        while not (seen := is_so()):
            self.check()
            if time.monotonic() - start > PATIENCE:
                raise Failed(f"{self.name}: waited in vain for {what}; {window.describe(self.probe())}\n{self.tail()}")
            time.sleep(TICK)
        return seen

    def on(self, *screens):
        probe = self.probe() or {}
        # Nothing on the out-of-order screen is ever ready for visitors.
        is_there = probe.get("ready") or probe.get("screen") == "out_of_order"
        return probe if probe.get("screen") in screens and is_there else None

    def records(self, since=0.0):
        path = self.data / "restarts.jsonl"
        records = []
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []:
            try:
                record = json.loads(line)
            except ValueError:
                continue
            record["time"] = datetime.fromisoformat(record["at"].replace("Z", "+00:00")).timestamp()
            if record["time"] >= since:
                records.append(record)
        return records

    def fault(self, act, back=("attract",)):
        """Does it to the present player; seconds until noticed, until the first frame, and until it takes touches."""
        player = self.until("a player", self.player)
        since = time.time()
        act(player)
        # The next to write it is another player.
        gone = lambda: not Path(f"/proc/{player}").exists() or None
        self.until("the player's end", gone)
        self.probe_path.unlink(missing_ok=True)
        self.until(f"the screen {' or '.join(back)}", lambda: self.on(*back))
        seconds = time.time() - since
        first = lambda *whats: next((r["time"] - since for r in self.records(since) if r["what"] in whats), None)
        return {"noticed": first("crash", "frozen"), "first_frame": first("ready"), "back": seconds}

    def abandon(self):
        """Whatever went wrong: no supervisor is left behind, and none leaves a player."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def end(self):
        """In order, as systemd would."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise Failed(f"{self.name}: the supervisor did not heed TERM") from None
        if self.process.returncode != 0:
            raise Failed(f"{self.name}: the supervisor ended with {self.process.returncode}\n{self.tail()}")


class Run:
    def __init__(self, binary, out, small_disk):
        self.binary, self.out, self.small_disk = binary, out, small_disk
        self.rows, self.chance, self.kiosks = [], random.Random(7), []

    def kiosk(self, name, data=None, play=("--silent",), world=None):
        home = self.out / f"{name}.home"
        settings = furnish(home)
        kiosk = Kiosk(self.binary, self.out, name, home.absolute(), (data or self.out / f"{name}.data").absolute(), play, world)
        self.kiosks.append(kiosk)
        if "--headless" not in play:
            kiosk.until("the attract screen", lambda: kiosk.on("attract"))
        return kiosk, settings

    def keep(self, name, told, faults):
        self.rows.append({"fault": name, "told": told, "times": faults})
        log(f"{name}: " + (", ".join(f"{fault['back']:.2f} s" for fault in faults if fault["back"] is not None) or f"{len(faults)} times"))

    def calm(self):
        """Long enough to count as healthy, and then a moment like any other."""
        time.sleep(HEALTHY + 0.5 + self.chance.random())

    # ------------------------------------------------------------ the faults

    def killed(self):
        kiosk, _ = self.kiosk("kill")
        faults = []
        for _ in range(KILLS):
            self.calm()
            faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGKILL)))
        kiosk.end()
        self.keep("kill", "`kill -9` de la borne", faults)

    def stopped(self):
        kiosk, _ = self.kiosk("stop")
        faults = []
        for _ in range(STOPS):
            self.calm()
            faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGSTOP)))
        frozen = [record for record in kiosk.records() if record["what"] == "frozen"]
        kiosk.end()
        if len(frozen) != STOPS:
            raise Failed(f"{len(frozen)} of {STOPS} frozen players were told as such")
        self.keep("stop", "image figée (`SIGSTOP`)", faults)

    def broken_settings(self):
        kiosk, settings = self.kiosk("settings")
        faults = []
        for broken in ["(volume: ", "\0\0\0", "", "(" * 10000, "[1, 2]"][:OTHERS]:
            self.calm()
            settings.write_text(broken, encoding="utf-8")
            faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGKILL)))
            if settings.read_text(encoding="utf-8") != broken:
                raise Failed("a broken file of settings was written over")
        kiosk.end()
        self.keep("settings", "réglages illisibles, puis `kill -9`", faults)

    def full_disk(self):
        if not self.small_disk:
            log("no disk to fill: this account may not mount one")
            return
        kiosk, _ = self.kiosk("disk", self.small_disk / "data")
        faults = []
        for _ in range(OTHERS):
            self.calm()
            fill(self.small_disk / "full")
            faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGKILL)))
        (self.small_disk / "full").unlink()
        self.calm()
        # With room again, all is kept again.
        since = time.time()
        faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGKILL)))
        kept = [record["what"] for record in kiosk.records(since)]
        kiosk.end()
        if kept[:3] != ["crash", "start", "ready"]:
            raise Failed(f"with room again the ledger says {kept}")
        self.keep("disk", "disque des données plein, puis `kill -9`", faults)

    def graphics(self):
        """The graphics device is lost, again and again, a while after each start."""
        kiosk, _ = self.kiosk("graphics", play=["--silent", "--lose-graphics", "6"])
        crashes = lambda: [record for record in kiosk.records() if record["what"] == "crash"]
        faults = []
        for count in range(1, OTHERS + 1):
            lost = kiosk.until("the loss of the device", lambda: len(crashes()) >= count and crashes()[count - 1])
            again = lambda: [r for r in kiosk.records(lost["time"]) if r["what"] == "ready"]
            first = kiosk.until("the next first frame", again)[0]
            faults.append({"noticed": None, "first_frame": first["time"] - lost["time"], "back": None})
        kiosk.end()
        self.keep("graphics", "carte graphique perdue", faults)

    def no_display(self):
        """The display goes and comes back some seconds later: everything is there again, and nothing was given up."""
        screen = Screen()
        try:
            kiosk, _ = self.kiosk("display", world={**os.environ, "DISPLAY": screen.name})
            faults = []
            for _ in range(OTHERS):
                self.calm()
                player = kiosk.until("a player", kiosk.player)
                screen.unplug()
                kiosk.until("the player's end", lambda: not Path(f"/proc/{player}").exists() or None)
                time.sleep(3)
                kiosk.probe_path.unlink(missing_ok=True)
                since = time.time()
                screen.plug()
                kiosk.until("the attract screen", lambda: kiosk.on("attract"))
                first = next(r["time"] - since for r in kiosk.records(since) if r["what"] == "ready")
                faults.append({"noticed": None, "first_frame": first, "back": time.time() - since})
            kiosk.end()
        finally:
            screen.unplug()
        self.keep("display", "écran débranché, puis rebranché", faults)

    def no_sound(self):
        """The sound goes and comes back: the kiosk plays on as if nothing were, and sounds again."""
        if not Sound.is_there():
            log("no sound server to take away: PulseAudio is not installed")
            return
        sound = Sound(self.out / "sound.pulse")
        try:
            kiosk, _ = self.kiosk("sound", play=(), world=sound.world())
            said = lambda words: (kiosk.data / "logs" / "borne.log").read_text(encoding="utf-8", errors="replace").count(words)
            kiosk.until("sound", lambda: said("the sound device is open"))
            player, faults = kiosk.player(), []
            for count in range(1, OTHERS + 1):
                self.calm()
                sound.unplug()
                since = time.time()
                kiosk.until("that the loss is noticed", lambda: said("the sound device was lost") >= count)
                noticed = time.time() - since
                if not kiosk.until("the attract screen", lambda: kiosk.on("attract")):
                    raise Failed("without sound no attract screen")
                sound.plug()
                kiosk.until("sound again", lambda: said("the sound device is open") > count)
                faults.append({"noticed": noticed, "first_frame": None, "back": None})
            if kiosk.player() != player:
                raise Failed("the loss of sound took the player down")
            kiosk.end()
        finally:
            sound.unplug()
        self.keep("sound", "son coupé, puis revenu : la borne joue sans s’arrêter", faults)

    def bad_kit(self):
        """A kit in which the player aborts three times is put in quarantine: the kiosk goes on without it."""
        kiosk, _ = self.kiosk("kit")
        faults = []
        for time_of_it in range(3):
            self.calm()
            begin(kiosk)
            # It was the only kit: without it there is nothing to play.
            back = ("attract",) if time_of_it < 2 else ("attract", "out_of_order")
            faults.append(kiosk.fault(lambda player: os.kill(player, signal.SIGABRT), back))
        path = kiosk.data / "quarantine.json"
        held = [entry["kit"] for entry in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []
        if held != ["soudure"] or not kiosk.on("out_of_order"):
            raise Failed(f"in quarantine: {held}; {window.describe(kiosk.probe())}\n{kiosk.tail()}")
        # Staff let it try again.
        path.unlink()
        self.calm()
        kiosk.fault(lambda player: os.kill(player, signal.SIGKILL))
        modes = {record["what"] for record in kiosk.records()} & {"safe", "out-of-order"}
        kiosk.end()
        if modes:
            raise Failed(f"a bad kit led to {modes}")
        self.keep("kit", "un kit arrête la borne trois fois (quarantaine)", faults)

    def journal(self):
        """Killed again and again while visits are counted: what was counted stays counted, and adds up."""
        play = ["--robot", "--visits", "1000000", "--headless", "--speed", "0"]
        kiosk, _ = self.kiosk("journal", play=play)
        path = kiosk.data / "engagement.sqlite"
        counted, faults = 0, []
        for _ in range(JOURNAL_KILLS):
            seen = kiosk.until("another visit", lambda: (n := visits(path)) > counted and n)
            time.sleep(self.chance.random())
            since, player = time.time(), kiosk.player()
            os.kill(player, signal.SIGKILL)
            ready = lambda: [record for record in kiosk.records(since) if record["what"] == "ready"]
            first = kiosk.until("the next robot", ready)[0]
            # Killed often enough while the kit is played, it is held for a bad one; staff would let it try again.
            (kiosk.data / "quarantine.json").unlink(missing_ok=True)
            counted = visits(path)
            if counted < seen:
                raise Failed(f"{seen} visits were counted, and now {counted}")
            faults.append({"noticed": None, "first_frame": first["time"] - since, "back": None})
        kiosk.end()
        audit(path)
        log(f"journal: {JOURNAL_KILLS} kills, {visits(path)} visits, all of them add up")
        self.rows.append({"fault": "journal", "told": "`kill -9` pendant des visites comptées", "times": faults, "visits": visits(path)})


class Screen:
    """A screen of its own, on one and the same number, that can be taken away."""

    def __init__(self):
        taken = {path.name for path in Path("/tmp/.X11-unix").glob("X*")}
        number = next(number for number in range(90, 190) if f"X{number}" not in taken)
        self.name, self.server = f":{number}", None
        self.plug()

    def plug(self):
        size = "x".join(str(side) for side in window.WINDOW)
        words = ["Xvfb", self.name, "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def unplug(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            # Killed, it leaves behind what says that the number is taken.
            for path in (Path("/tmp/.X11-unix") / f"X{self.name[1:]}", Path(f"/tmp/.X{self.name[1:]}-lock")):
                path.unlink(missing_ok=True)
        self.server = None


class Sound:
    """A sound server of its own that plays to nobody, and can be taken away."""

    def __init__(self, folder):
        self.folder, self.server = folder.absolute(), None
        self.folder.mkdir(parents=True)
        # Sockets have short names only: the folder of the run may lie deep.
        self.socket = Path(tempfile.mkdtemp(prefix="etabli-son.")) / "s"
        (self.folder / "asound.conf").write_text('pcm.!default { type pulse }\nctl.!default { type pulse }\n', encoding="utf-8")
        self.plug()

    @staticmethod
    def is_there():
        return shutil.which("pulseaudio") is not None

    def world(self):
        return {
            **os.environ,
            "PULSE_SERVER": f"unix:{self.socket}",
            "ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{self.folder / 'asound.conf'}",
        }

    def plug(self):
        words = ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--use-pid-file=no", "--disable-shm=yes"]
        words += ["-L", "module-null-sink", "-L", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}"]
        world = {**os.environ, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)}
        self.server = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=world)

    def unplug(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.socket.unlink(missing_ok=True)
        self.server = None


def fill(path):
    with open(path, "ab", buffering=0) as file:
        size = 1 << 16
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2


def begin(kiosk):
    """As a visitor would, until a kit is played."""
    hand = window.Hand(kiosk.player())
    start = time.monotonic()
    while not kiosk.on("play"):
        kiosk.check()
        if time.monotonic() - start > PATIENCE:
            raise Failed(f"no kit begins; {window.describe(kiosk.probe())}")
        probe = kiosk.probe() or {}
        where = [control for control in probe.get("controls", []) if control["id"] == "commencer"]
        if where:
            hand.press(where[0]["x"], where[0]["y"])
        elif kiosk.on("attract"):
            hand.press(window.WINDOW[0] / 2, window.WINDOW[1] / 2)
        time.sleep(1)
    time.sleep(1)


def look(path, question):
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return base.execute(question).fetchall()
    finally:
        base.close()


def visits(path):
    try:
        return look(path, "SELECT coalesce(sum(n), 0) FROM counters WHERE name = 'visits'")[0][0]
    except sqlite3.OperationalError:
        return 0  # not there yet, or busy


def audit(path):
    """The balance that docs/donnees.md promises."""
    counters = dict(look(path, "SELECT name, sum(n) FROM counters GROUP BY name"))
    of = lambda name: counters.get(name, 0)
    rows = look(path, "SELECT count(*) FROM visits")[0][0]
    if of("visits") != of("opted_out") + of("recorded"):
        raise Failed(f"visits do not add up: {counters}")
    if of("recorded") != of("sealed") + rows + of("suppressed") + of("late"):
        raise Failed(f"recorded visits do not add up: {counters}, {rows} rows")
    if look(path, "PRAGMA integrity_check") != [("ok",)]:
        raise Failed("the journal is damaged")


# ---------------------------------------------------------------- the table


def numbers(row, name):
    return [fault[name] for fault in row["times"] if fault[name] is not None]


def cell(row, name):
    times = numbers(row, name)
    return f"{statistics.median(times):.1f} / {max(times):.1f}".replace(".", ",") if times else "—"


def table(rows):
    lines = [
        "| Panne | Fois | Remarquée, s | Accueil : première image, s | Prêt au toucher, s |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        cells = [cell(row, name) for name in ("noticed", "first_frame", "back")]
        lines.append(f"| {row['told']} | {len(row['times'])} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n\nMédiane / maximum.\n"


def judge(rows):
    """What a kiosk promises. When the whole diorama is there is the machine's affair: the table tells it."""
    for row in rows:
        slow = [seconds for seconds in numbers(row, "first_frame") if seconds > BACK_LIMIT]
        late = [seconds for seconds in numbers(row, "noticed") if seconds > NOTICED_LIMIT + 1.0]
        if slow or late:
            yield f"{row['fault']}: back after {slow}, noticed after {late}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--small-disk", type=Path)
    parser.add_argument("--only", nargs="*", help="kill, stop, settings, disk, graphics, display, sound, kit, journal")
    asked = parser.parse_args()
    shutil.rmtree(asked.out, ignore_errors=True)
    asked.out.mkdir(parents=True)
    run = Run(asked.binary, asked.out, asked.small_disk)
    faults = {
        "kill": run.killed,
        "stop": run.stopped,
        "settings": run.broken_settings,
        "disk": run.full_disk,
        "graphics": run.graphics,
        "display": run.no_display,
        "sound": run.no_sound,
        "kit": run.bad_kit,
        "journal": run.journal,
    }
    failed = []
    for name, fault in faults.items():
        if asked.only and name not in asked.only:
            continue
        try:
            fault()
        except Failed as error:
            log(f"FAILED {name}: {error}")
            failed.append(name)
        finally:
            for kiosk in run.kiosks:
                kiosk.abandon()
    (asked.out / "faults.json").write_text(json.dumps(run.rows, indent=1), encoding="utf-8")
    (asked.out / "faults.md").write_text(table(run.rows), encoding="utf-8")
    print(table(run.rows))
    slow = list(judge(run.rows))
    for line in slow:
        log(f"TOO SLOW {line}")
    sys.exit(1 if failed or slow else 0)


if __name__ == "__main__":
    main()
