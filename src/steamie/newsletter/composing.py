"""Letters of news as they go out: text, with HTML beside it unless somebody wants none; no picture, nothing that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.evidence.actions import reference
from steamie.rules.delivery import ABOUT
from steamie.strategy.reading import association

from .models import NewsLayout, NewsLetter, NewsSubscription

SALT = "steamie.newsletter.confirm"
CONFIRM_WITHIN = 7 * 24 * 60 * 60  # seconds
HEADING = "# "  # how a line begins that is a heading


@dataclass(frozen=True, slots=True)
class NewsBlock:
    """A heading, or a paragraph."""

    words: str
    is_heading: bool = False


def blocks(words: str) -> list[NewsBlock]:
    """The parts of a letter: an empty line parts them; a line that begins with "# " is a heading."""
    parts = (part.strip() for part in words.replace("\r\n", "\n").split("\n\n"))
    found = []
    for part in filter(None, parts):
        first, _, rest = part.partition("\n")
        if first.startswith(HEADING):
            found.append(NewsBlock(first.removeprefix(HEADING).strip(), is_heading=True))
            part = rest.strip()
        if part:
            found.append(NewsBlock(part))
    return found


def ticket(subscription: NewsSubscription) -> str:
    """What the letter that asks for a confirmation carries: only who reads that mailbox has it."""
    return signing.TimestampSigner(salt=SALT).sign(str(subscription.pk))


def confirmed_by(text: str) -> NewsSubscription | None:
    """Whose ticket this is; None for one that is not ours or older than a week."""
    try:
        number = signing.TimestampSigner(salt=SALT).unsign(text, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    return NewsSubscription.objects.filter(pk=int(number)).first()


def leaving_address(subscription: NewsSubscription) -> str:
    """Where the letters are stopped."""
    return settings.PUBLIC_URL + reverse("newsletter:leave", args=[subscription.token])


def confirmation(subscription: NewsSubscription) -> EmailMultiAlternatives:
    """The letter that asks whether they really want the news."""
    address = settings.PUBLIC_URL + reverse("newsletter:confirm", args=[ticket(subscription)])
    return _message(subscription, "Do you want our news by e-mail?", "confirm", {"address": address})


def already(subscription: NewsSubscription) -> EmailMultiAlternatives:
    """The letter to somebody who asked again for what they get."""
    return _message(subscription, "You get our news already", "already", {})


def news(letter: NewsLetter, subscription: NewsSubscription) -> EmailMultiAlternatives:
    """One letter of news to one address."""
    message = _message(subscription, letter.subject, "news", {"blocks": blocks(letter.words), "letter": letter})
    message.extra_headers |= {
        "Precedence": "bulk",
        "List-Id": f"<{letter.mailing_list}.news.{_host()}>",
        "List-Unsubscribe": f"<{leaving_address(subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def _message(subscription: NewsSubscription, subject: str, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    context |= {
        "subscription": subscription,
        "landlord": association(),
        "leaving": leaving_address(subscription),
        "large": subscription.layout == NewsLayout.LARGE,
        "subject": subject,
    }
    text = render_to_string(f"newsletter/letters/{template}.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[subscription.email], headers={ABOUT: reference(subscription)})
    if subscription.layout != NewsLayout.PLAIN:
        message.attach_alternative(render_to_string(f"newsletter/letters/{template}.html", context), "text/html")
    return message


def _host() -> str:
    return settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
