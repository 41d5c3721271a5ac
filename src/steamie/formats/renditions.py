"""The formats of this room, as the register of the website lists them: large print, read aloud, and what people made for us."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from steamie.website.other_formats import Context, FormatKind, Freshness, OtherFormat, other_formats

from .models import SuppliedFormat
from .pages import address_of, has_formats, words_of
from .speaking import is_installed


@other_formats
def made_from_the_words(path: str, context: Context | None) -> Iterator[OtherFormat]:
    """What is made from the words as they are: it cannot be older than they are."""
    if not has_formats(path):
        return
    on_screen, on_paper = large_print_of(path)
    yield OtherFormat(FormatKind.LARGE_PRINT, "Large print", on_screen)
    yield OtherFormat(FormatKind.LARGE_PRINT, "Large print to keep (PDF)", on_paper)
    if is_installed():
        yield OtherFormat(FormatKind.AUDIO, "Listen", address_of("listen", path))


@other_formats
def made_by_people(path: str, context: Context | None) -> Iterator[OtherFormat]:
    """What people made, and whether the words have changed since."""
    rows = list(SuppliedFormat.objects.of(path))
    words = words_of(path) if rows else None
    for row in rows:
        label = row.get_format_display()
        if words is None or words.digest == row.digest:
            note = f"Made by {row.made_by}"
            yield OtherFormat(FormatKind.SUPPLIED, label, row.address, Freshness.CURRENT, note)
        else:
            note = "An older version. The words have changed since."
            yield OtherFormat(FormatKind.SUPPLIED, label, row.address, Freshness.OLDER, note)


def large_print_of(path: str) -> tuple[str, str]:
    """Where a page's large print is, on the screen and as a PDF. The policy has its own."""
    if path == reverse("policy:page"):
        return reverse("policy:large"), reverse("policy:pdf")
    return address_of("large", path), address_of("pdf", path)
