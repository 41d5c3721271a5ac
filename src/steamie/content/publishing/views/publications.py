"""Pages for what the publisher cannot decide: withdrawing, held and unconfirmed posts, and differences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.channels.opening import unopened
from steamie.channels.registry import UnknownKind
from steamie.content.posts.correcting.changes import words_for
from steamie.content.posts.models import Amendment, Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions import comparing, settling, withdrawals
from steamie.content.publishing.forms import (
    ExplanationForm,
    LaterForm,
    LookedForm,
    TakenDownForm,
    WithdrawForm,
)
from steamie.content.publishing.models import Difference
from steamie.diary.models import Round
from steamie.people.finding import sought
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act
from steamie.rules.publishing import may_send_now


@login_required
@done_once
def differences(request: DeskRequest) -> HttpResponse:
    """What the channels show that is not as we left it; a person says what they found (S-11)."""
    require(request.user, Act.WITHDRAW if request.method == "POST" else Act.READ_MEASURES)
    form = ExplanationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comparing.explain(by=request.user, **form.cleaned_data)
        messages.success(request, "Written down.")
        return redirect("publishing:differences")
    rows = Difference.objects.select_related("channel", "publication__post", "explanation__by")
    context = {
        "open": list(rows.unexplained()[:50]),
        "explained": list(rows.filter(explanation__isnull=False)[:50]),
        "may_explain": ruling(request.user, Act.WITHDRAW).allowed,
        "missed": form.cleaned_data.get("difference") if form.is_bound else None,
    }
    return _page(request, "publishing/differences.html", form, **context, **_watch())


def _watch() -> dict[str, Any]:
    """Which accounts are compared, whether each can be read now, and when we last looked."""
    listing = [name for name, kind in registry.kinds().items() if kind.can.list]
    watched = list(Channel.objects.active().filter(kind__in=listing).with_last_check())
    looked = Round.objects.filter(name__startswith="comparing").order_by("last_at").last()
    return {
        "watched": watched,
        "unread": [channel for channel in watched if channel.last_check and not channel.last_check.working],
        "looked_at": looked.last_at if looked else None,
    }


@login_required
def waiting(request: DeskRequest) -> HttpResponse:
    """Every post that is held, refused or unconfirmed, oldest first."""
    require(request.user, Act.READ_MEASURES)
    rows = Publication.objects.in_trouble().select_related("post", "channel").order_by("due_at")
    by_post: dict[Post, list[Publication]] = {}
    for row in rows[:200]:
        by_post.setdefault(row.post, []).append(row)
    amended = Amendment.objects.waiting_for_a_person().select_related("publication__post", "publication__channel").order_by("pk")
    context = {
        "room": "today",
        "posts": list(by_post.items()),
        "amended": list(amended[:200]),
        "may_decide": ruling(request.user, Act.APPROVE).allowed,
        "not_theirs": _own_work(request.user, by_post),
    }
    return render(request, "publishing/waiting.html", context)


def _own_work(person: Person, posts: Iterable[Post]) -> set[int]:
    """The posts a deputy worked on: only the officer decides about those (S-60)."""
    if ruling(person, Act.APPROVE, own=True).allowed:
        return set()
    listed = Post.objects.filter(pk__in=[post.pk for post in posts])
    return set(listed.work_of(person).values_list("pk", flat=True))


@login_required
@freshly_signed_in
@done_once
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Decide about one held or unconfirmed post."""
    publication = _to_decide(request, pk)
    form, problem = _form(publication, request), ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _settled(publication, form, request.user))
            return redirect("publishing:waiting")
        except settling.NotSettled as refusal:
            problem = str(refusal)
    return _page(request, "publishing/settle.html", form, problem=problem, **_about(publication))


@login_required
@require_POST
@freshly_signed_in
def send_now(request: DeskRequest, pk: int) -> HttpResponse:
    """Send a held post as it was approved."""
    publication = _to_decide(request, pk)
    try:
        settling.send_now(publication=publication, by=request.user)
    except settling.NotSettled as refusal:
        form = _form(publication, None)
        return _page(request, "publishing/settle.html", form, problem=str(refusal), **_about(publication))
    messages.success(request, f"“{publication.post}” goes out now.")
    return redirect("publishing:waiting")


def _to_decide(request: DeskRequest, pk: int) -> Publication:
    rows = Publication.objects.select_related("post__withdrawal", "channel")
    return sought(request.user, Act.APPROVE, rows, own=lambda row: row.post.is_work_of(request.user), pk=pk)


def _form(publication: Publication, request: DeskRequest | None) -> Form:
    sent = request.POST if request and request.method == "POST" else None
    if publication.step == Step.NEEDS_A_PERSON:
        return (TakenDownForm if hasattr(publication.post, "withdrawal") else LookedForm)(sent)
    return LaterForm(sent)


def _settled(publication: Publication, form: Form, by: Person) -> str:
    """Do what was decided, and say so. Raises NotSettled."""
    decided = form.cleaned_data
    if isinstance(form, LaterForm):
        settling.send_later(due_at=decided["due_at"], publication=publication, by=by)
        return f"“{publication.post}” goes out on {timezone.localtime(decided['due_at']):%A %-d %B, %H:%M}."
    if isinstance(form, TakenDownForm):
        settling.taken_down(looked=decided["looked"], publication=publication, by=by)
        return f"Written down: “{publication.post}” is no longer there."
    if decided["verdict"] == "there":
        settling.found_there(address=decided["address"], looked=decided["looked"], publication=publication, by=by)
        return f"Written down: “{publication.post}” is there. It counts as sent."
    settling.not_there(looked=decided["looked"], publication=publication, by=by)
    return f"Written down: “{publication.post}” was not there. It goes out now."


def _account_url(publication: Publication) -> str:
    try:
        return unopened(publication.channel).account_url()
    except UnknownKind:
        return ""


def _about(publication: Publication) -> dict[str, Any]:
    late = not may_send_now(timezone.now(), publication.due_at)
    return {
        "publication": publication,
        "words": words_for(publication.post, publication.channel_id),
        "account_url": _account_url(publication),
        "looks": publication.attempts.filter(verb="find").count(),
        "may_send_now": publication.step == Step.HELD and not late,
        "late": late,
    }


@login_required
@done_once
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm, with a reason, that a post is taken back."""
    post = sought(request.user, Act.WITHDRAW, Post.objects.select_related("withdrawal"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdrawals.withdraw(post=post, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Withdrawn. What can be taken down is being taken down now.")
        return redirect("posts:post", post.pk)
    publications = post.publications.select_related("channel")
    return _page(request, "publishing/withdraw.html", form, post=post, publications=publications)


def _page(request: DeskRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    wrong = request.method == "POST" and bool(form.errors or context.get("problem"))
    return render(request, template, {"room": "today", "form": form, **context}, status=422 if wrong else 200)
