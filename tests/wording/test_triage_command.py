"""``steamie triage measure`` reads any file of labelled comments."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

DEVELOPMENT = Path(__file__).parents[2] / "benchmarks/triage/development.jsonl"


def test_the_rules_keep_what_they_reached_on_the_half_they_were_made_with() -> None:
    out = StringIO()
    call_command("triage", "measure", str(DEVELOPMENT), "--json", stdout=out)
    figures = json.loads(out.getvalue())

    assert figures["urgent"]["recall"] >= 0.95
    assert figures["urgent"]["false_rate"] <= 0.10
    assert figures["complaint"]["recall"] >= 0.85
    assert figures["complaint"]["false_rate"] <= 0.20


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'{"text": 1}\n'])
def test_a_file_that_is_not_labelled_comments_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "comments.jsonl"
    file.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("triage", "measure", str(file))


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("triage", "measure", str(tmp_path / "none.jsonl"))
