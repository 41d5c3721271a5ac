"""From a resident's form to a case: what they wrote stays word for word, and what is missing is said, never refused."""

from __future__ import annotations

from datetime import datetime

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models import Case
from steamie.evidence.actors import VISITOR
from steamie.rules.cases import Way

from . import danger, reaching, visitors
from .enquiries import UNSURE, Choice, choices
from .forms import ContactForm, SafeForm


def receive_enquiry(form: ContactForm, now: datetime, *, is_test: bool = False) -> Case:
    """Put a valid contact form on record. The same sheet sent twice gives the same case."""
    data, choice = form.cleaned_data, form.choice or choices()[UNSURE]
    reached = reaching.understood(data["reach"])
    whose = Whose(
        name=data["name"],
        email=reached.email,
        phone=reached.phone[:40],
        address=reached.address,
        postcode=data["postcode"],
        reach_by="wants no answer" if data["no_answer"] else "",
    )
    report = Report(
        kind=choice.kind,
        way=Way.WEB,
        words=data["words"],
        whose=whose,
        why_first=danger.why_first(data["words"]),
        hold=visitors.why_hold(data["ticket"], data["website"], now),
        submission=visitors.submission("contact", data["ticket"], data["words"]),
        is_test=is_test,
    )
    return open_case(report=report, by=VISITOR, at=now)


def missing(choice: Choice, case: Case) -> list[str]:
    """What the law still needs before the request is valid, in words for the thank-you page."""
    lacks = []
    if "name" in choice.needs and not case.party.name:
        lacks.append("your real name")
    if "reach" in choice.needs and not (case.party.email or case.party.address):
        lacks.append("an e-mail or postal address to answer to")
    return lacks


SAFE_WORDS = {
    "call": "Call. Ask for them by first name only, and say nothing to anyone else.",
    "text": "Text only: “your appointment”, nothing more.",
    "no": "Do not contact them. They will contact us.",
    "": "They did not say. Do not contact them until they do.",
}


def receive_safety(form: SafeForm, now: datetime) -> Case:
    """Put a request for a private call on record, for the people named for safeguarding alone."""
    data = form.cleaned_data
    safe = " ".join(filter(None, (SAFE_WORDS[data["safe"]], data["when"])))
    report = Report(
        kind="safety",
        way=Way.WEB,
        words=data["words"],
        whose=Whose(phone=data["number"], safe_contact=safe[:300]),
        hold="",  # never: a machine's words cost a minute, a person's kept back could cost a life
        submission=visitors.submission("safe", data["ticket"], data["words"] + data["number"]),
    )
    return open_case(report=report, by=VISITOR, at=now)
