"""A form sent twice does a thing once: every view that acts is guarded, or says here why twice is once anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from steamie.content.plan.models import Occasion
from steamie.content.suggestions.models import Suggestion, SuggestionLink
from steamie.content.suggestions.secrets import new_ticket
from steamie.diary.models import OfficeClosure
from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.strategy.models import Incident
from steamie.wording.models import SensitiveWindow
from tests.surroundings import MOMENT, TODAY

from .test_who_may import rows

LOOKS = "a page to look at: sending to it does nothing"
STATE = "it says how a thing is to be, and saying it again changes nothing"
ASKED = "the act itself sees that it is done already, and does not do it again"
TRY = "each press is a try of its own, and is wanted as one"
WORDS = "it saves words over words; nothing is added"
# Views that act and are not guarded, by their address's name.
TWICE_IS_ONCE = {
    "casework:take": STATE,
    "casework:let_in": STATE,
    "casework:read_many": STATE,
    "letters:mailbox": TRY,
    "letters:mailbox_trial": TRY,
    "letters:mailbox_end": ASKED,
    "notifications_desk:choices": STATE,
    "channels:check": TRY,
    "channels:credentials": TRY,
    "channels:connect": TRY,
    "channels:pick": ASKED,
    "channels:confirm": ASKED,
    "publishing:stop": ASKED,
    "publishing:resume": ASKED,
    "publishing:waiting": LOOKS,
    "publishing:settle_correction": ASKED,
    "publishing:correct_again": ASKED,
    "publishing:leave_correction": ASKED,
    "publishing:send_now": ASKED,
    "suggestions_desk:queue": LOOKS,
    "suggestions_desk:release": STATE,
    "suggestions_desk:leave_out": STATE,
    "suggestions_desk:end_link": STATE,
    "desk:today": LOOKS,
    "desk:more": LOOKS,
    "desk:email": TRY,
    "desk:email_confirmation": STATE,
    "desk:setup_dismissal": STATE,
    "desk:setup_dismissal_withdrawal": STATE,
    "strategy:measure": TRY,
    "strategy:proposal_withdrawal": STATE,
    "strategy:look": TRY,
    "strategy:reading": STATE,
    "strategy:statement": WORDS,
    "strategy:check": ASKED,
    "monitoring:read_now": ASKED,
    "evidence:export": TRY,
    "evidence:check": TRY,
    "reports:build_pack": TRY,
    "services_desk:hand_over_again": ASKED,
    "portal_desk:columns": STATE,
    "portal_desk:letter": TRY,
    "portal_desk:letters": TRY,
    "portal_desk:consent_withdrawal": ASKED,
    "portal_desk:consent_seen": ASKED,
    "consultations_desk:publication": ASKED,
    "posts:people_shown": STATE,
    "posts:typing": WORDS,
    "posts:typing_removal": STATE,
    "posts:correction_approval": ASKED,
    "posts:check": LOOKS,
    "posts:approval": ASKED,
    "posts:approval_withdrawal": ASKED,
    "posts:submission": ASKED,
    "posts:return": ASKED,
    "calendar:calendar": LOOKS,
    "calendar:quarter": LOOKS,
    "calendar:columns": STATE,
    "calendar:sheet_answers": STATE,
    "calendar:sheet_drafts": ASKED,
    "calendar:move_place": STATE,
    "calendar:clear": STATE,
    "calendar:approve_quarter": ASKED,
    "calendar:close_quarter": ASKED,
    "crisis:answer": STATE,
    "crisis:approval": STATE,
    "crisis:closing": STATE,
    "crisis:line_end": STATE,
    "crisis:practice": STATE,
    "profiles:answer": STATE,
    "letters:all_aside": STATE,
    "letters:again": ASKED,
    "letters:words": LOOKS,
    "people:acknowledge": ASKED,
    "people:third_look": ASKED,
    "people:end_other_sessions": STATE,
    "people:end_session": STATE,
    "people:unsent": LOOKS,
    "people:confirm_fresh_start": ASKED,
    "people:confirm_grant": ASKED,
    "people:recertify": STATE,
    "conversations:keep_draft": WORDS,
    "conversations:undo": ASKED,
    "conversations:settle_reply": ASKED,
    "conversations:close_offline": ASKED,
    "conversations:take": STATE,
    "conversations:assign": STATE,
    "conversations:sort": STATE,
    "conversations:mark_read": ASKED,
    "conversations:reopen": ASKED,
    "conversations:review_hide": ASKED,
    "conversations:undo_hide": ASKED,
    "conversations:tick": STATE,
    "conversations:decide_ban": ASKED,
    "conversations:publish_rule": ASKED,
    "conversations:withdraw_rule": ASKED,
    "conversations:look": TRY,
    "conversations:try_out": TRY,
    "conversations:looked": TRY,
    "conversations:approve_reply": ASKED,
    "conversations:retire_reply": ASKED,
}
EDITOR = "desk/website/"  # Wagtail's own pages, which are for one person at a time


def acting() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every view of the desk that answers somebody who sends to it, by its address's name."""
    table: dict[str, set[str]] = {}
    for row, cells in rows().items():
        table.setdefault(row.partition("|")[0], set()).update(cell[1:2] for cell in cells)
    for route, name, view in _named():
        if route.startswith("desk/") and not route.startswith(EDITOR) and table.get(route, set()) & set("Ya0"):
            yield name, view


def _named(
    resolver: URLResolver | None = None, prefix: str = "", room: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from _named(entry, route, room + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern):
            yield route, f"{room}{entry.name}", entry.callback


def test_every_view_that_acts_is_guarded_or_says_why_twice_is_once() -> None:
    unguarded = {name for name, view in acting() if not getattr(view, "once", False)}
    assert unguarded - set(TWICE_IS_ONCE) == set(), "use people.once.done_once, or say why twice is once"
    assert set(TWICE_IS_ONCE) - unguarded == set(), "listed, but guarded or gone"


FORMS: list[tuple[str, dict[str, str], type[Model]]] = [
    ("suggestions_desk:links", {"label": "Forum", "group": "forum", "days": "90"}, SuggestionLink),
    ("suggestions_desk:take_down", {"text": "Soup on Friday", "way": "phone", "group": "residents"}, Suggestion),
    ("calendar:add_occasion", {"title": "Gala day", "day": "6", "month": "6", "share": "community"}, Occasion),
    ("calendar:open_window", {"title": "Vote", "first": "2026-12-01", "last": "2026-12-03", "words": "vote", "reason": "Purdah"},
     SensitiveWindow),
    ("calendar:close_office", {"day": "2026-12-04", "title": "Training"}, OfficeClosure),
    ("letters:test", {"address": "a@example.org"}, Letter),
    ("strategy:incident", {"clause": "S-11", "on": TODAY.isoformat(), "what": "A wrong date went out."}, Incident),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize(("name", "typed", "model"), FORMS, ids=[row[0] for row in FORMS])
def test_a_form_sent_twice_makes_one(
    client: Client, officer: Person, name: str, typed: dict[str, str], model: type[Model]
) -> None:
    client.force_login(officer)
    if name == "suggestions_desk:take_down":
        typed = typed | {"ticket": new_ticket(MOMENT)}
    before = model.objects.count()

    first, second = (client.post(reverse(name), typed) for _ in range(2))

    assert first.status_code == 302, first.content.decode()[-3000:]
    assert second.headers.get("Location") == first.headers["Location"]
    assert model.objects.count() == before + 1
