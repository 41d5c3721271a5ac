"""Translations at the desk: the list, one text in one language, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.people.carrying_out import carried_out
from steamie.people.finding import sought
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.segments import carried_over
from steamie.rules.written_languages import languages
from steamie.translations import actions, carriers, public, sources
from steamie.translations.actions import Incoming
from steamie.translations.forms import (
    CheckingForm,
    OfferForm,
    TakingDownForm,
    TranslationApprovalForm,
    TranslationFileForm,
    TranslationWordsForm,
)
from steamie.translations.listing import ListedTranslation, columns, listed
from steamie.translations.models import OfferedLanguage, Translation
from steamie.translations.sources import TranslatedText
from steamie.translations.warnings import warnings


@login_required
@require_safe
def translations(request: DeskRequest) -> HttpResponse:
    """Everything that can be translated, in one language at a time."""
    require(request.user, Act.READ_MEASURES)
    return _list(request, OfferForm())


def _list(request: DeskRequest, form: OfferForm) -> HttpResponse:
    every = columns(timezone.now())
    chosen = next((column for column in every if column.language.tag == request.GET.get("language")), every[0] if every else None)
    context = {
        "room": "website",
        "columns": every,
        "chosen": chosen,
        "form": form,
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
    }
    return render(request, "translations/desk_list.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@done_once
def offer(request: DeskRequest) -> HttpResponse:
    """Offer a language."""
    require(request.user, Act.EDIT_WEBSITE)
    form = OfferForm(request.POST)
    if not carried_out(form, lambda data: actions.offer_language(**data, by=request.user)):
        return _list(request, form)
    tag = form.cleaned_data["tag"]
    messages.success(request, f"{languages()[tag].name} is offered. Bring in the policy first, then the words around it.")
    return redirect(f"{reverse('translations_desk:translations')}?language={tag}")


@login_required
@require_POST
@done_once
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Offer a language no longer."""
    row = sought(request.user, Act.EDIT_WEBSITE, OfferedLanguage.objects.all(), pk=pk)
    actions.end_language(language=row, by=request.user)
    messages.success(request, f"{row.language.name} is not offered any more. Its translations are kept.")
    return redirect("translations_desk:translations")


