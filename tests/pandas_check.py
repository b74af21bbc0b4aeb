"""Counts the fairs of engagement::independent anew from their raw rows, with pandas, and compares every statement.

Written from the project's note on data protection and the meaning of the codes, not from the program. Beside it, pycanon
measures k on the rows that survive. Ends with 1 if anything differs.

    pandas_check.py FOLDER
"""

import json
import sys
from pathlib import Path

import pandas as pd
from pycanon import anonymity

K, SLOTS, BIN, SHARE = 10, 5, 3, 0.90
GROUPS = {
    "college": "scolaire",
    "lycee": "scolaire",
    "etudes": "adulte",
    "adulte": "adulte",
    "parent": "adulte",
    "conseil": "adulte",
}
# Codes of each histogram, in order: neighbours may be merged.
HISTOGRAMS = {
    "outcome": ["finished", "abandoned"],
    "score-hist": ["none", "0-24", "25-49", "50-74", "75-100"],
    "duration-hist": ["0-59", "60-119", "120-179", "180-239", "240+"],
    "help-hist": ["none", "hint", "ghost", "one_touch"],
    "step-reached-hist": ["1", "2", "3", "4", "5"],
    "liked": ["yes", "so_so", "no", "none"],
}
LANGUAGES = {"language-hist": ["fr", "en"]}


