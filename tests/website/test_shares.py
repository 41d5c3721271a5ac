"""What a piece of news counts as, on the public site, under whichever strategy is in force."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from steamie.rules.shares import Share
from steamie.website.models import HomePage, NewsIndexPage, NewsPage
from tests.pages import in_one_line
from tests.rules.kinds_of_content import F08, FOUR, HALVES, NONE
from tests.strategy import editions


@pytest.mark.parametrize("shares", [F08, HALVES, FOUR, NONE], ids=["thirds", "halves", "four kinds", "none"])
def test_news_names_its_share_and_what_is_of_another_edition_says_so(
    client: Client, home: HomePage, shares: tuple[Share, ...]
) -> None:
    editions.load(shares)
    index = NewsIndexPage.objects.get()
    for code in (*(share.code for share in shares), "gossip", ""):
        index.add_child(instance=NewsPage(title=f"News {code}", body="<p>Words</p>", share=code))

    page = in_one_line(client.get(index.url).content.decode())

    shown = re.findall(r'st_share--(\w+)"><svg.*?</svg>(.*?)</span>', page)
    named = [(str(place), share.label) for place, share in enumerate(shares, 1)]
    assert sorted(shown) == sorted([*named, ("other", "Another share: gossip")])
