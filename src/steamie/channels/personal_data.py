"""What channels hold about people: keys to accounts, sealed."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds

holds(
    Holding(
        whose="If you work here",
        what="The key to an account that you connected, sealed.",
        why="So that posts go out.",
        how_long="Until the account is taken off.",
        columns=("channels.Channel.sealed", "channels.Channel.remote_name"),
        of_the_public=False,
    )
)
holds(
    Holding(
        whose="If you work here",
        what="Your name as a channel lists whoever may administer an account, once a month.",
        why="So that nobody who left can post for us.",
        how_long="Two years.",
        columns=("channels.AccessComparison.names", "channels.AccessComparison.strangers"),
        of_the_public=False,
    )
)