def json_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def coded(rows, plan):
    """The raw rows with a column for each histogram, their class and their period, all found anew."""
    codes = pd.DataFrame({"kit": rows["kit"], "slot": rows["slot"]})
    codes["outcome"] = rows["abandoned_at"].isna().map({True: "finished", False: "abandoned"})
    means = rows["scores"].map(lambda text: pd.Series([mark for _, mark in json.loads(text)], dtype=float).mean())
    bands = pd.cut(means // 1, [0, 25, 50, 75, 101], right=False, labels=HISTOGRAMS["score-hist"][1:])
    codes["score-hist"] = bands.astype(object).where(means.notna(), "none")
    edges = [0, 60, 120, 180, 240, float("inf")]
    codes["duration-hist"] = pd.cut(rows["secs"], edges, right=False, labels=HISTOGRAMS["duration-hist"]).astype(object)
    codes["help-hist"] = rows["help"]
    reached = rows["abandoned_at"].fillna(rows["steps"]).astype(int).clip(1, 5)
    codes["step-reached-hist"] = reached.astype(str)
    codes["liked"] = rows["liked"].fillna("none")
    codes["language-hist"] = rows["language"]
    group = rows["audience"].map(GROUPS).fillna("non_precise")
    exact = rows["audience"].fillna("non_precise")
    codes["who"] = {"kit_audience": exact, "kit_group": group, "kit": None}[plan["level"]]
    ends = pd.to_datetime(rows["slot"] * 900, unit="s", utc=True).dt.tz_convert(plan["zone"])
    day = ends.dt.strftime("%Y-%m-%d").clip(plan["first_day"], plan["last_day"])
    codes["day"] = day if plan["period"] == "day" else plan["last_day"]
    return codes


def blurred(counts):
    """[(codes, n)] after merging: the first bin of one or two visits joins the nearest that has any (the smaller of two as
    near, the earlier of two as small) and those between, until there is none."""
    bins = [([code], int(n)) for code, n in counts.items()]
    while small := [place for place, (_, n) in enumerate(bins) if 0 < n < BIN]:
        here = small[0]
        others = [place for place, (_, n) in enumerate(bins) if n > 0 and place != here]
        if not others:
            break
        there = min(others, key=lambda place: (abs(place - here), bins[place][1], place))
        low, high = sorted((here, there))
        merged = (sum((codes for codes, _ in bins[low : high + 1]), []), sum(n for _, n in bins[low : high + 1]))
        bins[low : high + 1] = [merged]
    return bins


def histogram(column, order):
    counts = column.groupby(column, dropna=False).size()
    assert set(counts.index) <= set(order), f"codes nobody knows: {set(counts.index) - set(order)}"
    bins = blurred(counts.reindex(order, fill_value=0))
    if max(n for _, n in bins) > SHARE * len(column):
        return "masked"
    return [{"of": codes, "n": n} for codes, n in bins]


def statements_of(codes, modes, plan):
    """What should have been sealed: {(kind, day, kit, who): extensions}, and the rows that survive."""
    expected, survivors = {}, []
    for (day, kit, who), rows in codes.groupby(["day", "kit", "who"], dropna=False):
        if len(rows) < K or rows["slot"].nunique() < SLOTS:
            continue
        survivors.append(rows)
        counted = {name: histogram(rows[name], order) for name, order in HISTOGRAMS.items()}
        expected["kit", day, kit, who if isinstance(who, str) else None] = {"visits": len(rows), **counted}
    survivors = pd.concat(survivors) if survivors else codes.iloc[:0]
    for day, rows in survivors.groupby("day", dropna=False):
        used = modes if plan["period"] == "event" else modes[modes["day"] == day]
        used = used.groupby("mode", dropna=False)["n"].sum()
        told = {mode: int(n) for mode, n in used.items() if BIN <= n <= len(rows) - BIN and n <= SHARE * len(rows)}
        event = {"visits": len(rows), "language-hist": histogram(rows["language-hist"], LANGUAGES["language-hist"])}
        expected["event", day, None, None] = event | ({"accessibility": told} if told else {})
    return expected, survivors


def read(statement):
    """A statement as (kind, day, kit, who) and its extensions by the end of their IRI."""
    ends = lambda extensions: {iri.rsplit("/ext/", 1)[1]: value for iri, value in extensions.items()}
    kind, name = statement["object"]["id"].split("/xapi/")[1].split("/", 1)
    about = ends(statement["context"]["extensions"])
    assert about["k"] == K and statement["timestamp"].endswith("T12:00:00.000Z"), statement
    key = (kind.removesuffix("s"), statement["timestamp"][:10], name if kind == "kits" else None, about.get("audience"))
    return key, ends(statement["result"]["extensions"])


def check(folder):
    """Compares one fair; the number of statements and of histograms, what differs, and k."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    rows = pd.DataFrame(json_lines(folder / "rows.jsonl"))
    modes = pd.DataFrame(json_lines(folder / "modes.jsonl"), columns=["event", "day", "mode", "n"])
    codes = coded(rows, plan)
    expected, survivors = statements_of(codes, modes, plan)
    found = [read(statement) for statement in json_lines(folder / "statements.jsonl")]
    slips = []
    if plan["period"] == "day" and not (rows["period"] == codes["day"]).all():
        slips.append("a row is in another day's period")
    if len(dict(found)) != len(found):
        slips.append("a class is told twice")
    for key in sorted(expected.keys() | dict(found).keys(), key=str):
        ours, theirs = expected.get(key), dict(found).get(key)
        if ours is None or theirs is None:
            slips.append(f"{key}: only {'sealed' if ours is None else 'expected'}")
            continue
        for name in sorted(ours.keys() | theirs.keys()):
            if ours.get(name) != theirs.get(name):
                slips.append(f"{key} {name}: sealed {theirs.get(name)}, counted {ours.get(name)}")
    quasi = ["day", "kit"] + (["who"] if plan["level"] != "kit" else [])
    k = anonymity.k_anonymity(survivors, quasi) if len(survivors) else None
    if k is not None and k < K:
        slips.append(f"k = {k}")
    return len(found), sum(len(told) - 1 for _, told in found), len(rows), len(survivors), k, slips


def main():
    wrong = compared = 0
    for folder in sorted(path.parent for path in Path(sys.argv[1]).glob("*/plan.json")):
        statements, histograms, rows, survivors, k, slips = check(folder)
        compared += statements
        wrong += len(slips)
        print(f"{folder.name:24} {rows:5} rows, {survivors:5} survive, k = {k}, {statements:3} statements, {histograms:3} histograms")
        for slip in slips:
            print(f"    {slip}")
    print(f"{compared} statements compared, {wrong} differences")
    # Nothing to compare is no proof.
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
