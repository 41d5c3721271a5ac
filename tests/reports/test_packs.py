"""A pack proves itself: by a command without our installation, and by its own page in a browser, offline, from a folder."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from steamie.evidence.models import Event
from steamie.evidence.packs import verify_pack
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.reports.actions.packs import build_pack
from steamie.reports.models import EvidencePack, PackKey
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.casework.making import told
from tests.strategy.papers import clause_of, stands

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Change = Callable[[dict[str, str]], None]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(settings: Any, tmp_path: Path, strategy: object) -> Any:
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pack(officer: Person, tmp_path: Path) -> Path:
    """A pack with a few events, on disk."""
    told(at=NOW)
    told("repair", at=NOW, words="</script><script>alert(1)</script> Café")
    _, built = build_pack(first=date(2020, 1, 1), last=date(2026, 11, 24), purpose="The regulator", by=officer, at=NOW)
    file = tmp_path / "pack.zip"
    file.write_bytes(built.archive)
    return file


def rewritten(pack: Path, change: Change) -> Path:
    """The pack with something done to its files, and its page made to agree."""
    with zipfile.ZipFile(pack) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    change(files)
    out = pack.with_name("changed.zip")
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out


def test_a_pack_is_verified_by_the_command(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = verify_pack(pack)
    assert verdict.problems == ()
    assert verdict.events == Event.objects.count() - 1  # the building of the pack itself came after
    call_command("evidence", "verify", str(pack))
    assert "The pack is as it was signed" in capsys.readouterr().out


def _alter(files: dict[str, str]) -> None:
    files["pack.json"] = files["pack.json"].replace("Regulatory", "Irregular")


def _drop_an_event(files: dict[str, str]) -> None:
    lines = files["events.txt"].splitlines(keepends=True)
    files["events.txt"] = "".join(lines[:1] + lines[2:])


def _sign_for_somebody_else(files: dict[str, str]) -> None:
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"made": "yesterday"})


def _show_otherwise(files: dict[str, str]) -> None:
    files["index.html"] = files["index.html"].replace('Regulatory Standard 2\\"', 'Everything\\"', 1)


def _add(files: dict[str, str]) -> None:
    files["more.txt"] = "Trust me."


def _lose(files: dict[str, str]) -> None:
    del files["events.txt"]


@pytest.mark.parametrize("change", [_alter, _drop_an_event, _sign_for_somebody_else, _show_otherwise, _add, _lose])
def test_whatever_is_done_to_a_pack_shows(pack: Path, change: Change) -> None:
    assert verify_pack(rewritten(pack, change)).problems
    with pytest.raises(CommandError, match="not as it was signed"):
        call_command("evidence", "verify", str(rewritten(pack, change)))


def test_what_is_no_pack_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"nothing")
    assert "It cannot be opened" in verify_pack(tmp_path / "x.zip").problems[0]
    assert "It cannot be opened" in verify_pack(tmp_path / "gone.zip").problems[0]


def test_a_pack_is_built_from_the_screen_and_names_nobody(
    client: Client, officer: Person, auditor: Person, staff: Person
) -> None:
    Person.objects.filter(pk=officer.pk).update(name="Morag Canaryname")
    told(at=NOW)
    client.force_login(auditor)
    page = client.get("/desk/reports/standard-2/").content.decode()
    assert "2.5 Open with the regulator" in page
    wrong = client.post("/desk/reports/standard-2/packs/", {"first": "2026-11-24", "last": "2026-11-01", "purpose": "x"})
    assert "The last day comes before the first." in wrong.content.decode()
    answer = client.post("/desk/reports/standard-2/packs/", {"first": "2026-01-01", "last": "2026-11-24", "purpose": "Audit"})
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        texts = " ".join(archive.read(name).decode() for name in archive.namelist())
    for name in ("Morag Canaryname", auditor.email, "Shona Canary", "Canary words"):
        assert name not in texts
    assert Event.objects.latest("number").reason == "Audit"
    with pytest.raises(NotAllowed):
        build_pack(first=date(2026, 1, 1), last=date(2026, 2, 1), purpose="x", by=staff)
    with pytest.raises(NotReady, match="not come yet"):
        build_pack(first=date(2027, 1, 1), last=date(2027, 2, 1), purpose="x", by=officer)


def test_two_packs_carry_one_key_and_its_secret_half_is_sealed(pack: Path, officer: Person) -> None:
    build_pack(first=date(2026, 1, 1), last=date(2026, 2, 1), purpose="Again", by=officer, at=NOW)
    assert PackKey.objects.count() == 1
    assert EvidencePack.objects.values("public_key").distinct().count() == 1
    assert "secret" not in PackKey.objects.get().sealed


@pytest.mark.clause("S-10")
def test_the_evidence_is_gathered_in_one_pack(officer: Person) -> None:
    assert stands("S-10", NOW).state is State.NOT_MEASURED
    row, _ = build_pack(first=date(2026, 1, 1), last=date(2026, 11, 24), purpose="The regulator", by=officer, at=NOW)
    standing = stands("S-10", NOW)
    assert standing.figure.endswith(f" paragraphs in the pack of 24 November 2026, {row.total} records")
    EvidencePack.objects.update(records={"2.1": 3, "2.2": 1})
    assert (stands("S-10", NOW).state, stands("S-10", NOW).figure) == (
        State.MET,
        "2 of 2 paragraphs in the pack of 24 November 2026, 4 records",
    )
    EvidencePack.objects.update(records={"2.1": 3, "2.2": 0})
    assert stands("S-10", NOW).state is State.AT_RISK
    assert [(one.what[:3], one.counts) for one in rows_behind(clause_of("S-10"), NOW)][:2] == [("2.1", True), ("2.2", False)]
    EvidencePack.objects.all().delete()
    assert stands("S-10", NOW).state is State.NOT_MEASURED
