"""F.08 with other shares of content in place of its thirds, as a file that can be loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files

from steamie.evidence.actors import SETUP
from steamie.rules.shares import Share
from steamie.strategy.actions import load_edition
from steamie.strategy.models import Edition

F08 = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
CLAUSES = ("S-74", "S-75", "S-76", "S-77")  # of F.08: its thirds, and one that is free for a fourth share
BY_SHARE = ("purpose.in_share", "share.credited")  # controls that speak of the shares of F.08

KEEPS = re.compile(r"^keeps = .*?[}\"]\n", re.DOTALL | re.MULTILINE)  # one line, or more of them up to its last bracket


def with_shares(shares: Sequence[Share]) -> str:
    """The file of F.08 with these shares, in the same clauses: the first in S-74, and on."""
    tables = re.split(r"(?m)^(?=\[\[clauses\]\]$)", F08)
    asked = dict(zip(CLAUSES, shares, strict=False))
    return "".join(_clause(table, asked) if table.startswith("[[clauses]]") else table for table in tables)


def load(shares: Sequence[Share]) -> Edition:
    """Put F.08 with these shares in force."""
    return load_edition(source=with_shares(shares), by=SETUP)


def _clause(table: str, asked: dict[str, Share]) -> str:
    number = re.search(r'id = "([^"]+)"', table)[1]
    by_share = any(f'control = "{control}"' in table for control in BY_SHARE)
    if number not in asked and number not in CLAUSES[:3] and not by_share:
        return table
    return KEEPS.sub(lambda _: _keeps(asked[number]) if number in asked else "", table, count=1)


def _keeps(share: Share) -> str:
    texts = ("code", "label", "phrase", "adjective", "name", "aim", "counted", "invitation", "purpose")
    said = {name: getattr(share, name) for name in texts if getattr(share, name)}
    said |= {"share": str(share.fraction), "bound": share.bound.value, "tolerance": str(share.tolerance)}
    return (
        f'keeps = {{ control = "content.share", {", ".join(f"{name} = {json.dumps(text)}" for name, text in said.items())} }}\n'
    )
