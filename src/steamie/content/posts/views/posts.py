"""The composer: write, check, ask, approve, send back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Slot
from steamie.content.plan.occasions import counts_as
from steamie.content.posts import checks, panels
from steamie.content.posts.actions import approval as approvals
from steamie.content.posts.actions import overriding, posts
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import Composition, of_suggestion
from steamie.content.posts.forms import posts as forms
from steamie.content.posts.forms.posts import PostForm, ReasonForm
from steamie.content.posts.models import Approval, Post
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.files.actions import keep_cleaned
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act
from steamie.rules.publishing import PACE
from steamie.strategy import reading

from . import composer


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin a post: empty, or from a place in the plan, a suggestion, or a day worth a post."""
    require(request.user, Act.DRAFT, own=True)
    channels = list(Channel.objects.active())
    slot = Slot.objects.filter(pk=_number(request, "slot"), post__isnull=True).first()
    suggestion = Suggestion.objects.filter(pk=_number(request, "suggestion")).first()
    if suggestion:
        require(request.user, Act.PLAN)
    if request.method != "POST":
        start = _start(request, slot, suggestion, channels)
        return _begin(request, PostForm(channels=channels, initial=forms.initial(start)))
    form = PostForm(request.POST, request.FILES, channels=channels)
    picture = _picture(request, form)
    if not form.is_valid():
        return _begin(request, form, status=422)
    made = form.composition(picture)
    if suggestion and suggestion.picture_id:
        made = _with_picture(made, suggestion)
    occasion = Occasion.objects.filter(pk=_number(request, "occasion")).first()
    post = posts.draft(composition=made, by=request.user, slot=slot, suggestion=suggestion, occasion=occasion)
    messages.success(request, "Saved as a draft.")
    return redirect("posts:post", post.pk)


@login_required
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: its checks, its approval panel, its words, and what became of it."""
    found = found_post(request, pk)
    if request.method != "POST":
        return composer.page(request, found)
    require(request.user, Act.DRAFT, own=found.author_id == request.user.pk)
    form = PostForm(request.POST, request.FILES, post=found, channels=composer.channels_of(found))
    picture = _picture(request, form)
    if not form.is_valid():
        return composer.page(request, found, form=form, status=422)
    try:
        posts.edit(post=found, composition=form.composition(picture), by=request.user, edition=form.cleaned_data["edition"])
    except AlreadyGoing as refusal:
        return composer.page(request, found, form=form, status=409, problems=[Problem(str(refusal))])
    except Changed as refusal:
        return _look_again(request, found, form, str(refusal))
    messages.success(request, "Saved.")
    return redirect("posts:post", pk)


def _look_again(request: HttpRequest, found: Post, form: PostForm, said: str) -> HttpResponse:
    """What was typed, beside the post as another left it. Saved once more, it takes the place of that."""
    changed = composer.changed_since(found, form.cleaned_data["edition"])
    form.data = form.data.copy()
    form.data["edition"] = found.edition
    return composer.page(request, found, form=form, status=409, problems=[Problem(said)], changed=changed)


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks and previews of what is in the form now; nothing is saved."""
    found = found_post(request, pk)
    require(request.user, Act.DRAFT, own=found.author_id == request.user.pk)
    form = PostForm(request.POST, post=found, channels=composer.channels_of(found))
    if not form.is_valid():
        return HttpResponse(status=204)
    return composer.looked_over(request, found, form.composition())


@login_required
@require_POST
@freshly_signed_in
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve exactly what was shown. It asks again who is there (S-60)."""
    return _decided(request, pk, _approve)


@login_required
@require_POST
def approval_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an approval back, while nothing was sent."""
    return _decided(request, pk, _undo)


@login_required
@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for approval."""
    return _decided(request, pk, _submit)


@login_required
@require_POST
def sending_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post back to its author, with what to change."""
    return _decided(request, pk, _send_back)


def _decided(request: HttpRequest, pk: int, decide: Callable[[HttpRequest, Post], str]) -> HttpResponse:
    found = found_post(request, pk)
    try:
        said = decide(request, found)
    except NotAllowed as refusal:
        record(by=request.user, verb=Verb.REFUSED, clause=Citation("content.approved"), subject=found, reason=str(refusal))
        raise
    except NotReady as refusal:
        return composer.page(request, found, status=422, problems=refusal.problems)
    except AlreadyGoing as refusal:
        return composer.page(request, found, status=409, problems=[Problem(str(refusal))])
    except Changed as refusal:
        changed = composer.changed_since(found, _number(request, "edition"))
        return composer.page(request, found, status=409, problems=[Problem(str(refusal))], changed=changed)
    messages.success(request, said)
    return redirect("posts:post", pk)


