"""The test runs behind tools/mutants.py: one that notes which test comes past which line, and those that try the changes."""

from __future__ import annotations

import gc
import hashlib
import importlib.machinery
import inspect
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest

HOUSE = Path(__file__).resolve().parents[1]
KEPT = HOUSE / "var" / "mutants"
QUICK_ONES = "not browser and not postgres and not long and not real_clock"
NOBODY_ELSE = ["-q", "-p", "no:cacheprovider", "-m", QUICK_ONES]
NEAR = ["tests/rules", "tests/content", "tests/diary", "tests/wording", "tests/people", "tests/strategy", "tests/monitoring"]
BUDGET = 40  # seconds of tests for one change
Key = tuple[str, int, bool]


# Which test comes past which line.


class Covering:
    """Notes the lines that each test comes past, and how long it takes."""

    def __init__(self, measure: coverage.Coverage) -> None:
        self.measure, self.seconds = measure, defaultdict[str, float](float)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measure.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.measure.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


def cover(kept: Path, files: list[str]) -> None:
    """Run the tests once and keep what they come past, unless that was done for just this source and these tests."""
    mark = kept / "covering.digest"
    if mark.exists() and mark.read_text() == _digest():
        return
    measure = coverage.Coverage(data_file=str(kept / "covering"), include=files)
    measure.erase()
    watch = Covering(measure)
    measure.start()
    status = pytest.main([*NOBODY_ELSE, *NEAR], plugins=[watch])
    measure.stop()
    measure.save()
    if status:
        sys.exit(status)
    (kept / "seconds.json").write_text(json.dumps(watch.seconds))
    mark.write_text(_digest())


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted([*HOUSE.glob("src/**/*.py"), *HOUSE.glob("tests/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_covering(kept: Path) -> tuple[dict[str, dict[int, list[str]]], dict[str, float]]:
    """By file and line the tests that come past, and how many seconds each test takes."""
    data = coverage.CoverageData(str(kept / "covering"))
    data.read()
    seconds = json.loads((kept / "seconds.json").read_text())
    past = {
        str(Path(file).relative_to(HOUSE)): {
            line: [test for test in tests if test in seconds] for line, tests in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    return past, seconds


def affordable(tests: Iterable[str], seconds: dict[str, float]) -> Iterator[str]:
    """As many as fit the budget, in their order."""
    spent = 0.0
    for test in tests:
        spent += seconds[test]
        if spent > BUDGET:
            return
        yield test


# Code and its parts.


def every_code(code: CodeType) -> Iterator[CodeType]:
    """This code and all that is defined in it."""
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from every_code(part)


def key(code: CodeType) -> Key:
    """Where a piece of code stands, and whether it is part of a function, which runs later than on import."""
    on_import = code.co_qualname in {"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"}
    return code.co_qualname, code.co_firstlineno, bool(code.co_flags & inspect.CO_NEWLOCALS) and not on_import


def own_part(code: CodeType) -> tuple[Any, ...]:
    """What a piece of code does itself, without what is defined in it."""
    own = tuple((type(part), part) for part in code.co_consts if not isinstance(part, CodeType))
    return code.co_code, repr(own), code.co_names, code.co_varnames


def put_in_place(path: str, source: str) -> None:
    """Give every function of this file, as loaded now, the code it has in ``source``."""
    fresh = {key(code): code for code in every_code(compile(source, path, "exec"))}
    for function in [each for each in gc.get_objects() if isinstance(each, FunctionType)]:
        code = function.__code__
        if code.co_filename == path and (new := fresh.get(key(code))) and new.co_freevars == code.co_freevars:
            function.__code__ = new


def inside_functions(path: str, source: str) -> bool:
    """Whether a change of this file lies inside functions, so that it can be put in place without importing it again."""
    before, after = (
        {key(code): own_part(code) for code in every_code(compile(text, path, "exec"))}
        for text in (Path(path).read_text(), source)
    )
    return before.keys() == after.keys() and all(before[each] == after[each] or each[2] for each in before)


# Trying changes.


class Trying:
    """Has all tests collected, and tries each change in a fork of the run."""

    def __init__(self, number: int) -> None:
        self.jobs = json.loads((KEPT / f"jobs-{number}.json").read_text())
        self.results = KEPT / f"results-{number}.jsonl"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for job in self.jobs:
            tests = [items[test] for test in job["tests"] if test in items]
            outcome = self.outcome(session, job, tests) if tests else "alive"
            line = {name: job[name] for name in ("file", "line", "operator", "change")} | {
                "tests": len(tests),
                "outcome": outcome,
            }
            with self.results.open("a") as out:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        return True

    def outcome(self, session: pytest.Session, job: dict[str, Any], tests: list[pytest.Item]) -> str:
        """Whether the tests notice: killed, alive or timeout."""
        path, patience = str(HOUSE / job["file"]), 30 + 10 * job["seconds"]
        if not inside_functions(path, job["source"]):
            return in_a_run_of_its_own(path, job, patience)
        child = os.fork()
        if not child:
            _try(session, path, job["source"], tests)
        return waited_for(child, patience)


def _try(session: pytest.Session, path: str, source: str, tests: list[pytest.Item]) -> None:
    """In the fork, which ends here: 0 if all tests pass, 1 as soon as one does not."""
    os.setpgid(0, 0)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        put_in_place(path, source)
        for item, following in zip(tests, [*tests[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os._exit(1)
        os._exit(0)
    finally:
        os._exit(1)


def waited_for(child: int, patience: float) -> str:
    """How the fork ended; one that takes far longer than its tests is ended."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "killed" if os.waitstatus_to_exitcode(status) else "alive"
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def in_a_run_of_its_own(path: str, job: dict[str, Any], patience: float) -> str:
    """The same for a change that is made on import."""
    changed = KEPT / f"changed-{os.getpid()}.py"
    changed.write_text(job["source"])
    command = [sys.executable, __file__, "import", path, str(changed), *job["tests"]]
    with subprocess.Popen(
        command, cwd=HOUSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            return "killed" if process.wait(patience + 60) else "alive"
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return "timeout"


def import_changed(path: str, changed: str) -> None:
    """From now on this file is imported as the changed one."""
    usual = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: Any, name: str) -> Any:
        if loader.path == path:
            return compile(Path(changed).read_text(), path, "exec")
        return usual(loader, name)

    importlib.machinery.SourceFileLoader.get_code = get_code


if __name__ == "__main__":
    if sys.argv[1] == "cover":
        cover(KEPT, sys.argv[2:])
        sys.exit()
    if sys.argv[1] == "try":
        os.environ["PYTEST_XDIST_WORKER"] = f"mutants{sys.argv[2]}"  # a data folder of its own
        sys.exit(pytest.main([*NOBODY_ELSE, *NEAR], plugins=[Trying(int(sys.argv[2]))]))
    import_changed(*sys.argv[2:4])
    os.environ["PYTEST_XDIST_WORKER"] = f"mutants{os.getppid()}"
    sys.exit(pytest.main(["-x", *NOBODY_ELSE, *sys.argv[4:]]))
