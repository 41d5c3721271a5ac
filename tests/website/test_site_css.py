"""The public stylesheet is made, not written, and it is small."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tool():
    spec = importlib.util.spec_from_file_location("site_css", ROOT / "tools" / "site_css.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_what_the_tool_makes_of_today_s_templates() -> None:
    made = tool()

    assert made.sheet() == made.TARGET.read_text(), "run: python tools/site_css.py"


def test_it_is_at_most_12_kb_on_the_wire() -> None:
    assert len(gzip.compress(tool().TARGET.read_bytes(), 9)) <= 12 * 1024


def test_it_keeps_what_matches_and_drops_what_cannot() -> None:
    made = tool()
    css = ".st_a, .st_b p { x: 1 } .st_c--own { y: 2 } @media print { .st_b { z: 3 } table { z: 4 } } .st_a:not(.st_b) { w: 5 }"

    kept = made.tight(made.kept(css, {"st_a", "st_c--"}, {"p"}))

    assert "st_b p" not in kept
    assert ".st_a{x: 1}" in kept or ".st_a{x:1}" in kept
    assert ".st_c--own" in kept
    assert "@media" not in kept
    assert ".st_a:not(.st_b)" in kept
