"""What news by e-mail holds about its readers."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds

from .sending import ADDRESS_STAYS, CONFIRMED_WITHIN

holds(
    Holding(
        whose="If you get our news by e-mail",
        what="Your address, which list, how it should look and in which language, what you agreed to and when, and to which "
        "letters of ours it was written. Not whether you opened one or pressed a link: our letters hold no picture and count "
        "nothing.",
        why="So that you get the news you asked for, and we can show that you did.",
        how_long=f"The address, {ADDRESS_STAYS.days} days after you stop it, or {CONFIRMED_WITHIN.days} days if you do not "
        "confirm it. Then a digest stays, which nobody can write to, so that you are not put on a list again.",
        columns=(
            "newsletter.NewsSubscription.email",
            "newsletter.NewsSubscription.digest",
            "newsletter.NewsSubscription.basis_words",
            "newsletter.NewsSubscription.token",
            "newsletter.NewsSubscription.mailing_list",
            "newsletter.NewsSubscription.language",
        ),
    ),
)