@login_required
@require_POST
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep words that the check asked about, for a written reason."""
    found = found_post(request, pk)
    require(request.user, Act.DRAFT, own=found.author_id == request.user.pk)
    form = ReasonForm(request.POST)
    question = composer.question(checks.of_post(found), request.POST.get("rule", ""), request.POST.get("words", ""))
    if question is None or not form.is_valid():
        problem = Problem("Say why the words stay." if question else "Those words are no longer in the post.", "findings")
        return composer.page(request, found, status=422, problems=[problem])
    overriding.override(post=found, finding=question.finding, reason=form.cleaned_data["reason"], by=request.user)
    return composer.looked_over(request, found_post(request, pk)) if request.htmx else redirect("posts:post", pk)


def _approve(request: HttpRequest, found: Post) -> str:
    approvals.approve(post=found, fingerprint=request.POST.get("fingerprint", ""), by=request.user)
    return _approved(found)


def _undo(request: HttpRequest, found: Post) -> str:
    undo(approval=_standing_approval(found, request.user), by=request.user)
    return "The approval is undone. Nothing was sent."


def _send_back(request: HttpRequest, found: Post) -> str:
    approvals.send_back(post=found, reason=request.POST.get("reason", ""), by=request.user)
    return "Sent back to its author."


def _submit(request: HttpRequest, found: Post) -> str:
    approvals.submit(post=found, by=request.user)
    return "Approval asked for."


def _standing_approval(post: Post, by: Person) -> Approval:
    approval = composer.approval_of(post)
    if approval is None:
        require(by, Act.APPROVE, own=post.is_work_of(by))
        raise AlreadyGoing("There is no approval to undo.")
    return approval


def _approved(post: Post) -> str:
    if hindered := panels.hindered(post):
        return f"Approved. {hindered}"
    if post.due_at - timezone.now() < PACE.undo:
        return f"Approved. It goes out in {int(PACE.undo.total_seconds())} seconds; until then you can undo it."
    return f"Approved. It goes out on {timezone.localtime(post.due_at):%A %-d %B at %H:%M}."


def found_post(request: HttpRequest, pk: int) -> Post:
    """The post with everything its page shows, if this person may see it."""
    found = get_object_or_404(Post.objects.whole(request.user), pk=pk)
    own = found.author_id == request.user.pk
    if not (ruling(request.user, Act.READ_MEASURES).allowed or ruling(request.user, Act.DRAFT, own=own).allowed):
        require(request.user, Act.READ_MEASURES)
    return found


def _begin(request: HttpRequest, form: PostForm, status: int = 200) -> HttpResponse:
    return render(request, "posts/new.html", {"room": "calendar", "form": form}, status=status)


def _start(request: HttpRequest, slot: Slot | None, suggestion: Suggestion | None, channels: list[Channel]) -> Composition:
    if suggestion:
        start = of_suggestion(suggestion, [channel.pk for channel in channels])
        return start.on(slot.day) if slot else start
    if slot:
        return Composition(title=slot.note, share=slot.share).on(slot.day)
    occasion = Occasion.objects.filter(pk=_number(request, "occasion")).first()
    if occasion:
        day = occasion.on(timezone.localdate().year)
        share = counts_as(occasion, reading.shares())
        return Composition(occasion.title, share, purpose="external_factors", credit=occasion.body).on(_day(request) or day)
    start = Composition(title="", share="")
    return start.on(day) if (day := _day(request)) else start


def _with_picture(made: Composition, suggestion: Suggestion) -> Composition:
    return made.with_picture(suggestion.picture_id, suggestion.alt)


def _picture(request: HttpRequest, form: PostForm) -> int | None:
    """Keep the uploaded picture, once the rest of the form is right; a bad one becomes an error of its field."""
    if not form.is_valid() or not form.cleaned_data.get("picture"):
        return None
    given: dict[str, Any] = form.cleaned_data
    try:
        kept = keep_cleaned(
            picture=given["picture"], by=request.user, shows_people=given["shows_people"], consent=given["consent"]
        )
    except ValidationError as error:
        form.add_error("picture", error)
        return None
    for sentence in kept.sentences:
        messages.info(request, f"Your picture: {sentence[0].lower()}{sentence[1:]}")
    return kept.pk


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.POST.get(name) or request.GET.get(name) or ""
    return int(written) if written.isdecimal() and len(written) < 19 else None


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
