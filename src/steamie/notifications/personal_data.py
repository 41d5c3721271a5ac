"""What notifications hold about people of the desk."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds

from .writing import STAYS

holds(
    Holding(
        whose="If you work here",
        what="About what the desk writes you by e-mail, and when.",
        why="So that you get those you wish for and no others.",
        how_long=f"What you chose, for good; what you were written, {STAYS.days} days.",
        columns=("notifications.NotificationChoice.*", "notifications.Notification.words"),
        of_the_public=False,
    ),
)
