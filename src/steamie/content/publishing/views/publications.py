"""Pages for what the publisher cannot decide: stopping, withdrawing, held and unconfirmed posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.channels.opening import unopened
from steamie.channels.registry import UnknownKind
from steamie.content.posts.correcting.changes import words_for
from steamie.content.posts.models import Amendment, Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions import comparing, settling, stops, withdrawals
from steamie.content.publishing.forms import (
    ExplanationForm,
    LaterForm,
    LookedForm,
    ResumeForm,
    StopForm,
    TakenDownForm,
    WithdrawForm,
)
from steamie.content.publishing.models import Difference, Stop
from steamie.diary.models import Round
from steamie.people.models import Person
from steamie.people.permissions import require, ruling
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act
from steamie.rules.publishing import may_send_now


@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Stop all posts, or look at the stop in force and lift it (S-12). What is sent says which: the page may be old."""
    require(request.user, Act.WITHDRAW)
    in_force = Stop.objects.in_force().select_related("by").first()
    lifting = "lifts" in request.POST if request.method == "POST" else in_force
    form = (ResumeForm if lifting else StopForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        (_resume if lifting else _stop)(request, form, in_force)
        return redirect("/desk/stop/")
    return _page(request, "publishing/stop.html", form, stop_in_force=in_force, **_affected())


def _stop(request: HttpRequest, form: Form, in_force: Stop | None) -> None:
    stops.stop_everything(reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"Everything {'was stopped already' if in_force else 'is stopped'}, on every channel.")


def _resume(request: HttpRequest, form: Form, in_force: Stop | None) -> None:
    if in_force is None or in_force.pk != form.cleaned_data["lifts"]:
        messages.warning(request, "That stop had been lifted already. Look at what is in force now.")
        return
    stops.resume(reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "Posts go out again when they are due. What fell due meanwhile is held for you.")


def _affected() -> dict[str, Any]:
    now = timezone.now()
    going = Publication.objects.filter(step__in=stops.GOING)
    return {
        "going": _posts(going),
        "soon": _posts(going.filter(due_at__lte=now + timedelta(minutes=1))),
        "held": Publication.objects.waiting_for_a_person().count(),
    }


def _posts(rows: QuerySet[Publication]) -> int:
    """How many posts these are of: one on two channels is one."""
    return rows.order_by().values("post").distinct().count()


@login_required
def differences(request: HttpRequest) -> HttpResponse:
    """What the channels show that is not as we left it; a person says what they found (S-11)."""
    require(request.user, Act.WITHDRAW if request.method == "POST" else Act.READ_MEASURES)
    form = ExplanationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comparing.explain(by=request.user, **form.cleaned_data)
        messages.success(request, "Written down.")
        return redirect("publishing:differences")
    rows = Difference.objects.select_related("channel", "publication__post", "explanation__by")
    found = {"open": list(rows.unexplained()[:50]), "explained": list(rows.filter(explanation__isnull=False)[:50])}
    found |= {"may_explain": ruling(request.user, Act.WITHDRAW).allowed}
    found["missed"] = form.cleaned_data.get("difference") if form.is_bound else None
    return _page(request, "publishing/differences.html", form, **found, **_watch())


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
def waiting(request: HttpRequest) -> HttpResponse:
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
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about one held or unconfirmed post."""
    rows = Publication.objects.select_related("post__withdrawal", "channel")
    publication = get_object_or_404(rows, pk=pk)
    require(request.user, Act.APPROVE, own=publication.post.is_work_of(request.user))
    form, problem = _form(publication, request), ""
    if request.method == "POST":
        try:
            if said := _settled(request, publication, form):
                messages.success(request, said)
                return redirect("/desk/waiting/")
        except settling.NotSettled as refusal:
            problem = str(refusal)
    return _page(request, "publishing/settle.html", form, problem=problem, **_about(publication))


def _form(publication: Publication, request: HttpRequest) -> Form:
    if publication.step == Step.NEEDS_A_PERSON:
        return (TakenDownForm if hasattr(publication.post, "withdrawal") else LookedForm)(request.POST or None)
    return LaterForm(request.POST if request.POST and "now" not in request.POST else None)


def _settled(request: HttpRequest, publication: Publication, form: Form) -> str:
    """Do what was decided, and say so; empty when the form needs another look."""
    who = {"publication": publication, "by": request.user}
    if "now" in request.POST:
        settling.send_now(**who)
        return f"“{publication.post}” goes out now."
    if not form.is_valid():
        return ""
    told = form.cleaned_data
    if "due_at" in told:
        settling.send_later(due_at=told["due_at"], **who)
        return f"“{publication.post}” goes out on {timezone.localtime(told['due_at']):%A %-d %B, %H:%M}."
    if isinstance(form, TakenDownForm):
        settling.taken_down(looked=told["looked"], **who)
        return f"Written down: “{publication.post}” is no longer there."
    if told["verdict"] == "there":
        settling.found_there(address=told["address"], looked=told["looked"], **who)
        return f"Written down: “{publication.post}” is there. It counts as sent."
    settling.not_there(looked=told["looked"], **who)
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
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, with a reason, that a post is taken back."""
    require(request.user, Act.WITHDRAW)
    post = get_object_or_404(Post.objects.select_related("withdrawal"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdrawals.withdraw(post=post, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Withdrawn. What can be taken down is being taken down now.")
        return redirect(f"/desk/posts/{post.pk}/")
    publications = post.publications.select_related("channel")
    return _page(request, "publishing/withdraw.html", form, post=post, publications=publications)


def _page(request: HttpRequest, template: str, form: Form, **told: Any) -> HttpResponse:
    wrong = request.method == "POST" and bool(form.errors or told.get("problem"))
    return render(request, template, {"room": "today", "form": form, **told}, status=422 if wrong else 200)
