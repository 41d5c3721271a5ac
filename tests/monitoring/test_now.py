"""Reading the figures now, from the screen; and the figures on a post's own page."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.monitoring.actions import AlreadyReading, ask_for_figures, carry_out, everything
from steamie.monitoring.models import Collection, Reading
from steamie.monitoring.tasks import collect_now
from steamie.monitoring.views import readings
from steamie.project import rounds
from steamie.strategy.models import ClauseStanding
from steamie.strategy.standing import take_standing
from steamie.visits.models import Visit
from tests.pages import in_one_line
from tests.strategy.rows import text

from .conftest import NOW, publish

NOW_ADDRESS = "/desk/readings/now/"


@pytest.mark.clause("S-55")
@pytest.mark.usefixtures("strategy")
def test_the_figures_are_read_when_somebody_asks(page, officer, at_the_desk):
    row = page.sent(officer, likes=4, shares=2, comments=1, link="https://example.org/gas", title="Gas checks")
    Visit.objects.create(publication=row, at=NOW, day=NOW.date())
    answer = at_the_desk.post(NOW_ADDRESS, follow=True)

    assert answer.redirect_chain == [("/desk/readings/", 302)]
    assert "Read: visits on our website; 4 figures of Facebook Page." in answer.text
    told = dict(Reading.objects.filter(publication=row).values_list("measure", "value"))
    assert told | {"likes": 4, "shares": 2, "comments": 1, "visits": 1} == told
    event = Event.objects.get(verb="collect")
    assert (event.actor, event.clause) == (officer.reference, "S-55")
    assert Event.objects.get(verb="count visits").actor == officer.reference


def test_the_board_tells_of_the_newest_reading_at_once(page, officer, at_the_desk, strategy):
    """It was measured before; nobody waits for the clock to measure it again, and nothing else is measured meanwhile."""
    page.sent(officer, likes=4, shares=2)
    before = NOW - timedelta(minutes=1)
    take_standing(now=before, by=CLOCK)
    assert "0 readings" in line(at_the_desk, "S-55")
    at_the_desk.post(NOW_ADDRESS)
    assert "2 of 2 figures given on 22 November 2026" in line(at_the_desk, "S-55")
    assert "Page figures from today" in line(at_the_desk, "S-77")
    measured = set(ClauseStanding.objects.exclude(measured_at=before).values_list("clause", flat=True))
    assert measured == {"S-43", "S-47", "S-54", "S-55", "S-77"}


def test_the_board_tells_of_the_reading_of_the_clock(page, officer, at_the_desk, strategy):
    page.sent(officer, likes=4, shares=2)
    take_standing(now=NOW, by=CLOCK)
    rounds.go("readings")
    assert "2 of 2 figures given on 22 November 2026" in line(at_the_desk, "S-55")


def line(client, clause):
    return text(BeautifulSoup(client.get("/desk/strategy/").content, "html.parser").select_one(f".st_board #{clause}"))


def test_what_is_not_given_is_said(page, officer, at_the_desk):
    page.sent(officer, likes=4)
    page.ask("faults", faults="html502=1")
    answer = at_the_desk.post(NOW_ADDRESS, follow=True)
    assert "not given" in answer.text
    assert "Facebook Page:" in answer.text


def test_one_reading_at_a_time_with_its_progress_on_the_page(page, officer, colleague, at_the_desk, monkeypatch):
    page.sent(officer, likes=4)
    waiting = []
    monkeypatch.setattr(readings, "collect_now", SimpleNamespace(enqueue=waiting.append))
    first = at_the_desk.post(NOW_ADDRESS, follow=True).text
    assert "The figures are being read." in first
    assert "Waiting for its turn" in first
    assert "Read the figures now" not in first
    assert "being read at this moment" in at_the_desk.post(NOW_ADDRESS, follow=True).text
    assert waiting == [Collection.objects.get().pk]
    with pytest.raises(AlreadyReading):
        ask_for_figures(by=colleague)

    fragments = []
    collect = everything.collect
    monkeypatch.setattr(
        everything, "collect", lambda **how: fragments.append(in_one_line(how_far(at_the_desk).text)) or collect(**how)
    )
    carry_out(Collection.objects.get())
    assert "Asking Facebook Page, step 2 of 2" in fragments[0]
    assert '<progress aria-labelledby="reading" max="2" value="1">' in fragments[0]
    assert how_far(at_the_desk).headers["HX-Refresh"] == "true"
    assert at_the_desk.get(NOW_ADDRESS).headers["Location"] == "/desk/readings/"
    assert "Read: visits on our website; 4 figures of Facebook Page." in in_one_line(at_the_desk.get("/desk/readings/").text)
    before = len(page.world.log)
    collect_now.call(Collection.objects.get().pk)  # a second wake-up for the same row
    assert len(page.world.log) == before


def test_a_reading_whose_worker_died_gives_way_and_one_that_fails_says_so(page, officer, at_the_desk, monkeypatch):
    lost = ask_for_figures(by=officer, now=NOW - timedelta(minutes=11))
    assert "It does not go on. Ask again." in in_one_line(at_the_desk.get("/desk/readings/").text)
    monkeypatch.setattr(everything, "collect_visits", lambda **_: 1 / 0)
    text = at_the_desk.post(NOW_ADDRESS, follow=True).text
    lost.refresh_from_db()
    assert lost.ended_at == NOW
    assert "It stopped before its end." in text
    assert "Read the figures now" in text
    assert not Collection.objects.going().exists()


def how_far(client):
    return client.get(NOW_ADDRESS, headers={"HX-Request": "true"})


def test_only_who_plans_may_ask(page, client, committee, colleague):
    client.force_login(committee)
    assert "Read the figures now" not in client.get("/desk/readings/").text
    assert client.post(NOW_ADDRESS).status_code == 403
    client.force_login(colleague)
    assert "Read the figures now" in client.get("/desk/readings/").text
    assert client.get(NOW_ADDRESS).status_code == 302
    assert not Event.objects.filter(verb="collect").exists()


@pytest.mark.clause("S-56")
def test_a_post_shows_its_own_figures(page, officer, at_the_desk, django_assert_max_num_queries):
    row = page.sent(officer, likes=4, shares=2, link="https://example.org/gas")
    address = f"/desk/posts/{row.post_id}/"
    before = at_the_desk.get(address).text
    assert "What people did with it" in before
    assert "not asked yet" in before
    at_the_desk.post(NOW_ADDRESS)
    with django_assert_max_num_queries(15):
        text = in_one_line(at_the_desk.get(address).text)
    assert '<th scope="row">Likes</th><td class="st_n">4<br>' in text
    assert "not asked yet" not in text


def test_visits_of_whoever_is_signed_in_are_told_as_not_counted(page, officer, at_the_desk):
    row = page.sent(officer, link="https://example.org/gas")
    address, told = f"/desk/posts/{row.post_id}/", "Not counted: 2 visits by somebody signed in to this desk."
    for excluded in ("", "robot"):
        Visit.objects.create(publication=row, at=NOW, day=NOW.date(), excluded=excluded)
    assert "Not counted" not in in_one_line(at_the_desk.get(address).text)
    for _ in range(2):
        Visit.objects.create(publication=row, at=NOW, day=NOW.date(), excluded="staff")
    assert told in in_one_line(at_the_desk.get(address).text)


def test_a_post_not_sent_has_no_figures(page, officer, at_the_desk):
    row = page.sent(officer)
    type(row).objects.update(published_at=None, step="approved")
    assert "What people did with it" not in at_the_desk.get(f"/desk/posts/{row.post_id}/").text


def test_what_a_channel_does_not_count_is_not_said_to_be_missing(page, officer, at_the_desk):
    website = Channel.objects.create(kind="website", name="Website news", created_at=NOW)
    linked = publish(officer, website, "1", NOW - timedelta(days=1), link="https://example.org/gas")
    page.sent(officer, likes=3, title="No link")
    at_the_desk.post(NOW_ADDRESS)
    text = in_one_line(at_the_desk.get("/desk/readings/").text)
    assert text.count('<span aria-hidden="true">–</span><span class="visually-hidden">not counted there</span>') == 3
    assert text.count("no link") == 1
    assert "not asked yet" not in text
    assert "not counted there" in at_the_desk.get(f"/desk/posts/{linked.post_id}/").text


def test_a_post_is_one_row_however_many_channels_it_went_to(page, officer, at_the_desk):
    row = page.sent(officer, likes=3, link="https://example.org/gas")
    website = Channel.objects.create(kind="website", name="Website news", created_at=NOW)
    Publication.objects.create(
        post=row.post, channel=website, code="web", step="published", fingerprint="x", due_at=NOW, published_at=row.published_at
    )
    at_the_desk.post(NOW_ADDRESS)
    text = in_one_line(at_the_desk.get("/desk/readings/").text)
    assert text.count('<tr><th scope="row"><a href=') == 1
    assert "Website news, Facebook Page," in text
    assert '<td class="st_n" data-label="Likes"><div>3' in text
    assert "not counted there" not in text.partition("<tbody>")[2].partition("</tbody>")[0]
