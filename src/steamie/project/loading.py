"""Templates are indented for whoever reads them; pages leave without the indentation, which a phone would pay for.

A run of whitespace with a line break in it becomes one space, and nothing beside a tag that begins or ends a block, where a
browser shows none. It is done once, when a template is compiled. Preformatted text, scripts and styles stay as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Origin
from django.template.loaders import app_directories, filesystem

HOUSE = Path(__file__).parents[1]
_AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>|{%\s*verbatim.*?endverbatim\s*%})", re.DOTALL)
_BLOCKS = (
    "html|head|body|title|meta|link|main|header|footer|nav|section|article|aside|div|form|fieldset|legend|details|summary|ul|ol|li|"
    "dl|dt|dd|p|h[1-6]|table|caption|thead|tbody|tfoot|tr|th|td|hr|figure|figcaption|option|optgroup|blockquote|address|br|"
    "svg|path|circle|polyline|rect|line|g|use|text"
)
_TAG = rf"</?(?:{_BLOCKS})\b(?:{{%.*?%}}|{{{{.*?}}}}|\"[^\"]*\"|[^>\"])*+>"
_BEFORE_A_BLOCK = re.compile(rf"\s*\n\s*(?={_TAG})", re.DOTALL)
_AFTER_A_BLOCK = re.compile(rf"({_TAG})\s*\n\s*", re.DOTALL)
_BROKEN_LINE = re.compile(r"\s*\n\s*")


def flattened(template: str) -> str:
    """The template without the line breaks and indentation that only its readers need."""
    parts = _AS_IT_IS.split(template)
    return "".join(_flat(part) if number % 3 == 0 else part for number, part in enumerate(parts) if number % 3 != 2)


def _flat(part: str) -> str:
    beside_blocks = _AFTER_A_BLOCK.sub(r"\1", _BEFORE_A_BLOCK.sub("", part))
    return _BROKEN_LINE.sub(" ", beside_blocks)


class _Flattening:
    """Takes the indentation out of the house's own templates, wherever they are found."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template."""
        contents: str = super().get_contents(origin)  # type: ignore[misc]  # the loader that this is mixed into has it
        ours = Path(origin.name).is_relative_to(HOUSE) and origin.name.endswith(".html")
        return flattened(contents) if ours else contents


class FromFolders(_Flattening, filesystem.Loader):
    """Finds the frames that every page stands in."""


class FromRooms(_Flattening, app_directories.Loader):
    """Finds the templates of the rooms."""
