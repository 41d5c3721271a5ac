"""Weighs words, pairs and pieces of words for sharp sentences, by logistic regression on drafts that may be looked at.

    python tools/wording_sharpness.py > src/steamie/rules/wording/word_files/sharpness.txt
    python tools/wording_sharpness.py --folds     # what it finds in drafts left out of the learning, by threshold

Deterministic, half a minute of CPU, no library. It never reads the half that is kept apart.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from steamie.rules.wording.folding import fold
from steamie.rules.wording.sharpness import TOKEN, features

ROOT = Path(__file__).parents[1]
DRAFTS = (
    "src/steamie/wording/labelled_drafts/development.jsonl",
    "benchmarks/wording/spent.jsonl",
    "benchmarks/wording/tone.jsonl",
)
PROSE = "benchmarks/wording/prose.txt"
TOPICS = "src/steamie/desk/demonstration/topics"
SHARP = {"offensive", "confrontational", "sarcasm", "victim_blaming", "political"}
SURE, LIKELY = 1.6, 1.0  # log odds from which a sentence is asked about, or only mentioned; chosen by `--folds`
CALM = -2.5  # log odds under which a turn of phrase is not what it seems: 3 of 17 false alarms, and 7 of 469 that were none
ROUNDS, STEP, SHRINKING = 80, 0.4, 0.0008
LEAST = 0.04  # a weight under this is left out
SEEN = 2  # drafts in which a feature must stand to be weighed
FOLDS = 6
Row = tuple[tuple[str, ...], bool]


def ordinary() -> Iterator[str]:
    """The sentences of the invented association's posts: none is sharp."""
    for path in sorted((ROOT / TOPICS).glob("*.toml")):
        for topic in tomllib.loads(path.read_text("utf-8"))["topic"]:
            yield topic["title"]
            yield from re.split(r"(?<=[.!?])\s+", topic["text"])


def drafts() -> Iterator[tuple[str, bool]]:
    """Every draft and whether it is sharp; drafts asked about for another reason teach nothing of tone."""
    for name in DRAFTS:
        for row in map(json.loads, (ROOT / name).read_text("utf-8").splitlines()):
            sharp = bool(SHARP.intersection(row["labels"]))
            if sharp or row["class"] == "clean":
                yield row["text"], sharp
    yield from ((text, False) for text in (ROOT / PROSE).read_text("utf-8").splitlines())
    yield from ((text, False) for text in ordinary())


def rows() -> list[Row]:
    """What stands in each draft, in the order of the alphabet, and whether it is sharp."""
    return [(tuple(sorted(features(tuple(TOKEN.findall(fold(text).plain))))), sharp) for text, sharp in drafts()]


def digest() -> str:
    """What the weights were made from: another digest in the file means that they are to be made again."""
    places = [*(ROOT / name for name in (*DRAFTS, PROSE)), *sorted((ROOT / TOPICS).glob("*.toml")), Path(__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in places)).hexdigest()[:16]


def weigh(learned: Sequence[Row]) -> tuple[dict[str, float], float]:
    """The weight of each feature that stands in drafts enough, and the bias, by Nesterov's accelerated descent."""
    times = Counter(one for present, _ in learned for one in present)
    names = sorted(one for one, seen in times.items() if seen >= SEEN)
    places = {name: place for place, name in enumerate(names, 1)}  # place 0 is the bias
    kept = [([0, *(places[one] for one in present if one in places)], float(sharp)) for present, sharp in learned]
    now = [0.0] * (len(names) + 1)
    ahead = list(now)
    for turn in range(ROUNDS):
        slope = _slope(kept, ahead)
        after = [one - STEP * sloping for one, sloping in zip(ahead, slope, strict=True)]
        push = turn / (turn + 3)
        ahead = [new + push * (new - old) for new, old in zip(after, now, strict=True)]
        now = after
    return dict(zip(names, now[1:], strict=True)), now[0]


def _slope(kept: Sequence[tuple[list[int], float]], weights: Sequence[float]) -> list[float]:
    slope = [0.0, *(len(kept) * SHRINKING * one for one in weights[1:])]
    for present, sharp in kept:
        error = 1 / (1 + math.exp(-sum([weights[one] for one in present]))) - sharp
        for one in present:
            slope[one] += error
    return [one / len(kept) for one in slope]


def document(weights: dict[str, float], bias: float, learned: Sequence[Row]) -> Iterator[str]:
    """The file, line by line."""
    yield f"# Made by tools/wording_sharpness.py from {len(learned)} drafts and sentences of our own ({digest()})."
    yield f"BIAS\t{bias:.3f}\nSURE\t{SURE}\nLIKELY\t{LIKELY}\nCALM\t{CALM}"
    for name, weight in sorted(weights.items()):
        if abs(weight) >= LEAST:
            yield f"{name}\t{weight:.2f}"


def folds(learned: Sequence[Row]) -> Iterator[str]:
    """For thresholds: how many of each sort reach them when left out of the learning."""
    dealt = list(enumerate(learned))
    random.Random(7).shuffle(dealt)
    ordinary_from = len(learned) - sum(1 for _ in ordinary())
    reached = list[tuple[float, str]]()
    for fold_number in range(FOLDS):
        weights, bias = weigh([row for at, (_, row) in enumerate(dealt) if at % FOLDS != fold_number])
        for number, (present, sharp) in dealt[fold_number::FOLDS]:
            sort = "sharp" if sharp else "ordinary" if number >= ordinary_from else "clean"
            reached.append((bias + sum(weights.get(one, 0.0) for one in present), sort))
    many = Counter(sort for _, sort in reached)
    for step in range(2, 22):
        taken = Counter(sort for odds, sort in reached if odds >= step / 4)
        yield f"{step / 4:.2f}: " + ", ".join(f"{taken[sort]} of {count} {sort}" for sort, count in sorted(many.items()))


def main() -> None:
    """Print the weights, or what they find."""
    learned = rows()
    print("\n".join(folds(learned) if "--folds" in sys.argv else document(*weigh(learned), learned)))


if __name__ == "__main__":
    main()
