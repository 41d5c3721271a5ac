"""News by e-mail at the desk: the lists in totals, letters written and approved, and addresses put on or taken off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.letters.models import LetterState
from steamie.newsletter import translated_texts
from steamie.newsletter.actions import issuing, joining
from steamie.newsletter.actions.joining import Wish
from steamie.newsletter.blocks import blocks
from steamie.newsletter.forms import NewsForm, NothingElseForm, PutOnForm, StopAddressForm
from steamie.newsletter.lists import mailing_lists, offered_lists
from steamie.newsletter.models import Basis, NewsLetter, NewsSubscription
from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.written_languages import languages
from steamie.translations.listing import ListedTranslation, listed_in
from steamie.translations.models import OfferedLanguage
from steamie.website.models import NewsPage

NEWEST = 20  # letters of news on the page
ITEMS = 6  # pieces of news that a new letter begins with


@login_required
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """The lists in totals, by why we may write to them, and what went out. No address stands here."""
    require(request.user, Act.READ_MEASURES)
    context = {
        "room": "website",
        "lists": [(one, _totals(one.code)) for one in mailing_lists().values()],
        "letters": NewsLetter.objects.annotate(written=Count("deliveries")).order_by("-pk")[:NEWEST],
        "may_write": ruling(request.user, Act.PLAN).allowed,
        "may_add": ruling(request.user, Act.EDIT_WEBSITE).allowed,
        "no_mail": settings.MAIL_SERVER is None,
    }
    return render(request, "newsletter/desk.html", context)


def _totals(code: str) -> dict[str, Any]:
    rows = NewsSubscription.objects.filter(mailing_list=code)
    bases = dict(rows.active().order_by().values_list("basis").annotate(n=Count("pk")))
    others = {"waiting": rows.waiting(), "left": rows.filter(left_at__isnull=False, confirmed_at__isnull=False)}
    counted = {name: Count("pk", filter=Q(pk__in=those.order_by().values("pk"))) for name, those in others.items()}
    named = [(basis.label, bases.get(basis.value, 0)) for basis in Basis]
    return rows.aggregate(**counted) | {"active": sum(bases.values()), "bases": named}


@login_required
@done_once
def new(request: DeskRequest) -> HttpResponse:
    """A new letter, begun with the news since the last one."""
    require(request.user, Act.PLAN)
    form = NewsForm(request.POST if request.method == "POST" else None, initial=_begun())
    return _written(request, form, None)


@login_required
@done_once
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a letter that nobody has approved."""
    letter = sought(request.user, Act.PLAN, NewsLetter.objects.waiting_for_a_yes(), pk=pk)
    initial = {"mailing_list": letter.mailing_list, "subject": letter.subject, "words": letter.words}
    form = NewsForm(request.POST if request.method == "POST" else None, initial=initial)
    return _written(request, form, letter)


def _begun() -> dict[str, str]:
    last = NewsLetter.objects.exclude(approved_at=None).order_by("-approved_at").first()
    pages = NewsPage.objects.live().order_by("-first_published_at")
    if last is not None and last.approved_at is not None:
        pages = pages.filter(first_published_at__gt=last.approved_at)
    parts = [f"# {page.title}\n{page.summary}\n{settings.PUBLIC_URL}{page.url or '/'}" for page in pages[:ITEMS]]
    return {"mailing_list": offered_lists()[0].code, "words": "\n\n".join(parts)}


