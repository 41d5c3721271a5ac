"""The composer: write, check, ask, approve, send back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Slot
from steamie.content.plan.occasions import counts_as
from steamie.content.posts import panels, unsaved
from steamie.content.posts.actions import approval as approvals
from steamie.content.posts.actions import posts
from steamie.content.posts.actions.undoing import undo
from steamie.content.posts.composition import Composition, of_post, of_suggestion
from steamie.content.posts.forms import posts as forms
from steamie.content.posts.forms.posts import PostForm
from steamie.content.posts.models import Approval, Post
from steamie.content.posts.read_with import whole_post
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.content.suggestions.models import Suggestion
from steamie.diary import dated, moments
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules import share_words
from steamie.rules.permissions import Act
from steamie.rules.situation import PACE
from steamie.rules.typed_numbers import whole_number
from steamie.rules.written_days import YEARS
from steamie.strategy import reading

from . import composer, saving
from .bar import Bar

A_DAY = 24 * 60 * 60  # seconds


@login_required
@done_once
def new(request: DeskRequest) -> HttpResponse:
    """Begin a post: empty, or from a place in the plan, a suggestion, or a day worth a post."""
    require(request.user, Act.DRAFT, own=True)
    channels, name = list(Channel.objects.active().select_related("confirmation")), unsaved.name_of_new(request.GET)
    slot = Slot.objects.filter(pk=_number(request, "slot") or 0, post__isnull=True).first()
    suggestion = Suggestion.objects.filter(pk=_number(request, "suggestion") or 0).first()
    if suggestion:
        require(request.user, Act.PLAN)
    if request.method != "POST":
        start = _start(request, slot, suggestion, channels)
        first = forms.initial(start) | {"due": start.due_at}
        return _begin(request, PostForm(channels=channels, initial=first), name)
    if earlier := cache.get(_begun(request)):
        unsaved.keep(request.user, unsaved.name_of(unsaved.POST, earlier), request.POST)
        messages.info(request, "It was saved before. What you sent now is below, and not saved yet.")
        return redirect("posts:post", earlier)
    form = PostForm(request.POST, request.FILES, channels=channels)
    added = saving.new_pictures(request, form)
    if not form.is_valid():
        unsaved.keep(request.user, name, request.POST)
        return _begin(request, form, name, status=422)
    composition = form.composition(*((picture.pk, alt) for picture, alt in added))
    if suggestion and suggestion.picture_id:
        composition = composition.with_picture(suggestion.picture_id, suggestion.alt)
    occasion = Occasion.objects.filter(pk=_number(request, "occasion") or 0).first()
    post = posts.draft(composition=composition, by=request.user, slot=slot, suggestion=suggestion, occasion=occasion)
    saving.say_all_agreed(request, post, form, added)
    unsaved.forget(request.user, name)
    if request.POST.get("begun"):
        cache.set(_begun(request), post.pk, A_DAY)
    return redirect("posts:post", post.pk)


@login_required
@done_once
def post(request: DeskRequest, pk: int) -> HttpResponse:
    """One post: its checks, its approval panel, its words, and what became of it."""
    shown = visible_post(request, pk, Act.DRAFT if request.method == "POST" else Act.READ_MEASURES)
    if request.method != "POST":
        return composer.page(request, shown)
    try:
        saving.save(request, shown)
    except saving.NotSaved as refusal:
        return refusal.page
    return redirect("posts:post", pk)


@login_required
@require_POST
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """Checks and previews of what is in the form now; nothing is saved."""
    shown = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=shown.author_id == request.user.pk)
    form = PostForm(request.POST, post=shown, channels=composer.channels_of(shown))
    proposed = form.composition() if form.is_valid() else None
    name = unsaved.name_of(unsaved.POST, pk)
    if proposed and proposed.says_the_same_as(of_post(shown)):
        unsaved.forget(request.user, name)
    elif not unsaved.is_late(request.user, name, _number(request, "edition")):
        unsaved.keep(request.user, name, request.POST)
    return composer.looked_over(request, shown, proposed) if proposed else kept(request)


@login_required
@require_POST
@freshly_signed_in
def approval(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve exactly what was shown. It asks again who is there (S-60)."""
    return _decided(request, pk, Act.APPROVE, _approve)


@login_required
@require_POST
def approval_withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Take an approval back, while nothing was sent."""
    return _decided(request, pk, Act.APPROVE, _undo)


@login_required
@require_POST
def submission(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for approval."""
    return _decided(request, pk, Act.DRAFT, _submit)


