"""Saving what the form of a post holds, for every button that belongs to it: no press loses what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from steamie.content.posts import unsaved
from steamie.content.posts.actions import posts
from steamie.content.posts.actions.people_shown import say_who_is_shown
from steamie.content.posts.composition import Composition
from steamie.content.posts.cropping import cut
from steamie.content.posts.forms.posts import PostForm
from steamie.content.posts.models import Post, Recognised
from steamie.content.posts.refusals import AlreadyGoing
from steamie.files.actions import keep_cleaned
from steamie.files.models import Picture
from steamie.files.pictures.verifying import PictureAltered
from steamie.people.permissions import require
from steamie.people.refusals import Changed, Problem
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import composer


class NotSaved(Exception):
    """What was typed could not be saved; ``page`` shows it, with why."""

    def __init__(self, page: HttpResponse) -> None:
        super().__init__()
        self.page = page


def holds_form(request: DeskRequest) -> bool:
    """Whether the request carries the form of a post, and not only a decision about it."""
    return "title" in request.POST


def save(request: DeskRequest, shown: Post, change: Callable[[Composition], Composition] | None = None) -> bool:
    """Save the form; whether anything that goes out is different now. Raises ``NotSaved`` with the page to answer with.

    ``change``: what a button does to the words on top of what was typed.
    """
    require(request.user, Act.DRAFT, own=shown.author_id == request.user.pk)
    name = unsaved.name_of(unsaved.POST, shown.pk)
    unsaved.keep(request.user, name, request.POST)
    form = PostForm(request.POST, request.FILES, post=shown, channels=composer.channels_of(shown))
    added = new_pictures(request, form)
    if not form.is_valid():
        raise NotSaved(composer.page(request, shown, form=form, status=422))
    composition = form.composition(*((picture.pk, alt) for picture, alt in added))
    composition = change(composition) if change else composition
    try:
        edited = posts.edit(post=shown, composition=composition, by=request.user, edition=form.cleaned_data["edition"])
    except AlreadyGoing as refusal:
        raise NotSaved(composer.page(request, shown, form=form, status=409, problems=[Problem(str(refusal))])) from refusal
    except Changed as refusal:
        raise NotSaved(_look_again(request, shown, form, str(refusal))) from refusal
    say_all_agreed(request, shown, form, added)
    if edited.edition == shown.edition:
        unsaved.forget(request.user, name)
        return False
    unsaved.saved(request.user, name, form.cleaned_data["edition"])
    return True


def _look_again(request: DeskRequest, shown: Post, form: PostForm, message: str) -> HttpResponse:
    """What was typed, beside the post as another left it. Saved once more, it takes the place of that."""
    changed = composer.changed_since(shown, form.cleaned_data["edition"])
    data = request.POST.copy()
    data["edition"] = str(shown.edition)
    form.data = data
    return composer.page(request, shown, form=form, status=409, problems=[Problem(message)], changed=changed)


def say_all_agreed(request: DeskRequest, post: Post, form: PostForm, added: Sequence[tuple[Picture, str]]) -> None:
    """Whoever ticked that everyone shown has agreed, when they uploaded the picture, has said so of this post."""
    if form.cleaned_data.get("picture") and (picture := added[-1][0]).shows_people and picture.consent:
        say_who_is_shown(post=post, picture=picture, answer=Recognised.AGREED, by=request.user)


def new_pictures(request: DeskRequest, form: PostForm) -> list[tuple[Picture, str]]:
    """The pictures that the form adds, each with its description: one out of ours, cut as asked, and one uploaded."""
    if not form.is_valid():
        return []
    added = []
    try:
        if use := form.from_library:
            shape = form.cleaned_data["crop"]
            added.append((cut(use.picture, shape, by=request.user) if shape else use.picture, use.alt))
        if form.cleaned_data.get("picture"):
            added.append((_upload(request, form.cleaned_data), form.cleaned_data["picture_alt"]))
    except ValidationError as error:
        form.add_error("picture", error)
    except PictureAltered:
        form.add_error("library", "The file of that picture is not as we kept it. Choose another one.")
    return added


def _upload(request: DeskRequest, fields: dict[str, Any]) -> Picture:
    """Keep the uploaded picture. Raises ValidationError when it cannot be used."""
    consent = {"shows_people": fields["shows_people"], "consent": fields["consent"]}
    picture = keep_cleaned(picture=fields["picture"], by=request.user, **consent)
    for sentence in picture.sentences:
        messages.info(request, f"Your picture: {sentence[0].lower()}{sentence[1:]}")
    return picture
