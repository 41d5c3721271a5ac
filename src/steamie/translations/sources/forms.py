"""The words of our public forms: their pages, questions and choices, what is said of a slip, and the thanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator

from steamie.casework.kinds import all_kinds
from steamie.casework.models.cases import Outcome
from steamie.portal.actions.wishes import NOTICE_WORDS
from steamie.rules.phrases import DOTS, has_words
from steamie.rules.segments import TextPart
from steamie.services import numbers
from steamie.services.damp_data import damp_data
from steamie.services.enquiries import choices
from steamie.services.fixing import SAID
from steamie.services.forms import VisitorForm
from steamie.services.problems import places, problems
from steamie.translations.page_words import runs, soup_of
from steamie.translations.sources import TextKind, TranslatedText, translated
from steamie.translations.sources.form_pages import ANSWERED, FORMS, NEXT, PROMISED, STEPS, FormPages
from steamie.translations.sources.form_routes import ROUTES, form_at
from steamie.translations.sources.template_words import drawn

FORM, SHARED = "form", "shared"


def _data(key: str) -> list[str]:
    """Words of the landlord's own tables that stand on the pages of a form; figures in them are filled in."""
    if key == "repair":
        damp, today = damp_data(), timezone.localdate()
        labels = [*(place.label for place in places().values()), *(problem.label for problem in problems().values())]
        times = [problem.promise(today) for problem in problems().values()]
        law = [words for problem in problems().values() for pair in problem.promises(today) for words in pair]
        sizes = [label for _, label in (*damp.sizes, *damp.at_risk)]
        return [*labels, *map(_with_dots, (*times, *law)), *PROMISED, *ANSWERED, *sizes, *_calls(numbers.emergency())]
    if key == "contact":
        offered = choices().values()
        times = [_with_dots(choice.promise(timezone.localdate())) for choice in offered]
        return [*(choice.label for choice in offered), *times, *_calls(numbers.private())]
    becomes = [*(kind.label for kind in all_kinds().values()), *NEXT, *STEPS, *SAID.values(), *Outcome.labels]
    return {"follow": becomes, "account": [*becomes, NOTICE_WORDS]}.get(key, [])


def _calls(rows: list[numbers.Number]) -> list[str]:
    return [row.get(part, "") for row in rows for part in ("who", "how", "short")]


def _with_dots(words: str) -> str:
    return re.sub(r"\d+", DOTS, words)


def _of_page(template: str) -> Iterator[TextPart]:
    """What a page says, every branch of it, and the names that only screen readers speak."""
    for html in drawn(template):
        page = soup_of(html)
        yield from (TextPart("p", run.text) for run in runs(page))
        yield from (TextPart("p", " ".join(str(tag["aria-label"]).split())) for tag in page.select("[aria-label]"))


def _question(name: str, field: forms.Field) -> Iterator[TextPart]:
    """A question as people see it: its words, what helps to answer it, what there is to choose from, what is said of a slip."""
    if name in VisitorForm.base_fields or field.widget.is_hidden:
        return
    if field.label:
        yield TextPart("h3", str(field.label))
    if field.help_text:
        yield TextPart("p", str(field.help_text))
    if name != "language" and not _changes(field):  # languages stand in their own words
        yield from _choices(field)
    yield from (TextPart("p", str(words)) for words in field.error_messages.values() if "%" not in str(words))


def _changes(field: forms.Field) -> bool:
    """Whether its choices are asked for each time, as of groups that the strategy in force names."""
    return isinstance(getattr(field, "choices", None), CallableChoiceIterator)


def _choices(field: forms.Field) -> Iterator[TextPart]:
    if isinstance(field, forms.ChoiceField):
        offered: Iterable[tuple[Any, Any]] = field.widget.choices  # as drawn: a list, whoever made it
        yield from (TextPart("ul", str(label)) for value, label in offered if value)


def _slips(form: type[forms.Form]) -> Iterator[TextPart]:
    """What a form says of answers that do not go together, or once it is sent."""
    yield from (TextPart("p", words) for words in getattr(form, "slips", ()))


def _every_part() -> dict[str, tuple[TextPart, ...]]:
    """The parts of each form, with what the landlord's lists say today."""
    return _put_together(tuple((key, tuple(_data(key))) for key in FORMS))


@lru_cache(maxsize=4)
def _put_together(data: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[TextPart, ...]]:
    """The parts of each form. What several forms say is a text of its own: it is translated once."""
    parts = {key: _once((*_drawn_parts(key), *(TextPart("p", words) for words in listed))) for key, listed in data}
    several = Counter(part.text for one in parts.values() for part in one)
    shared = _once(part for one in parts.values() for part in one if several[part.text] > 1)
    own = {key: tuple(part for part in one if several[part.text] == 1) for key, one in parts.items()}
    return own | {SHARED: shared}


@cache
def _drawn_parts(key: str) -> tuple[TextPart, ...]:
    """What the templates and forms say; they do not change while the house runs."""
    return tuple(_parts(FORMS[key]))


def _parts(pages: FormPages) -> Iterator[TextPart]:
    fields = chain.from_iterable(form.base_fields.items() for form in pages.forms)
    yield from chain.from_iterable(_of_page(template) for template in pages.templates)
    yield from chain.from_iterable(_question(name, field) for name, field in fields)
    yield from chain.from_iterable(_slips(form) for form in pages.forms)


def _once(parts: Iterable[TextPart]) -> tuple[TextPart, ...]:
    """Each sentence once, without those that are nothing but what a page fills in."""
    first: dict[str, TextPart] = {}
    for part in parts:
        if has_words(part.text) and part.text.strip(DOTS):
            first.setdefault(part.text, part)
    return tuple(first.values())


def _text(key: str) -> TranslatedText:
    if key == SHARED:
        return TranslatedText(FORM, SHARED, "On several forms", (TextPart("title", "On several forms"), *_every_part()[SHARED]))
    pages = FORMS[key]
    changing = [field for form in pages.forms for field in form.base_fields.values() if _changes(field)]
    own = (part for part in _every_part()[key] if part.text != pages.title)
    parts = (*own, *chain.from_iterable(map(_choices, changing)))
    return TranslatedText(FORM, key, pages.title, (TextPart("title", pages.title), *parts), reverse(ROUTES[key][0]))


def _every() -> Iterator[TranslatedText]:
    return (_text(key) for key in (*FORMS, SHARED))


def _one(key: str) -> TranslatedText | None:
    return _text(key) if key in FORMS or key == SHARED else None


def _at(path: str) -> TranslatedText | None:
    key = form_at(path)
    return _text(key) if key else None


translated(TextKind(4, FORM, "Forms", _every, _one, _at))
