"""What pictures hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds, span

from .uploads import STAYS

holds(
    Holding(
        whose="If you send us a picture",
        what="The picture, drawn anew: where and with which phone it was taken is gone.",
        why="So that we can see what you mean, or show it with a post if you agreed.",
        how_long=NO_END,
        columns=("files.Picture.file",),
    ),
    Holding(
        whose="If you send us a picture",
        what="The picture and its name while your form is being filled in.",
        why="So that a mistake in the form does not cost you the picture.",
        how_long=f"{span(STAYS)[:1].upper()}{span(STAYS)[1:]} at most.",
        columns=("files.Upload.name", "files.Upload.content"),
    ),
)
