"""Reading the figures now, from the screen; and the figures on a post's own page."""

from __future__ import annotations

import pytest

from steamie.evidence.models import Event
from steamie.monitoring.models import Reading
from steamie.website.models import Visit

from .conftest import NOW

NOW_ADDRESS = "/desk/readings/now/"


@pytest.mark.clause("S-55")
def test_the_figures_are_read_when_somebody_asks(page, officer, at_the_desk):
    row = page.sent(officer, likes=4, shares=2, comments=1, link="https://example.org/gas", title="Gas checks")
    Visit.objects.create(publication=row, at=NOW, day=NOW.date())
    answer = at_the_desk.post(NOW_ADDRESS, follow=True)

    assert answer.redirect_chain == [("/desk/readings/", 302)]
    assert "Read: visits on our website; 4 figures of Facebook Page." in answer.text
    told = dict(Reading.objects.filter(publication=row).values_list("measure", "value"))
    assert told == {"likes": 4, "shares": 2, "comments": 1, "visits": 1}
    event = Event.objects.get(verb="collect")
    assert (event.actor, event.clause) == (officer.reference, "S-55")
    assert Event.objects.get(verb="count visits").actor == officer.reference


def test_what_is_not_given_is_said(page, officer, at_the_desk):
    page.sent(officer, likes=4)
    page.ask("faults", faults="html502=1")
    answer = at_the_desk.post(NOW_ADDRESS, follow=True)
    assert "not given" in answer.text
    assert "Facebook Page:" in answer.text


def test_only_who_plans_may_ask(page, client, committee, colleague):
    client.force_login(committee)
    assert "Read the figures now" not in client.get("/desk/readings/").text
    assert client.post(NOW_ADDRESS).status_code == 403
    client.force_login(colleague)
    assert "Read the figures now" in client.get("/desk/readings/").text
    assert client.get(NOW_ADDRESS).status_code == 405
    assert not Event.objects.filter(verb="collect").exists()


@pytest.mark.clause("S-56")
def test_a_post_shows_its_own_figures(page, officer, at_the_desk, django_assert_max_num_queries):
    row = page.sent(officer, likes=4, shares=2, link="https://example.org/gas")
    address = f"/desk/posts/{row.post_id}/"
    before = at_the_desk.get(address).text
    assert "What people did with it" in before
    assert "not asked yet" in before
    at_the_desk.post(NOW_ADDRESS)
    with django_assert_max_num_queries(30):
        text = at_the_desk.get(address).text
    assert '<th scope="row">Facebook Page</th><td class="st_n">4<br>' in text
    assert "not asked yet" not in text


def test_a_post_not_sent_has_no_figures(page, officer, at_the_desk):
    row = page.sent(officer)
    type(row).objects.update(published_at=None, step="approved")
    assert "What people did with it" not in at_the_desk.get(f"/desk/posts/{row.post_id}/").text
