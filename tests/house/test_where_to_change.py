"""Each list of ``docs/where-to-change-what.md`` is enough, and no longer than it must be: the change is made in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
DOCUMENT = HOUSE / "docs" / "where-to-change-what.md"
NAMES = {"<kind>": "pigeons", "<room>": "monitoring", "<name>": "added"}  # as the examples below fill them in

PIGEONS = """
from steamie.channels.contract import Can, ChannelKind, Limits, Preview, Probe, Receipt


class Pigeons(ChannelKind):
    kind, label, credentials, limits, can = "pigeons", "Pigeons", (), Limits(text=40), Can(stage=True)

    def preview(self, outgoing):
        return Preview(outgoing.text)

    def unfit(self, outgoing):
        return ()

    def create(self, outgoing):
        return Receipt("1", "https://pigeons.example/1")

    def publish(self, remote_id):
        return Receipt(remote_id, "https://pigeons.example/1", visible=True)

    def probe(self, *, now):
        return Probe(working=True, summary="Cooing.")
"""
FIELD = """
    urgent: bool = field(
        default=False,
        metadata=declare(
            kind=FieldKind.FLAG,
            label="whether it is urgent",
            since=99,
            form=("urgent",),
            columns=("urgent",),
            why_not_sent="It is for the desk.",
        ),
    )
"""
CONTROL = '''

from steamie.rules.catalogue import keeps as _keeps


@_keeps("website.is_kind", label="The website is kind")
def the_website_is_kind(clause, parameters, now):
    """It is."""
    return Standing(State.MET, "1 of 1", "It is kind.", "/")
'''
DUTY = '''

@duty("sweeping", every=timedelta(hours=1))
def sweep_the_floor() -> None:
    """Sweep."""
'''


class Copy:
    """A copy of the house, and which of its files were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.changed = folder, set[str]()
        shutil.copytree(HOUSE / "src", folder / "src", ignore=shutil.ignore_patterns("*.jpg"))  # with what is compiled of it
        shutil.copytree(HOUSE / "tests", folder / "tests", ignore=shutil.ignore_patterns("net", "vendor", "0.1.0"))
        shutil.copy(HOUSE / "pyproject.toml", folder)

    def new(self, file: str, text: str) -> None:
        (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / file).write_text(text)
        self.changed.add(file)

    def after(self, file: str, pattern: str, text: str) -> None:
        """Put the text behind the first place that the pattern fits."""
        old = (self.folder / file).read_text()
        place = re.search(pattern, old, re.MULTILINE)
        assert place, f"{file} has no {pattern}"
        self.new(file, old[: place.end()] + text + old[place.end() :])

    def migrate(self, app: str) -> None:
        """Have the migration of an app written."""
        before = set(self.folder.rglob("migrations/*.py"))
        self.steamie("makemigrations", app, "--name", "added")
        self.changed |= {str(path.relative_to(self.folder)) for path in set(self.folder.rglob("migrations/*.py")) - before}

    def steamie(self, *command: str) -> str:
        """What a command of the copy prints."""
        return self.python("-m", "steamie", *command)

    def asked(self, code: str) -> str:
        """What some code prints in the copy."""
        return self.python("-c", f"import django; django.setup()\n{code}")

    def python(self, *arguments: str) -> str:
        self._install()
        ours = {"PYTHONPATH": str(self.folder / "src"), "STEAMIE_DATA": str(self.folder / "data"), "STEAMIE_DATABASE_URL": ""}
        ours |= {"DJANGO_SETTINGS_MODULE": "steamie.project.settings", "PYTHONWARNINGS": "ignore"}
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.folder, env=os.environ | ours, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout.strip()

    def _install(self) -> None:
        """Note the entry points of the copy as installing it would."""
        listed = tomllib.loads((self.folder / "pyproject.toml").read_text())["project"]["entry-points"]["steamie.channels"]
        info = self.folder / "src" / "steamie-0.1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: steamie\nVersion: 0.1.0\n")
        lines = "".join(f"{name} = {place}\n" for name, place in listed.items())
        (info / "entry_points.txt").write_text(f"[steamie.channels]\n{lines}")


def a_channel(copy: Copy) -> None:
    copy.new("src/steamie/channels/kinds/pigeons/__init__.py", PIGEONS)
    line = '\npigeons = "steamie.channels.kinds.pigeons:Pigeons"'
    copy.after("pyproject.toml", r'^\[project\.entry-points\."steamie\.channels"\]$', line)

    said = copy.asked("from steamie.channels.registry import kinds, problems; print(dict(problems()), kinds()['pigeons'].label)")
    assert said == "{} Pigeons"


