"""Write down what we vendor: file, where it came from, version, licence and SHA-256. For developers, after a change."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = "src/steamie/project/static"
POSTER = "src/steamie/printing/fonts"
FILES = [
    (f"{STATIC}/vendor/sgds-4.2.0/sgds-themed.css", "npm @scottish-government/design-system, recoloured", "4.2.0", "MIT"),
    (f"{STATIC}/fonts/atkinson-next-latin.woff2", "npm @fontsource-variable/atkinson-hyperlegible-next", "5.3.0", "OFL-1.1"),
    (f"{STATIC}/fonts/atkinson-next-latin-ext.woff2", "npm @fontsource-variable/atkinson-hyperlegible-next", "5.3.0", "OFL-1.1"),
    (f"{STATIC}/fonts/bricolage-latin.woff2", "npm @fontsource-variable/bricolage-grotesque", "5.3.0", "OFL-1.1"),
    (f"{STATIC}/fonts/atkinson-next-basic.woff2", "as above, cut by tools/small_fonts.py", "5.3.0", "OFL-1.1"),
    (f"{STATIC}/fonts/bricolage-basic.woff2", "as above, cut by tools/small_fonts.py", "5.3.0", "OFL-1.1"),
    (f"{STATIC}/fonts/bricolage-figures.woff2", "as above, cut by tools/small_fonts.py", "5.3.0", "OFL-1.1"),
    (f"{POSTER}/AtkinsonHyperlegibleNext-Regular.ttf", "as above, fixed at weight 400", "5.3.0", "OFL-1.1"),
    (f"{POSTER}/AtkinsonHyperlegibleNext-Bold.ttf", "as above, fixed at weight 700", "5.3.0", "OFL-1.1"),
    (f"{POSTER}/BricolageGrotesque-Regular.ttf", "as above, fixed at weight 400", "5.3.0", "OFL-1.1"),
    (f"{POSTER}/BricolageGrotesque-Bold.ttf", "as above, fixed at weight 700", "5.3.0", "OFL-1.1"),
    ("tests/browser/vendor/axe.min.js", "npm axe-core; tests only", "4.14.1", "MPL-2.0"),
]


def entry(file: str, source: str, version: str, licence: str) -> dict[str, str]:
    """One row of the lock."""
    digest = hashlib.sha256((ROOT / file).read_bytes()).hexdigest()
    return {"file": file, "source": source, "version": version, "licence": licence, "sha256": digest}


if __name__ == "__main__":
    rows = [entry(*row) for row in FILES]
    (ROOT / "vendor.lock.json").write_text(json.dumps(rows, indent=1) + "\n")
    print(f"{len(rows)} vendored files written down")
