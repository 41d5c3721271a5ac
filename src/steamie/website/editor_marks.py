"""Wagtail's choosers without a script in the page: a mark says what is to be started, and editor.js starts it."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser


def render(self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
    """A chooser's field and its mark. Wagtail writes a script there, which our content policy does not let run."""
    identifier = (attrs or {})["id"]
    details = self.get_value_data(value)
    options = json.dumps(self.get_js_init_options(identifier, name, details))
    return format_html(
        '{}<span hidden data-chooser="{}" data-chooser-for="{}" data-chooser-options="{}"></span>',
        SafeString(self.render_html(name, details, attrs)),
        self.js_constructor,
        identifier,
        options,
    )


def use() -> None:
    """From now on every chooser of the editor is drawn so."""
    BaseChooser.render = render
