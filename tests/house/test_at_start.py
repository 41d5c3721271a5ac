"""What the house loads when it starts: nothing that only some pages, or no page, has use for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

UNUSED = {  # by nothing of ours; libraries would load them because they are there
    "charset_normalizer", "click", "html5lib", "markdown", "pillow_heif", "psycopg", "pygments", "redis", "requests", "rich",
}  # fmt: skip
FOR_FEW = {  # loaded where they are used: by whoever listens, brings a sheet or a document, prints, or asks Google
    "docx", "google", "googleapiclient", "icalendar", "lxml", "numpy", "odf", "openpyxl", "pypdf", "reportlab", "typst",
    "weasyprint",
}  # fmt: skip
STARTED = """
import sys
import steamie.project.wsgi
from django.urls import get_resolver
from steamie.project import opening
from steamie.project.rounds import duties
opening.registry.kinds()
opening._visit(get_resolver().url_patterns)
duties()
print(*sorted({name.partition(".")[0] for name, module in sys.modules.items() if module}))
"""


def test_what_few_pages_need_is_not_loaded_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    surroundings = {
        "STEAMIE_DATA": str(tmp_path),
        "STEAMIE_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "steamie.project.settings",
    }
    started = subprocess.run(
        [sys.executable, "-c", STARTED], env=os.environ | surroundings, capture_output=True, text=True, check=True
    )

    loaded = set(started.stdout.split())
    assert {"django", "wagtail", "steamie", "huey", "bs4"} <= loaded
    assert loaded & (UNUSED | FOR_FEW) == set()
