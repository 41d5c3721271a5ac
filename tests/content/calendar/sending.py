"""A person brings in a sheet through the pages: the file, the columns, the rows."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.content.calendar.pages import page_of

ADDRESS = "/desk/calendar/import/"


class Fields(HTMLParser):
    """What a browser would send of a page's forms as they stand, and where its last button leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.action = self.select = self.area = ""
        self.buttons: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        name = at.get("name") or ""
        if tag == "form":
            self.action = at.get("action") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in at or self.select not in self.values):
            self.values[self.select] = [at.get("value") or ""]
        elif tag == "textarea":
            self.area = name
            self.values[name] = [""]
        elif tag == "input" and name and (at.get("type") not in ("radio", "checkbox", "file") or "checked" in at):
            self.values.setdefault(name, []).append(at.get("value") or "")
        elif tag == "button":
            self.buttons.append((at.get("formaction") or self.action, ""))

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] = [data]


class Sender:
    """A person at the desk with a sheet. Counts the buttons pressed."""

    def __init__(self, desk: Client) -> None:
        self.desk, self.clicks = desk, 0
        self.address, self.page, self.status = ADDRESS, "", 0

    def send(self, content: bytes | str, name: str = "plan.csv") -> Sender:
        """Choose the file and press the button."""
        self._press(ADDRESS, {"file": SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)})
        return self

    def press(self, button: str, **answers: Any) -> Sender:
        """Press a button of the page, by the end of its address ("" for the form's own), with these answers changed."""
        fields = Fields(self.page)
        where = next((action for action, _ in fields.buttons if button and action.endswith(button)), self.address)
        self._press(where, fields.values | {name.replace("__", "-"): value for name, value in answers.items()})
        return self

    def bring_in(self) -> Sender:
        """Add what is ready, whatever pages come before."""
        if self.address.endswith("columns/"):
            self.press("")
        return self.press("drafts/")

    def _press(self, address: str, data: dict[str, Any]) -> None:
        self.clicks += 1
        answer = self.desk.post(address, data, follow=True)
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.page, self.status = page_of(answer), answer.status_code
