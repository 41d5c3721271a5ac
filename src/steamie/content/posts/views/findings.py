"""Answers to what the check asked: words kept for a reason, a second person’s yes, and what is public and always allowed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steamie.content.posts import checks
from steamie.content.posts.actions import overriding
from steamie.content.posts.checks import FindingQuestion
from steamie.content.posts.models import Post
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.wording import actions as wording

from . import composer, saving
from .posts import visible_post

GONE = Problem("Those words are no longer in the post.", "findings")


@login_required
@require_POST
@done_once
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep words that the check asked about, for a written reason."""
    shown = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=shown.author_id == request.user.pk)
    question = _question(request, shown)
    if question is None:
        return _refused(request, shown, [GONE])
    try:
        overriding.override(post=shown, finding=question.finding, reason=request.POST.get("reason", "")[:2000], by=request.user)
    except NotReady as refusal:
        return _refused(request, shown, refusal.problems)
    return _looked_over(request, pk)


@login_required
@require_POST
@done_once
def agreement(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person agrees that something grave stays."""
    shown = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=shown.author_id == request.user.pk)
    kept = next((row for row in shown.overrides.all() if str(row.pk) == request.POST.get("override")), None)
    try:
        if kept is None:
            raise NotReady([GONE])
        overriding.confirm(override=kept, by=request.user)
    except NotReady as refusal:
        return _refused(request, shown, refusal.problems)
    return _looked_over(request, pk)


@login_required
@require_POST
@done_once
def allowance(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a public number, mailbox or address stand here and in every post from now on."""
    shown = visible_post(request, pk, Act.PLAN)
    require(request.user, Act.PLAN)
    question = _question(request, shown)
    if question is None or not question.may_be_allowed:
        return _refused(request, shown, [GONE])
    wording.allow_detail(words=question.finding.words, by=request.user)
    return _looked_over(request, pk)


@login_required
@require_POST
@done_once
def replacement(request: DeskRequest, pk: int) -> HttpResponse:
    """Use the milder words that the check offers, in place of those it asks about, on top of what was typed."""
    shown = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=shown.author_id == request.user.pk)
    asked = request.POST.get("replace", "")
    finding = next((one.finding for one in checks.of_post(shown).unresolved if one.finding.words == asked), None)
    if finding is None or not finding.softer or not saving.holds_form(request):
        return _refused(request, shown, [GONE])
    try:
        saving.save(request, shown, lambda written: written.with_words_replaced(finding.words, finding.softer))
    except saving.NotSaved as refusal:
        return refusal.page
    return redirect("posts:post", pk)


def _question(request: DeskRequest, post: Post) -> FindingQuestion | None:
    return composer.question(checks.of_post(post), request.POST.get("rule", ""), request.POST.get("words", ""))


def _refused(request: DeskRequest, post: Post, problems: Sequence[Problem]) -> HttpResponse:
    """Why the answer was not taken, with what was typed: in the checks alone where only they were asked for."""
    if request.htmx:
        return composer.looked_over(request, post, refused=problems[0].message)
    return composer.page(request, post, status=422, problems=problems)


def _looked_over(request: DeskRequest, pk: int) -> HttpResponse:
    return composer.looked_over(request, visible_post(request, pk)) if request.htmx else redirect("posts:post", pk)