def _written(request: DeskRequest, form: NewsForm, letter: NewsLetter | None) -> HttpResponse:
    kept: list[NewsLetter] = []

    def act(data: dict[str, Any]) -> object:
        chosen = mailing_lists()[data["mailing_list"]]
        words = {"subject": data["subject"], "words": data["words"]}
        kept.append(issuing.write(mailing_list=chosen, letter=letter, by=request.user, **words))
        return kept

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, "It is saved. It goes out when it is approved.")
        return redirect("newsletter_desk:letter", kept[0].pk)
    context = {"room": "website", "form": form, "letter": letter}
    return render(request, "newsletter/write.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """One letter of news as it reads, and what became of it."""
    row = sought(request.user, Act.READ_MEASURES, NewsLetter.objects.all(), pk=pk)
    return _shown(request, row)


def _shown(request: DeskRequest, row: NewsLetter, form: NothingElseForm | None = None) -> HttpResponse:
    taken, back = Q(letter__state=LetterState.ACCEPTED), Q(came_back_at__isnull=False)
    counted = row.deliveries.aggregate(written=Count("pk"), taken=Count("pk", filter=taken), back=Count("pk", filter=back))
    context = {
        "room": "website",
        "letter": row,
        "blocks": blocks(row.words),
        "counted": counted,
        "in_languages": _in_languages(row),
        "readers": NewsSubscription.objects.active_at(
            row.approved_at or datetime.max.replace(tzinfo=row.written_at.tzinfo)
        ).filter(mailing_list=row.mailing_list),
        "form": form,
        "may_write": ruling(request.user, Act.PLAN).allowed,
        "approving": ruling(request.user, Act.APPROVE, own=row.written_by_id == request.user.pk),
        "may_stop": ruling(request.user, Act.WITHDRAW).allowed,
    }
    return render(request, "newsletter/letter.html", context, status=422 if form else 200)


def _in_languages(row: NewsLetter) -> list[tuple[ListedTranslation, int]]:
    """How the letter stands in each language that we offer, with how many chose it for their news."""
    offered = list(OfferedLanguage.objects.in_force(timezone.now()))
    readers = NewsSubscription.objects.active().filter(mailing_list=row.mailing_list).order_by()
    chose = dict(readers.values_list("language").annotate(number=Count("pk")))
    tags = sorted((one.tag for one in offered), key=lambda tag: languages()[tag].name)
    return [(one, chose.get(one.language.tag, 0)) for one in listed_in(translated_texts.text_of(row), tags)]


@login_required
@require_POST
@done_once
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve it: it goes out."""
    row = sought(request.user, Act.APPROVE, NewsLetter.objects.all(), own=lambda row: row.written_by_id == request.user.pk, pk=pk)
    form = NothingElseForm(request.POST)
    if carried_out(form, lambda data: issuing.approve(letter=row, by=request.user)):
        messages.success(request, "It is approved. It goes into the outbox within a minute; this page shows how many took it.")
        return redirect("newsletter_desk:letter", row.pk)
    return _shown(request, row, form)


@login_required
@require_POST
@done_once
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Throw it away, or write it to nobody else."""
    row = sought(request.user, Act.WITHDRAW, NewsLetter.objects.all(), pk=pk)
    form = NothingElseForm(request.POST)
    if carried_out(form, lambda data: issuing.stop(letter=row, by=request.user)):
        messages.success(request, "It goes to nobody else.")
        return redirect("newsletter_desk:letter", row.pk)
    return _shown(request, row, form)


@login_required
@done_once
def addresses(request: DeskRequest) -> HttpResponse:
    """Put an address on a list."""
    require(request.user, Act.EDIT_WEBSITE)
    form = PutOnForm(request.POST if request.method == "POST" else None)

    def act(data: dict[str, Any]) -> object:
        wish = Wish(data["email"], mailing_lists()[data["mailing_list"]], language=data.get("language", ""))
        return joining.put_on(wish=wish, basis=Basis(data["basis"]), words=data["words"], by=request.user)

    if request.method == "POST" and carried_out(form, act):
        asked = form.cleaned_data["basis"] == Basis.PAPER
        messages.success(request, "A letter asks them to confirm it." if asked else "They are on the list.")
        return redirect("newsletter_desk:overview")
    context = {"room": "website", "form": form, "stop_form": StopAddressForm(prefix="stop")}
    return render(request, "newsletter/addresses.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
@done_once
def stop_address(request: DeskRequest) -> HttpResponse:
    """Somebody told us to stop."""
    require(request.user, Act.EDIT_WEBSITE)
    form, ended = StopAddressForm(request.POST, prefix="stop"), []

    def act(data: dict[str, Any]) -> object:
        ended.append(joining.stop_for(email=data["email"], by=request.user))
        return ended

    if carried_out(form, act):
        number = ended[0]
        messages.success(request, "They get no more letters." if number else "No list has this address. Nothing changed.")
        return redirect("newsletter_desk:overview")
    context = {"room": "website", "form": PutOnForm(), "stop_form": form}
    return render(request, "newsletter/addresses.html", context, status=422)
