"""Weighs families, words and pairs of words for complaints, by logistic regression on comments that may be looked at.

    python tools/triage_grievances.py > src/steamie/rules/triage/data/grievances.toml
    python tools/triage_grievances.py --folds     # what it finds in comments left out of the learning, by threshold

Deterministic, half a minute of CPU, no library. It never reads the half that is kept apart.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from steamie.rules.triage.grievances import wordings
from steamie.rules.triage.judging import HARMLESS, house_rules, standing
from steamie.rules.triage.reading import words

COMMENTS = Path(__file__).parents[1] / "benchmarks/triage"
READ = ("development.jsonl", "fresh.jsonl", "grievances.jsonl")
COMPLAINT = "complaint"
NEEDED = -1.5  # log odds from which it may be one: chosen by `--folds`, for some 15 in 100 of the others
SURE = 0.0  # log odds from which it is one before anything else: some 4 in 100 of the others
ROUNDS, STEP, SHRINKING = 250, 2.0, 0.0015
LEAST = 0.04  # a weight under this is left out
SEEN = 2  # comments in which a word or a pair must stand to be weighed
FOLDS = 8
Feature = tuple[str, str]  # "families" or "wordings", and its name
Row = tuple[tuple[Feature, ...], bool]


def features(text: str) -> tuple[Feature, ...]:
    """What stands in a comment, in the order of the alphabet: the sums of a run must be those of every other."""
    book = house_rules()
    comment = words(text, book.written_as)
    families = set(standing(list(book.lists.hits(comment)))) - {HARMLESS}
    present = {("families", name) for name in families} | {("wordings", wording) for wording, _ in wordings(comment)}
    return tuple(sorted(one for one in present if "," not in one[1]))


def labelled() -> list[Row]:
    """Every comment whose kind is labelled: what stands in it, and whether it is a complaint."""
    lines = [line for name in READ for line in (COMMENTS / name).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in map(json.loads, lines) if "primary" in row]
    return [(features(row["text"]), COMPLAINT in {row["primary"], *row.get("labels", ())}) for row in rows]


def digest() -> str:
    """What the weights were made from: another digest in the file means that they are to be made again."""
    parts = [(COMMENTS / name).read_bytes() for name in READ]
    return hashlib.sha256(b"".join([*parts, Path(__file__).read_bytes()])).hexdigest()[:16]


def weigh(rows: Sequence[Row]) -> tuple[dict[Feature, float], float]:
    """The weight of each feature that stands in comments enough, and the bias."""
    times = Counter(one for present, _ in rows for one in present)
    kept = [(tuple(one for one in present if times[one] >= SEEN), complaint) for present, complaint in rows]
    weights = {one: 0.0 for one, seen in sorted(times.items()) if seen >= SEEN}
    bias = 0.0
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        lean = 0.0
        for present, complaint in kept:
            error = 1 / (1 + math.exp(-odds(weights, bias, present))) - complaint
            lean += error
            for one in present:
                slope[one] += error
        bias -= STEP * lean / len(kept)
        for one, sloping in slope.items():
            weights[one] -= STEP * (sloping / len(kept) + SHRINKING * weights[one])
    return weights, bias


def odds(weights: dict[Feature, float], bias: float, present: Iterable[Feature]) -> float:
    """The log odds that a comment is a complaint."""
    return bias + sum(weights.get(one, 0.0) for one in present)


def document(weights: dict[Feature, float], bias: float, rows: Sequence[Row]) -> Iterator[str]:
    """The file, line by line."""
    yield f"# Made by tools/triage_grievances.py from {len(rows)} comments of our own ({digest()})."
    yield f"[grievances]\nneeded = {NEEDED}\nsure = {SURE}\nbias = {bias:.2f}"
    for sort in ("families", "wordings"):
        heavy = [f"{name} {weight:.2f}" for (of, name), weight in weights.items() if of == sort and abs(weight) >= LEAST]
        yield f"{sort} = {json.dumps(', '.join(heavy), ensure_ascii=False)}"


def folds(rows: Sequence[Row]) -> Iterator[str]:
    """For thresholds: how many complaints, and how many others, reach them when left out of the learning."""
    reached = list[tuple[float, bool]]()
    for fold in range(FOLDS):
        weights, bias = weigh([row for number, row in enumerate(rows) if number % FOLDS != fold])
        reached += [(odds(weights, bias, present), complaint) for present, complaint in rows[fold::FOLDS]]
    complaints = sum(complaint for _, complaint in reached)
    for step in range(-8, 3):
        taken = [complaint for weight, complaint in reached if weight >= step / 4]
        others = (len(taken) - sum(taken)) / (len(rows) - complaints)
        yield f"{step / 4:+.2f}: {sum(taken) / complaints:.3f} of the complaints, {others:.3f} of the others"


def main() -> None:
    """Print the weights, or what they find."""
    rows = labelled()
    if "--folds" in sys.argv:
        print("\n".join(folds(rows)))
    else:
        print("\n".join(document(*weigh(rows), rows)))


if __name__ == "__main__":
    main()
