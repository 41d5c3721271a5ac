"""Writes: offering a language, bringing a translation in, having it checked, approving it, taking it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.rules.segments import LONGEST
from steamie.rules.written_languages import WrittenLanguage, languages, not_in, plain

from . import sources
from .clauses import POLICY_TRANSLATED
from .models import OfferedLanguage, Translation
from .sources import TranslatedText
from .verbs import Verb


@dataclass(frozen=True, slots=True)
class Incoming:
    """A translation as it comes in: part by part, who made it, and whether that was a machine."""

    words: Sequence[str]
    translator: str
    by_machine: bool = False


@action()
def offer_language(*, tag: str, asked_for: str, by: Person, at: datetime | None = None) -> OfferedLanguage:
    """Offer a language from now on. Raises ``NotReady`` for one that is not written, or is offered already."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if tag not in languages():
        raise NotReady([Problem("Choose a language from the list.", "tag")])
    if OfferedLanguage.objects.filter(tag=tag, ended_at__isnull=True).exists():
        raise NotReady([Problem(f"{languages()[tag].name} is offered already.", "tag")])
    row = OfferedLanguage.objects.create(tag=tag, since=moment, by=by, asked_for=asked_for)
    record(by=by, verb=Verb.OFFER_A_LANGUAGE, clause=POLICY_TRANSLATED, subject=row, facts={"language": tag}, at=moment)
    return row


@action(none="it had ended already")
def end_language(*, language: OfferedLanguage, by: Person, at: datetime | None = None) -> None:
    """Offer a language no longer: its pages lead to the English. The translations are kept."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    if OfferedLanguage.objects.filter(pk=language.pk, ended_at__isnull=True).update(ended_at=moment):
        facts = {"language": language.tag}
        record(by=by, verb=Verb.END_A_LANGUAGE, clause=POLICY_TRANSLATED, subject=language, facts=facts, at=moment)


@action()
def bring_in(*, text: TranslatedText, tag: str, incoming: Incoming, by: Person, at: datetime | None = None) -> Translation:
    """Keep a translation as a draft, in place of an earlier draft. The public sees nothing of it."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    words = [plain(part) for part in incoming.words]
    if problems := list(_problems(text, languages()[tag], words)):
        raise NotReady(problems)
    Translation.objects.of(text.kind, text.key).waiting().filter(language=tag).update(replaced_at=moment)
    row = Translation.objects.create(
        kind=text.kind,
        key=text.key,
        language=tag,
        digest=text.digest,
        source=[segment.data() for segment in text.segments],
        words=words,
        translator=incoming.translator.strip(),
        by_machine=incoming.by_machine,
        brought_in_at=moment,
        brought_in_by=by,
    )
    facts = {"language": tag, "of": text.name, "parts": row.parts_done, "by machine": incoming.by_machine}
    record(by=by, verb=Verb.BRING_IN_A_TRANSLATION, clause=POLICY_TRANSLATED, subject=row, facts=facts, at=moment)
    return row


def _problems(text: TranslatedText, language: WrittenLanguage, words: Sequence[str]) -> list[Problem]:
    if len(words) != len(text.segments):
        return [Problem("The English has changed while you wrote. Your words are below: put them beside the new parts.")]
    if not any(words):
        return [Problem("There are no words in it yet.", "file")]
    if too_long := next((number for number, part in enumerate(words) if len(part) > LONGEST), None):
        return [Problem(f"This part has more than {LONGEST:,} characters.", f"part_{too_long}")]
    wrong = not_in(language, words)
    return [Problem(wrong)] if wrong else []


@action()
def send_for_checking(
    *, translation: Translation, checker: str, ready_on: date, by: Person, at: datetime | None = None
) -> Translation:
    """Note who reads a draft, and when they will be done: the public is told that it is being checked."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    row = _waiting(translation)
    if ready_on < timezone.localdate(moment):
        raise NotReady([Problem("That day is over. Choose the day it will be ready.", "ready_on")])
    row.checker, row.ready_on, row.being_checked_since = checker.strip(), ready_on, moment
    row.save(update_fields=["checker", "ready_on", "being_checked_since"])
    facts = {"language": row.language, "ready on": ready_on.isoformat()}
    record(by=by, verb=Verb.SEND_FOR_CHECKING, clause=POLICY_TRANSLATED, subject=row, facts=facts, at=moment)
    return row


@action()
def approve(*, translation: Translation, checker: str, by: Person, at: datetime | None = None) -> Translation:
    """Show a translation to the public: whole, of the English as it is, read by somebody who knows the language.

    Two persons: whoever brought it in does not approve it. Raises ``NotReady``.
    """
    require(by, Act.APPROVE, own=translation.brought_in_by_id == by.pk)
    moment = at or timezone.now()
    row = _waiting(translation)
    if problems := list(_against(row, checker, by)):
        raise NotReady(problems)
    same = Translation.objects.of(row.kind, row.key).checked().filter(language=row.language)
    same.update(replaced_at=moment)
    row.checker, row.checked_at, row.checked_by = checker.strip(), moment, by
    row.save(update_fields=["checker", "checked_at", "checked_by"])
    facts = {"language": row.language, "of": f"{row.kind}-{row.key}", "by machine": row.by_machine}
    record(by=by, verb=Verb.APPROVE_A_TRANSLATION, clause=POLICY_TRANSLATED, subject=row, facts=facts, at=moment)
    return row


def _against(row: Translation, checker: str, by: Person) -> list[Problem]:
    """What keeps a draft from the public."""
    text = sources.one(row.kind, row.key)
    if text is None:
        return [Problem("What it translates is not on the website any more.")]
    problems = []
    if row.brought_in_by_id == by.pk:
        problems.append(Problem("You brought it in. Somebody else approves it."))
    if not row.is_whole:
        problems.append(Problem(f"{len(row.words) - row.parts_done} of {len(row.words)} parts are not translated yet."))
    if row.digest != text.digest:
        problems.append(Problem("The English has changed since. Bring in the parts that are new, then approve it."))
    if row.by_machine and _same(checker, row.translator):
        problems.append(Problem("A person reads what a machine wrote. Write who that was.", "checker"))
    return problems


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


@action(none="it was down already")
def take_down(*, translation: Translation, reason: str, by: Person, at: datetime | None = None) -> None:
    """Take a translation off the website, or put a draft away. It is kept."""
    require(by, Act.EDIT_WEBSITE)
    moment = at or timezone.now()
    rows = Translation.objects.filter(pk=translation.pk, taken_down_at__isnull=True)
    if rows.update(taken_down_at=moment, taken_down_because=reason):
        facts = {"language": translation.language, "of": f"{translation.kind}-{translation.key}"}
        record(by=by, verb=Verb.TAKE_DOWN_A_TRANSLATION, clause=POLICY_TRANSLATED, subject=translation, facts=facts, at=moment)


def _waiting(translation: Translation) -> Translation:
    """The draft, held while it is changed. Raises ``NotReady`` where somebody was quicker."""
    row = Translation.objects.waiting().select_for_update(no_key=True).filter(pk=translation.pk).first()
    if row is None:
        raise NotReady([Problem("Somebody has brought in a later one, or approved or put away this one. Look again.")])
    return row