@login_required
@require_safe
def translation(request: DeskRequest, text: str, tag: str) -> HttpResponse:
    """One text in one language: what the public reads, what waits, and what can be done."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, _text(text), tag)


def _text(name: str) -> TranslatedText:
    text = sources.named(name)
    if text is None:
        raise Http404("There is no such text here.")
    return text


def _page(request: DeskRequest, text: TranslatedText, tag: str, **tried: Form) -> HttpResponse:
    row = listed(text, tag)
    begun = row.waiting or row.checked
    context = {
        "room": "website",
        "row": row,
        "text": text,
        "tag": tag,
        "kinds": carriers.KINDS,
        "address": public.address_in(tag, text.address) if row.checked and text.address else "",
        "words_form": TranslationWordsForm(text=text, language=row.language, initial=_so_far(row)),
        "file_form": TranslationFileForm(prefix="file"),
        "checking_form": CheckingForm(prefix="checking", initial={"checker": begun.checker if begun else ""}),
        "approval_form": TranslationApprovalForm(prefix="approval", initial={"checker": begun.checker if begun else ""}),
        "removal_form": TakingDownForm(prefix="removal"),
        "warnings": warnings(row.waiting) if row.waiting else [],
        "edits": ruling(request.user, Act.EDIT_WEBSITE).allowed,
        "approves": row.waiting
        and ruling(request.user, Act.APPROVE, own=row.waiting.brought_in_by_id == request.user.pk).allowed,
        "is_own": row.waiting is not None and row.waiting.brought_in_by_id == request.user.pk,
        **tried,
    }
    return render(request, "translations/desk_translation.html", context, status=422 if tried else 200)


def _so_far(row: ListedTranslation) -> dict[str, Any]:
    """What is translated already, part by part: also where the English of other parts has changed since."""
    begun = row.waiting or row.checked
    words = carried_over(begun.segments, begun.words, row.text.segments) if begun else [""] * len(row.text.segments)
    initial: dict[str, Any] = {f"part_{number}": part for number, part in enumerate(words)}
    return initial | {"digest": row.text.digest, "translator": begun.translator if begun else ""}


@login_required
@require_POST
@done_once
def words(request: DeskRequest, text: str, tag: str) -> HttpResponse:
    """Bring in what was typed or pasted, part by part."""
    require(request.user, Act.EDIT_WEBSITE)
    source = _text(text)
    form = TranslationWordsForm(request.POST, text=source, language=languages()[tag])

    def act(data: dict[str, Any]) -> object:
        parts = form.words() if data["digest"] == source.digest else []
        incoming = Incoming(parts, data["translator"], data["by_machine"])
        return actions.bring_in(text=source, tag=tag, incoming=incoming, by=request.user)

    return _brought_in(request, source, tag, carried_out(form, act), words_form=form)


@login_required
@require_POST
@done_once
def file(request: DeskRequest, text: str, tag: str) -> HttpResponse:
    """Bring in a file that came back from a translator."""
    require(request.user, Act.EDIT_WEBSITE)
    source, form = _text(text), TranslationFileForm(request.POST, request.FILES, prefix="file")

    def act(data: dict[str, Any]) -> object:
        upload = data["file"]
        parts = carriers.read(upload.name, upload.read(), text=source, language=languages()[tag])
        incoming = Incoming(parts, data["translator"], data["by_machine"])
        return actions.bring_in(text=source, tag=tag, incoming=incoming, by=request.user)

    return _brought_in(request, source, tag, carried_out(form, act), file_form=form)


def _brought_in(request: DeskRequest, text: TranslatedText, tag: str, done: bool, **tried: Form) -> HttpResponse:
    if not done:
        return _page(request, text, tag, **tried)
    messages.success(request, "Kept as a draft. The public sees it once it is checked and somebody else approves it.")
    return redirect("translations_desk:translation", text.name, tag)


@login_required
@require_safe
def download(request: DeskRequest, text: str, tag: str, ending: str) -> HttpResponse:
    """The text as a file for a translator, with what is translated already."""
    require(request.user, Act.EDIT_WEBSITE)
    source, kind = _text(text), carriers.KINDS.get(ending)
    if kind is None:
        raise Http404("There is no such kind of file.")
    row = listed(source, tag)
    begun = row.waiting or row.checked
    parts = carried_over(begun.segments, begun.words, source.segments) if begun else [""] * len(source.segments)
    answer = HttpResponse(kind.write(source, languages()[tag], parts), content_type=kind.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{source.name} {tag}.{ending}"'
    return answer


@login_required
@require_POST
@done_once
def checking(request: DeskRequest, pk: int) -> HttpResponse:
    """Note who checks a draft, and until when."""
    form = CheckingForm(request.POST, prefix="checking")
    return _done(
        request,
        pk,
        Act.EDIT_WEBSITE,
        form,
        actions.send_for_checking,
        "The public reads that it is being checked.",
        "checking_form",
    )


@login_required
@require_POST
@done_once
def approval(request: DeskRequest, pk: int) -> HttpResponse:
    """Show it to the public."""
    form = TranslationApprovalForm(request.POST, prefix="approval")

    def act(*, read_whole: bool, **named: Any) -> object:
        return actions.approve(**named)

    return _done(request, pk, Act.APPROVE, form, act, "It is on the website.", "approval_form")


@login_required
@require_POST
@done_once
def removal(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it off the website, or put a draft away."""
    form = TakingDownForm(request.POST, prefix="removal")
    return _done(request, pk, Act.EDIT_WEBSITE, form, actions.take_down, "It is put away, and kept.", "removal_form")


def _done(request: DeskRequest, pk: int, act: Act, form: Form, do: Callable[..., object], done: str, name: str) -> HttpResponse:
    """Do something with a translation, and go back to its page."""

    def is_own(row: Translation) -> bool:
        return row.brought_in_by_id == request.user.pk

    row = sought(request.user, act, Translation.objects.standing(), pk=pk, own=is_own)
    if not carried_out(form, lambda data: do(translation=row, **data, by=request.user)):
        text = sources.one(row.kind, row.key)
        if text is not None:
            return _page(request, text, row.language, **{name: form})
        messages.error(request, "What it translates is not on the website any more.")
        return redirect("translations_desk:translations")
    messages.success(request, done)
    if sources.one(row.kind, row.key) is None:
        return redirect("translations_desk:translations")
    return redirect("translations_desk:translation", f"{row.kind}-{row.key}", row.language)
