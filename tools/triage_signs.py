"""Weighs the families of triage by logistic regression on the comments that may be looked at, and prints ``signs.toml``.

    python tools/triage_signs.py > src/steamie/rules/triage/data/signs.toml

Deterministic, a second of CPU, no library. It never reads the half that is kept apart.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path

from steamie.rules.triage.judging import HARMLESS, house_rules, standing
from steamie.rules.triage.reading import words

COMMENTS = Path(__file__).parents[1] / "benchmarks/triage"
READ = ("development.jsonl", "further.jsonl")
UNWEIGHED = {HARMLESS, "english", "little words in any language", "person", "now", "here", "question"}
ROUNDS, STEP, SHRINKING = 300, 2.0, 0.002
LEAST = 0.05  # a weight under this is left out
THRESHOLD = 0.0  # of the log odds


def families(text: str) -> frozenset[str]:
    """The families that stand in a comment."""
    book = house_rules()
    return frozenset(standing(list(book.lists.hits(words(text, book.written_as))))) - UNWEIGHED


def weigh(comments: list[tuple[frozenset[str], bool]]) -> tuple[dict[str, float], float]:
    """The weight of each family, and the bias."""
    weights: defaultdict[str, float] = defaultdict(float)
    bias = 0.0
    for _ in range(ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        lean = 0.0
        for present, urgent in comments:
            error = 1 / (1 + math.exp(-bias - sum(weights[family] for family in present))) - urgent
            lean += error
            for family in present:
                slope[family] += error
        bias -= STEP * lean / len(comments)
        for family in set(weights) | set(slope):
            weights[family] -= STEP * (slope[family] / len(comments) + SHRINKING * weights[family])
    return dict(weights), bias


def main() -> None:
    """Print the list."""
    lines = [line for name in READ for line in (COMMENTS / name).read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    weights, bias = weigh([(families(row["text"]), row["urgent"]) for row in rows])
    print(f"# Made by tools/triage_signs.py from {len(rows)} comments of our own: what each family weighs.")
    print(f"[signs]\nneeded = {THRESHOLD - bias:.2f}\n\n[signs.weights]")
    for family, weight in sorted(weights.items()):
        if abs(weight) >= LEAST:
            print(f'"{family}" = {weight:.2f}')


if __name__ == "__main__":
    main()
