"""What the first page and the set-up hold about people."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you work here",
        what="The address to which a letter was sent to try the mail server.",
        why="So that we know that letters arrive.",
        how_long=NO_END,
        columns=("desk.MailTest.address",),
        of_the_public=False,
    )
)
