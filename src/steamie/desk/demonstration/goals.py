"""What the posts of the invented year serve: three invented aims of a business plan, and the objectives of the strategy."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.objectives import actions
from steamie.objectives.figures import sent_between
from steamie.objectives.goals import goals

from .posts import Desk
from .year import lately

AIMS = (
    "Keep rents affordable, and homes warm and dry",
    "Listen to tenants, and act on what they say",
    "Help our neighbourhood to thrive",
)
SAID_FOR = timedelta(days=120)  # the posts before that went out before anybody said what they serve
BY_SHARE = {  # which goals, by their place in the list, posts of a share serve in turn
    "association": (0, 1, 2, 3, 4, 7, 8),
    "community": (6, 5, 9),
    "sector": (1, 3, 4, 8),
}
STORIES_OF_STAFF = ("Meet our joiner", "A trainee joins the joinery", "Coffee with the housing team")


def say_all(desk: Desk) -> None:
    """The officer writes down the aims, and the team says what each post of the last months serves."""
    officer, began = desk.cast.officer, lately(desk.now - timedelta(days=150))
    for words in AIMS:
        actions.add_aim(words=words, by=officer, now=began)
    today, at = timezone.localdate(desk.now), lately(desk.now, order=2)
    offered = [goal.code for goal in goals(today)]
    turns = dict.fromkeys(BY_SHARE, 0)
    for post in sent_between(today - SAID_FOR, today).order_by("pk"):
        places = BY_SHARE[post.share]
        place = places[turns[post.share] % len(places)]
        turns[post.share] += 1
        codes = [offered[place]] if place < len(offered) else offered[:1]
        story = True if post.title in STORIES_OF_STAFF else None
        actions.say_what_it_serves(post=post, codes=codes, staff_story=story, by=desk.cast["team"], now=at)