@login_required
@require_POST
def sending_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a post back to its author, with what to change."""
    return _decided(request, pk, Act.APPROVE, _send_back)


def _decided(request: DeskRequest, pk: int, act: Act, decide: Callable[[DeskRequest, Post], str]) -> HttpResponse:
    shown = visible_post(request, pk, act)
    try:
        message = decide(request, shown)
    except saving.NotSaved as refusal:
        return refusal.page
    except NotAllowed as refusal:
        record(by=request.user, verb=Verb.REFUSED, clause=Citation("content.approved"), subject=shown, reason=str(refusal))
        raise
    except NotReady as refusal:
        return composer.page(request, shown, status=422, problems=refusal.problems)
    except AlreadyGoing as refusal:
        return composer.page(request, shown, status=409, problems=[Problem(str(refusal))])
    except Changed as refusal:
        changed = composer.changed_since(shown, _number(request, "edition"))
        return composer.page(request, shown, status=409, problems=[Problem(str(refusal))], changed=changed)
    messages.success(request, message)
    return redirect("posts:post", pk)


def _approve(request: DeskRequest, shown: Post) -> str:
    if saving.holds_form(request) and saving.save(request, shown):
        return "Your change is saved, and not approved yet. Look at it once more, then approve it."
    approvals.approve(post=shown, fingerprint=request.POST.get("fingerprint", ""), by=request.user)
    return _approved(shown)


def _undo(request: DeskRequest, shown: Post) -> str:
    undo(approval=_standing_approval(shown, request.user), by=request.user)
    return "The approval is undone. Nothing was sent."


def _send_back(request: DeskRequest, shown: Post) -> str:
    approvals.send_back(post=shown, reason=request.POST.get("reason", ""), by=request.user)
    return "Sent back to its author."


def _submit(request: DeskRequest, shown: Post) -> str:
    if saving.holds_form(request):
        saving.save(request, shown)
    approvals.submit(post=shown, by=request.user)
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
    if post.due_at is None or post.due_at - timezone.now() < PACE.undo:
        return f"Approved. It goes out in {int(PACE.undo.total_seconds())} seconds; until then you can undo it."
    return f"Approved. It goes out on {dated.written(post.due_at, '%A %-d %B at %H:%M')}."


def visible_post(request: DeskRequest, pk: int, act: Act = Act.READ_MEASURES) -> Post:
    """The post with everything its page shows, if this person may see it. ``act``: what they are about to do to it.

    Where there is none, whoever may not do that is refused as they would be of another's post.
    """
    post = whole_post(Viewer(request.user, timezone.now()), pk)
    if post:
        reading.note_in_force(post.in_force)
    own = post is not None and post.author_id == request.user.pk
    if not (ruling(request.user, Act.READ_MEASURES).allowed or ruling(request.user, Act.DRAFT, own=own).allowed):
        require(request.user, Act.READ_MEASURES)
    if post is None:
        require(request.user, act)
        raise Http404("There is no such post.")
    return post


def _begin(request: DeskRequest, form: PostForm, name: str, status: int = 200) -> HttpResponse:
    row = None if form.is_bound else unsaved.typed(request.user, name)
    if row:
        unsaved.back(form, row)
    channels = [str(tick.channel) for tick in form.channel_ticks if tick.checked]
    when = form.moments.get("when") if form.is_bound and hasattr(form, "moments") else None
    due = moments.utc(when) if when else form.initial.get("due")
    goes_to = share_words.joined(channels) if channels else ""
    context = {
        "room": "calendar",
        "form": form,
        "form_name": name,
        "typed": row,
        "begun": request.POST.get("begun", "") or secrets.token_hex(8),
        "save_at": request.get_full_path(),
        "look_at": reverse("posts:typing", args=[name]),
        "bar": Bar("Would go to", goes_to, due, "", "Nothing goes out before it is approved."),
    }
    return render(request, "posts/new.html", context, status=status)


def _begun(request: DeskRequest) -> str:
    """Where it is noted which post this page began: "Back" and then "Save" begins no second one."""
    return f"begun:{request.user.pk}:{request.POST.get('begun', '')[:40]}" if request.POST.get("begun") else "begun-by-no-page"


def is_saved_already(request: DeskRequest) -> bool:
    """Whether the page that this was typed on has begun its post: what comes in late is in it."""
    return cache.get(_begun(request)) is not None


def kept(request: DeskRequest) -> HttpResponse:
    """When what is typed was kept, beside the headline of the page."""
    return render(request, "posts/kept.html", {"oob": True, "typed_at": timezone.now()})


def _start(request: DeskRequest, slot: Slot | None, suggestion: Suggestion | None, channels: list[Channel]) -> Composition:
    if suggestion:
        start = of_suggestion(suggestion, [channel.pk for channel in channels])
        return start.on(slot.day) if slot else start
    if slot:
        return Composition(title=slot.note, share=slot.share).on(slot.day)
    occasion = Occasion.objects.filter(pk=_number(request, "occasion") or 0).first()
    if occasion:
        day = occasion.on(timezone.localdate().year)
        share = counts_as(occasion, reading.shares())
        return Composition(occasion.title, share, purpose="external_factors", credit=occasion.body).on(_day(request) or day)
    start, asked = Composition(title="", share=""), _day(request)
    return start.on(asked) if asked else start


def _number(request: DeskRequest, name: str) -> int | None:
    return whole_number(request.POST.get(name) or request.GET.get(name) or "")


def _day(request: DeskRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day.year in YEARS else None
