"""Whether every page of the demonstration is sound HTML, for a visitor and for each office.

python tools/sound_html.py           read them by the rules that the tests use and, where Java and vnu are, by the Nu Html Checker
python tools/sound_html.py FOLDER    the same, and leave the pages there

The checker is one file, ``vnu.jar`` (of the npm package vnu-jar): put it under ``.tools/``, or name it in VNU_JAR.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import net

HOUSE = Path(__file__).parents[1]
JAR = Path(os.environ.get("VNU_JAR", HOUSE / ".tools" / "vnu.jar"))


def pages() -> dict[str, str]:
    """Every page that a visitor or an office is led to, by address and by who saw it first, each text once."""
    import time_machine

    found: dict[str, tuple[str, str]] = {}

    class Walk(net.Walk):
        def look(self, address: str, name: str) -> list[str]:
            answer = self.client.get(address)
            if "text/html" in answer.headers.get("Content-Type", "") and answer.content:
                text = answer.content.decode()
                found.setdefault(hashlib.sha256(net.steady(text).encode()).hexdigest(), (f"{self.who} {address}", text))
            return super().look(address, name)

    folder = Path(tempfile.mkdtemp(prefix="steamie-html-"))
    try:
        with net.stand_in() as graph, time_machine.travel(net.MOMENT, tick=False):
            net.load(folder, graph)
            for who in net.OFFICES:
                Walk.who = who
                Walk(who)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return dict(found.values())


def by_the_rules(texts: dict[str, str]) -> dict[str, list[str]]:
    """What the tests' own rules find."""
    sys.path.insert(0, str(HOUSE))
    from tests.house.page_rules import problems

    return _by_problem({name: problems(text) for name, text in texts.items()})


def by_the_checker(folder: Path, names: dict[str, str]) -> dict[str, list[str]]:
    """What the Nu Html Checker calls an error."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    by_page: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(answer.stderr)["messages"]:
        if message["type"] != "info":  # what it only warns of is left to people
            extract = " ".join(message.get("extract", "").split())
            by_page[names[Path(message["url"]).name]].append(f"{message['message']}: {extract[:120]}")
    return _by_problem(by_page)


def _by_problem(by_page: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for page, sentences in by_page.items():
        for sentence in dict.fromkeys(sentences):
            found[sentence].append(page)
    return found


def show(title: str, found: dict[str, list[str]]) -> int:
    """Print each problem with the first pages that have it."""
    print(f"{title}: {len(found)} problems")
    for sentence, where in found.items():
        print(f"  {sentence}\n      on {len(where)} pages, such as {where[0]}")
    return len(found)


def main(arguments: list[str]) -> int:
    """Exit 1 where something is wrong."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="steamie-html-"))
    folder.mkdir(parents=True, exist_ok=True)
    texts = pages()
    names: dict[str, str] = {}
    for number, (name, text) in enumerate(texts.items()):
        names[f"{number:04}.html"] = name
        (folder / f"{number:04}.html").write_text(text)
    (folder / "names.json").write_text(json.dumps(names, indent=1))
    print(f"{len(texts)} pages")
    wrong = show("The rules of the tests", by_the_rules(texts))
    if shutil.which("java") and JAR.exists():
        wrong += show("The Nu Html Checker", by_the_checker(folder, names))
    else:
        print("The Nu Html Checker was not run: it needs Java and vnu.jar (see the head of this file).")
    if not arguments:
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
