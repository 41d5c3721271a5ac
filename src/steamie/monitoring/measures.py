"""What we measure, as data: each with its words, where it comes from, and the field that gives it (S-54, S-55, S-56, S-77)."""

from __future__ import annotations

from dataclasses import dataclass

OUR_WEBSITE = "our website"
BY_HAND = "entered by hand"
STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted. Every figure is a total up to the day it was read, never the day's own share."""

    code: str
    label: str
    definition: str
    source: str
    field: str
    version: str
    of_a_post: bool = True


MEASURES = {
    measure.code: measure
    for measure in (
        Measure(
            "likes",
            "Likes",
            "People who reacted to the post in any way, not only with a like, up to the day of reading.",
            "Facebook",
            "reactions.limit(0).summary(true): total_count",
            "Graph v26.0",
        ),
        Measure(
            "shares",
            "Shares",
            "Times the post was shared on Facebook, up to the day of reading. Private shares may be left out.",
            "Facebook",
            "shares: count; left out by Facebook when nobody has shared",
            "Graph v26.0",
        ),
        Measure(
            "comments",
            "Comments",
            "Comments under the post, up to the day of reading, our own included.",
            "Facebook",
            "comments.limit(0).summary(true): total_count",
            "Graph v26.0",
        ),
        Measure(
            "followers",
            "Followers",
            "People and pages that follow our Page on the day of reading.",
            "Facebook",
            "followers_count",
            "Graph v26.0",
            of_a_post=False,
        ),
        Measure(
            "visits",
            "Visits",
            "Times the post's own short link was followed, up to the day. Robots, previews, repeats within half an hour and "
            "signed-in staff are left out. No cookie is set.",
            OUR_WEBSITE,
            "each following of /go/<code>/",
            "our own rule",
        ),
    )
}
OF_A_POST = tuple(code for code, measure in MEASURES.items() if measure.of_a_post)
FROM_THE_CHANNEL = ("likes", "shares", "comments")
DAYS_READ = 90  # a post's figures are read for this long