def a_field_of_a_post(copy: Copy) -> None:
    posts = "src/steamie/content/posts"
    copy.after(f"{posts}/definition.py", r"^class Composition:\n(?:.*\n)*?    evergreen: bool = field\((?:.*\n)*?^    \)$", FIELD)
    copy.after(f"{posts}/models/posts.py", r"^    evergreen = .*$", "\n    urgent = models.BooleanField(default=False)")
    copy.after(
        f"{posts}/forms/posts.py", r"^    evergreen = .*$", '\n    urgent = forms.BooleanField(label="Urgent", required=False)'
    )
    copy.after(
        f"{posts}/templates/posts/fields.html",
        r"form\.evergreen only %}",
        '\n{% include "parts/field.html" with field=form.urgent only %}',
    )
    copy.migrate("posts")

    known = "from tests.house.test_composition import forgotten; print(forgotten())"
    assert copy.asked(f"import sys; sys.path.insert(0, '.')\n{known}") == "[]"
    copy.steamie("makemigrations", "--check", "--dry-run")


def a_control(copy: Copy) -> None:
    controls = copy.folder / "src/steamie/monitoring/controls.py"
    copy.new("src/steamie/monitoring/controls.py", controls.read_text() + CONTROL)
    document = "src/steamie/strategy/documents/f08.toml"
    text = (copy.folder / document).read_text()
    kept = 'keeps = { control = "website.is_kind" }'
    copy.new(document, re.sub(r"(?m)^keeps = \{ control = .* \}$", kept, text, count=1))

    said = copy.asked(
        "from pathlib import Path\nfrom steamie.rules.catalogue import capability\nfrom steamie.strategy.parsing import parse\n"
        f"clauses = parse(Path('{document}').read_text()).clauses\n"
        "print(capability('website.is_kind').room, ['website.is_kind' in repr(clause) for clause in clauses].count(True))"
    )
    assert said == "monitoring 1"


def an_office(copy: Copy) -> None:
    copy.after("src/steamie/rules/permissions.py", r'^    AUDITOR = "auditor"$', '\n    GUEST = "guest"')
    copy.after("src/steamie/rules/permissions.py", r"^MATRIX: .*$", "\n    Office.GUEST: {Act.READ_TOTALS: _Y},")
    copy.after("src/steamie/evidence/in_force.py", r'^    Office\.AUDITOR: "Auditor",$', '\n    Office.GUEST: "Guest",')
    copy.after("src/steamie/people/demonstration.py", r"^    Office\.AUDITOR: .*$", '\n    Office.GUEST: "Looks in.",')
    copy.after(
        "src/steamie/desk/demonstration/cast.py", r"^    \(Office\.AUDITOR, .*$", '\n    (Office.GUEST, "guest", "A N Other"),'
    )
    copy.migrate("people")
    copy.migrate("website")

    copy.steamie("makemigrations", "--check", "--dry-run")
    said = copy.asked(
        "from steamie.people.demonstration import WHAT_THEY_DO\nfrom steamie.desk.demonstration.cast import PEOPLE\n"
        "from steamie.evidence.in_force import NEUTRAL\nfrom steamie.rules.permissions import MATRIX, Office\n"
        "lists = [WHAT_THEY_DO, NEUTRAL, MATRIX, {office for office, *_ in PEOPLE}]\n"
        "print([set(Office) - set(known) for known in lists])"
    )
    assert said == str([set()] * 4)


def a_duty(copy: Copy) -> None:
    duties = copy.folder / "src/steamie/monitoring/duties.py"
    copy.new("src/steamie/monitoring/duties.py", duties.read_text() + DUTY)

    said = copy.asked(
        "from steamie.project.rounds import duties; print([one.every for one in duties() if one.name == 'sweeping'])"
    )
    assert said == "[datetime.timedelta(seconds=3600)]"


CHANGES: dict[str, Callable[[Copy], None]] = {
    "A channel": a_channel,
    "A field of a post": a_field_of_a_post,
    "A control": a_control,
    "An office": an_office,
    "A duty": a_duty,
}


def listed(heading: str) -> list[str]:
    """The files that the document lists under a heading, by the names of the example."""
    section = DOCUMENT.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    files = re.findall(r"^\d+\. `([^`]+)`", section, re.MULTILINE)
    for name, value in NAMES.items():
        files = [file.replace(name, value) for file in files]
    return files


@pytest.mark.parametrize("heading", CHANGES)
def test_a_change_touches_just_the_files_that_are_listed(heading: str, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    CHANGES[heading](copy)

    assert sorted(copy.changed) == sorted(listed(heading))


def test_every_heading_has_its_change() -> None:
    assert re.findall(r"^## (.+)$", DOCUMENT.read_text(), re.MULTILINE) == list(CHANGES)
