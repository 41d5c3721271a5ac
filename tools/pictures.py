"""Make the demonstration's pictures from their drawings: each SVG of tools/pictures/ as a JPEG of 1200 by 630 dots.

For developers, after changing a drawing. It uses the browser of the tests:

    uv run python tools/pictures.py
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import FLAGS, chromium

ROOT = Path(__file__).resolve().parents[1]
DRAWINGS = ROOT / "tools" / "pictures"
TARGET = ROOT / "src" / "steamie" / "desk" / "demonstration" / "pictures"
SIZE = {"width": 1200, "height": 630}  # what a link preview on Facebook asks for
LARGEST = 40 * 1024  # bytes of one JPEG
QUALITIES = range(86, 50, -4)
FILLED = "<style>body{{margin:0}}svg{{display:block;width:100vw;height:100vh}}</style>{drawing}"


def photograph(page: Page, drawing: Path) -> bytes:
    """The drawing as the browser shows it, as the best JPEG that is small enough."""
    page.set_content(FILLED.format(drawing=drawing.read_text()))
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for quality in QUALITIES:
        out = io.BytesIO()
        shown.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    sys.exit(f"{drawing.name} does not fit into {LARGEST:,} bytes: draw it with fewer small parts.")


def main() -> None:
    """Every drawing, in name order."""
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        for drawing in sorted(DRAWINGS.glob("*.svg")):
            jpeg = photograph(page, drawing)
            (TARGET / f"{drawing.stem}.jpg").write_bytes(jpeg)
            print(f"{drawing.stem}: {len(jpeg):,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
