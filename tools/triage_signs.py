"""Weighs the families and the words of triage by logistic regression on the comments that may be looked at: ``signs.toml``.

    python tools/triage_signs.py > src/steamie/rules/triage/data/signs.toml

Deterministic, a minute of CPU, no library. It never reads the half that is kept apart.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from steamie.rules.triage.judging import HARMLESS, KINDS, URGENT, house_rules, standing
from steamie.rules.triage.reading import words

COMMENTS = Path(__file__).parents[1] / "benchmarks/triage"
GUESSED = set(KINDS) - URGENT - {"offtopic"}
NEEDED = -2.0  # log odds from which a kind is taken where no rule holds: a wrong guess costs a person one look
READ = ("development.jsonl", "further.jsonl", "fresh.jsonl")
UNWEIGHED = {HARMLESS, "english", "little words in any language", "person", "now", "here", "question"}
ROUNDS, STEP = 200, 2.0
SHRINKING = {"family": 0.002, "word": 0.003}  # a single word says less than a family, and is trusted less
LEAST = {"family": 0.05, "word": 0.1}  # a weight under this is left out
SEEN = 2  # comments in which a word must stand to be weighed
THRESHOLD = 0.0  # of the log odds
Feature = tuple[str, str]  # "family" or "word", and its name


def features(text: str) -> frozenset[Feature]:
    """The families and the words that stand in a comment."""
    book = house_rules()
    comment = words(text, book.written_as)
    families = frozenset(standing(list(book.lists.hits(comment)))) - UNWEIGHED
    return frozenset({("family", name) for name in families} | {("word", word.forms[0]) for word in comment})


def weigh(comments: list[tuple[frozenset[Feature], bool]]) -> tuple[dict[Feature, float], float]:
    """The weight of each feature, and the bias."""
    weights: defaultdict[Feature, float] = defaultdict(float)
    bias = 0.0
    for _ in range(ROUNDS):
        slope: defaultdict[Feature, float] = defaultdict(float)
        lean = 0.0
        for present, urgent in comments:
            error = 1 / (1 + math.exp(-bias - sum(weights[one] for one in present))) - urgent
            lean += error
            for one in present:
                slope[one] += error
        bias -= STEP * lean / len(comments)
        for one in set(weights) | set(slope):
            weights[one] -= STEP * (slope[one] / len(comments) + SHRINKING[one[0]] * weights[one])
    return dict(weights), bias


def often_enough(comments: list[tuple[frozenset[Feature], bool]]) -> list[tuple[frozenset[Feature], bool]]:
    """The comments without words that stand in one of them only."""
    times = Counter(one for present, _ in comments for one in present)
    return [
        (frozenset(one for one in present if one[0] == "family" or times[one] >= SEEN), urgent) for present, urgent in comments
    ]


def print_signs(rows: list[dict[str, Any]], present: list[frozenset[Feature]]) -> None:
    """What speaks for an urgent comment."""
    weights, bias = weigh(often_enough([(one, row["urgent"]) for one, row in zip(present, rows, strict=True)]))
    print(f"[signs]\nneeded = {THRESHOLD - bias:.2f}")
    for sort, table in (("family", "weights"), ("word", "words")):
        print(f"\n[signs.{table}]")
        for (of, name), weight in sorted(weights.items()):
            if of == sort and abs(weight) >= LEAST[sort]:
                print(f"{json.dumps(name, ensure_ascii=False)} = {weight:.2f}")


def print_leanings(rows: list[dict[str, Any]], present: list[frozenset[Feature]]) -> None:
    """What speaks for each kind, of the comments whose kind is labelled."""
    labelled = [(one, row["primary"]) for one, row in zip(present, rows, strict=True) if "primary" in row]
    print(f"\n[leanings]\nneeded = {NEEDED}")
    for kind in sorted(GUESSED):
        weights, bias = weigh(often_enough([(one, primary == kind) for one, primary in labelled]))
        print(f"\n[leanings.kinds.{kind}]\nbias = {bias:.2f}")
        for sort, table in (("family", "families"), ("word", "words")):
            heavy = [
                (name, weight) for (of, name), weight in sorted(weights.items()) if of == sort and abs(weight) >= LEAST["word"]
            ]
            written = ", ".join(f"{name} {weight:.2f}" for name, weight in heavy if "," not in name)
            print(f"{table} = {json.dumps(written, ensure_ascii=False)}")


def main() -> None:
    """Print the list."""
    lines = [line for name in READ for line in (COMMENTS / name).read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    present = [features(row["text"]) for row in rows]
    print(f"# Made by tools/triage_signs.py from {len(rows)} comments of our own: what each family and each word weighs.")
    print_signs(rows, present)
    print_leanings(rows, present)


if __name__ == "__main__":
    main()
