"""The pack's own page in a fresh browser, offline, from a folder: it checks itself, and an altered one says so."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser

from steamie.people.models import Person
from steamie.reports.actions.packs import build_pack
from tests.casework.making import NOW, told

from .conftest import SIZES

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def folder(officer: Person, strategy: object, settings: Any, tmp_path: Path) -> Path:
    """An unpacked pack."""
    settings.DATA = tmp_path
    with time_machine.travel(NOW, tick=False):
        told(at=NOW)
        _, built = build_pack(first=date(2020, 1, 1), last=NOW.date(), purpose="The regulator", by=officer, at=NOW)
    (tmp_path / "pack.zip").write_bytes(built.archive)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "pack")
    return tmp_path / "pack"


@pytest.mark.clause("S-10")
def test_the_page_checks_itself_offline_from_a_folder(browser: Browser, folder: Path) -> None:
    context = browser.new_context(offline=True, viewport=SIZES["phone"])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    page.wait_for_function("document.getElementById('verdict').className")
    assert page.inner_text("#verdict") == "Yes. Nothing was changed since it was signed."
    assert page.inner_text("#key") in (folder / "manifest.json").read_text()
    assert "2.2 Accountable to tenants and others" in page.inner_text("main")
    assert [url for url in asked if not url.startswith("file:")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    index = folder / "index.html"
    index.write_text(index.read_text().replace("open a case", "shut a case"))
    page.goto(index.as_uri())
    page.wait_for_function("document.getElementById('verdict').className")
    assert page.inner_text("#verdict").startswith("No. ")
    context.close()
