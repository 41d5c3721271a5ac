"""Letters of news as they go out: text, with HTML beside it unless somebody wants none; no picture, nothing that is counted.

Whoever chose a language gets it first, where it is translated and checked, and the English below; else a line that says so.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.evidence.actions import reference
from steamie.rules.delivery import ABOUT
from steamie.strategy.reading import association

from . import in_language
from .blocks import blocks
from .in_language import NewsInLanguage
from .models import NewsLayout, NewsLetter, NewsSubscription

SALT = "steamie.newsletter.confirm"
CONFIRM_WITHIN = 7 * 24 * 60 * 60  # seconds


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
    subject, context = "Do you want our news by e-mail?", {"address": address, **_around(subscription)}
    english = render_to_string("newsletter/letters/confirm.txt", context)
    return _message(subscription, subject, "confirm", context, in_language.of_confirmation(subscription, subject, english))


def already(subscription: NewsSubscription) -> EmailMultiAlternatives:
    """The letter to somebody who asked again for what they get."""
    return _message(subscription, "You get our news already", "already", _around(subscription), None)


def news(letter: NewsLetter, subscription: NewsSubscription) -> EmailMultiAlternatives:
    """One letter of news to one address."""
    context = _around(subscription) | {"blocks": blocks(letter.words), "letter": letter}
    translated = in_language.of_news(letter, subscription, leaving_address(subscription))
    message = _message(subscription, letter.subject, "news", context, translated)
    message.extra_headers |= {
        "Precedence": "bulk",
        "List-Id": f"<{letter.mailing_list}.news.{_host()}>",
        "List-Unsubscribe": f"<{leaving_address(subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def _around(subscription: NewsSubscription) -> dict[str, Any]:
    return {
        "subscription": subscription,
        "landlord": association(),
        "leaving": leaving_address(subscription),
        "large": subscription.layout == NewsLayout.LARGE,
    }


def _message(
    subscription: NewsSubscription, subject: str, template: str, context: dict[str, Any], translated: NewsInLanguage | None
) -> EmailMultiAlternatives:
    context = context | {"subject": subject, "translated": translated}
    text = str(render_to_string(f"newsletter/letters/{template}.txt", context))
    if translated is not None:
        text = f"{translated.text}{text}"
        subject = f"{translated.subject} / {subject}" if translated.subject else subject
    message = EmailMultiAlternatives(subject, text, to=[subscription.email], headers={ABOUT: reference(subscription)})
    if subscription.layout != NewsLayout.PLAIN:
        message.attach_alternative(render_to_string(f"newsletter/letters/{template}.html", context), "text/html")
    return message


def _host() -> str:
    return settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
