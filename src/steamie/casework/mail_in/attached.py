"""What was attached to a letter: pictures are cleaned and kept, and of all else it is said why it is not kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from steamie.evidence.actors import LETTERS
from steamie.files.actions import keep_cleaned
from steamie.files.models import Picture
from steamie.files.pictures import CleanPicture, PictureRefused, clean
from steamie.files.pictures.turns import NoTurn
from steamie.letters.mime.bodies import Attachment

MOST_PICTURES = 10  # of one letter
MUCH = 30  # sentences about what is not kept
PACKAGE = "Outlook packed it so that only Outlook opens it. Ask them to send it again as an ordinary file."


@dataclass(frozen=True, slots=True)
class Attached:
    """Pictures ready to be kept, and a sentence about each other thing."""

    pictures: tuple[CleanPicture, ...] = ()
    not_kept: tuple[str, ...] = ()


def looked_at(attachments: Sequence[Attachment]) -> Attached:
    """Look at each thing, with limits before the cost."""
    pictures: list[CleanPicture] = []
    not_kept: list[str] = []
    for one in attachments:
        try:
            pictures.append(_cleaned(one, len(pictures)))
        except (PictureRefused, NoTurn) as problem:
            reason = " ".join(problem.messages) if isinstance(problem, PictureRefused) else "It could not be looked at in time."
            not_kept.append(f"{one.name}: {reason}")
    more = len(not_kept) - MUCH
    return Attached(tuple(pictures), (*not_kept[:MUCH], *([f"And {more} more."] if more > 0 else [])))


def _cleaned(one: Attachment, already: int) -> CleanPicture:
    if reason := _why_not(one, already):
        raise PictureRefused(reason)
    return clean(BytesIO(one.content))


def _why_not(one: Attachment, already: int) -> str:
    """Why it is not even tried."""
    if one.name.lower() == "winmail.dat" or one.kind == "application/ms-tnef":
        return PACKAGE
    if not one.content:
        return "It is empty."
    if one.of_layout:
        return "A small picture that belongs to the look of the letter."
    if not one.kind.startswith("image/") and one.kind != "application/octet-stream":
        return "It is no picture. It is in the letter as it came."
    return f"More than {MOST_PICTURES} pictures came. It is in the letter as it came." if already >= MOST_PICTURES else ""


def kept(attached: Attached) -> list[Picture]:
    """Keep the pictures. Whom they show, and whether they agreed, nobody asked."""
    return [keep_cleaned(picture=one, shows_people=False, consent=False, by=LETTERS) for one in attached.pictures]
