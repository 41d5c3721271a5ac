"""Makes small wrong changes to what decides whether a post may go out, and counts those that no test notices.

python tools/mutants.py [--draw 500] [--seed 1] [--processes 2]

Cosmic Ray makes the changes; nothing is written into the house: a changed function is put in the place of the right one in a
forked copy of a test run that has everything loaded. A change outside functions is imported by a test run of its own. Each
is tried with the tests that come past its line, the quickest first. What was found is kept under var/mutants.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import mutant_runs
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

HOUSE = Path(__file__).resolve().parents[1]
SOURCE = HOUSE / "src" / "steamie"
KEPT = HOUSE / "var" / "mutants"
TARGETS = ("rules", "content/posts/actions/approval.py", "content/posts/fingerprint.py", "content/publishing")
NOT_BEHAVIOUR = {"migrations", "apps.py", "urls.py", "__init__.py"}
NO_CHANGE = {  # operators that want arguments, and those that say the same of enums, None and interned words
    "core/VariableReplacer", "core/VariableInserter",
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq")),
}  # fmt: skip
OFTEN_ENOUGH = 0.10  # of the changes drawn may be left alive


@dataclass
class Mutant:
    """One wrong change: where, what, and the tests that come past it, quickest first."""

    file: str
    line: int
    operator: str
    change: str
    source: str
    tests: list[str] = field(default_factory=list)
    seconds: float = 0  # what its tests take without it


def files() -> list[Path]:
    """What is changed."""
    paths = (path for target in TARGETS for path in (SOURCE / target, *(SOURCE / target).rglob("*.py")) if path.suffix == ".py")
    return sorted(path for path in paths if not NOT_BEHAVIOUR & set(path.parts))


def places(path: Path) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """By line and column: the operators that can change what stands there, with their occurrence in the file."""
    operators = {name: get_operator(name)() for name in sorted(set(operator_names()) - NO_CHANGE)}
    found: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    met: Counter[str] = Counter()
    for node in ast_nodes(get_ast(path.read_text())):
        for name, operator in operators.items():
            for start, _ in operator.mutation_positions(node):
                found[start].append((name, met[name]))
                met[name] += 1
    return found


def draw(number: int, seed: int) -> list[Mutant]:
    """So many changes, each in a place of its own, all places being equally likely."""
    chance = random.Random(seed)
    everywhere = [(path, place, ways) for path in files() for place, ways in sorted(places(path).items())]
    chance.shuffle(everywhere)
    drawn: list[Mutant] = []
    for path, (line, _), ways in everywhere:
        operator, occurrence = chance.choice(ways)
        before = path.read_text()
        after = changed(before, operator, occurrence)
        if after and changes_anything(before, after):
            drawn.append(Mutant(str(path.relative_to(HOUSE)), line, operator.removeprefix("core/"), shown(before, after), after))
        if len(drawn) == number:
            break
    return drawn


def changed(source: str, operator: str, occurrence: int) -> str | None:
    """The source with one change; nothing where Cosmic Ray cannot make it, as with exceptions named by dots."""
    try:
        return mutate_code(source, get_operator(operator)(), occurrence)
    except AttributeError:
        return None


def changes_anything(before: str, after: str) -> bool:
    """Whether more than an annotation was changed, and it can still be read as Python."""
    try:
        return bare(before) != bare(after)
    except SyntaxError:
        return False


def bare(source: str) -> str:
    """The program without its annotations, which are never evaluated."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None:
                setattr(node, name, ast.Constant(None))
    return ast.dump(tree)


def shown(before: str, after: str) -> str:
    """The changed line, as it was and as it is."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    was, now = next(((was, now) for was, now in pairs if was != now), ("", ""))
    return f"{was.strip()}  →  {now.strip()}"


def with_tests(mutants: list[Mutant]) -> list[Mutant]:
    """Each with the tests that come past its line; for a line that runs on import, those that come past its file."""
    past, seconds = mutant_runs.read_covering(KEPT)
    for mutant in mutants:
        lines = past.get(mutant.file, {})
        tests = set(lines.get(mutant.line, ())) or {test for some in lines.values() for test in some}
        ordered = sorted(tests, key=lambda test: (not is_near(mutant.file, test), seconds[test]))
        mutant.tests = list(mutant_runs.affordable(ordered, seconds))
        mutant.seconds = round(sum(seconds[test] for test in mutant.tests), 1)
    return mutants


def is_near(file: str, test: str) -> bool:
    """Whether a test stands in the room of a file: ``tests/content/posts/…`` for ``src/steamie/content/posts/…``."""
    room = Path(file).parts[2:-1][:2]
    return test.startswith("/".join(("tests", *room)))


def cover() -> None:
    """Note in a process of its own which tests come past which line; few examples of each property are enough for that."""
    few = os.environ | {"STEAMIE_TEST_PROFILE": "few"}
    command = [sys.executable, "tools/mutant_runs.py", "cover", *map(str, files())]
    if subprocess.run(command, cwd=HOUSE, env=few).returncode:
        sys.exit("The tests fail as they are; nothing can be learned from changes.")


def run(mutants: list[Mutant], processes: int) -> list[dict[str, Any]]:
    """Try all of them, in as many processes at once; what was tried before with the same result is not tried again."""
    for number in range(processes):
        (KEPT / f"jobs-{number}.json").write_text(json.dumps([asdict(each) for each in mutants[number::processes]]))
        (KEPT / f"results-{number}.jsonl").write_text("")
    running = [
        subprocess.Popen([sys.executable, "tools/mutant_runs.py", "try", str(number)], cwd=HOUSE) for number in range(processes)
    ]
    if sum(process.wait() for process in running):
        sys.exit("A test run ended before it had tried all of its changes.")
    lines = (line for number in range(processes) for line in (KEPT / f"results-{number}.jsonl").read_text().splitlines())
    return [json.loads(line) for line in lines]


def report(results: list[dict[str, Any]]) -> int:
    """Print what was left alive, and the share; the interval is Wilson's, at 95%."""
    alive = sorted((each for each in results if each["outcome"] == "alive"), key=lambda each: (each["file"], each["line"]))
    for each in alive:
        print(f"{each['file']}:{each['line']}  {each['operator']}  ({each['tests']} tests)\n    {each['change']}")
    low, high = interval(len(alive), len(results))
    print(f"\n{len(alive)} of {len(results)} changes were noticed by no test: {len(alive) / len(results):.1%}", end=" ")
    print(f"(95% interval {low:.1%} to {high:.1%}). {sum(each['outcome'] == 'timeout' for each in results)} ran too long.")
    return int(len(alive) > OFTEN_ENOUGH * len(results))


def interval(number: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share, at 95%."""
    z, share = 1.96, number / of
    middle, spread = share + z * z / (2 * of), z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def main() -> int:
    """Draw, try, and say what was left; fails when that is more than one in ten."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", type=int, default=500, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    cover()
    mutants = with_tests(draw(chosen.draw, chosen.seed))
    results = run(mutants, chosen.processes)
    (KEPT / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
