"""What partners shared, as the team saw it, beside the channels' count of shares by anybody (S-43)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from steamie.monitoring.actions import collect
from steamie.monitoring.actions.partners import note_partner_share, take_partner_share_back
from steamie.monitoring.models import PartnerShare, SharePlace
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from tests.strategy.papers import clause_of, stands

from .conftest import NOW, TODAY

SOCIAL = SharePlace.SOCIAL


@pytest.mark.clause("S-43")
def test_shares_by_partners_are_counted_beside_those_by_anybody(page, officer, strategy):
    assert stands("S-43", NOW).state is State.NOT_MEASURED
    post = page.sent(officer, days_ago=3, shares=7).post
    share = note_partner_share(post=post, partner="The advice centre", day=TODAY, place=SOCIAL, by=officer, now=NOW)
    known = stands("S-43", NOW)
    assert (known.state, known.figure) == (State.MET, "1 share by 1 partner in 90 days; by anybody: not known")
    collect(channel=page.channel)
    assert stands("S-43", NOW).figure.endswith("by anybody: 7")
    assert [row.what for row in rows_behind(clause_of("S-43"), NOW)] == ["The advice centre"]
    assert stands("S-43", NOW + timedelta(days=200)).state is State.AT_RISK
    take_partner_share_back(share=share, by=officer, now=NOW)
    assert stands("S-43", NOW).state is State.NOT_MEASURED


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"partner": "  "}, "which organisation"),
        ({"day": TODAY + timedelta(days=1)}, "still to come"),
        ({"day": TODAY - timedelta(days=5)}, "had not gone out"),
    ],
)
def test_what_cannot_be_is_refused(page, officer, strategy, more, words):
    post = page.sent(officer, days_ago=3).post
    given = {"post": post, "partner": "The school", "day": TODAY, "place": SOCIAL, "by": officer, "now": NOW}
    with pytest.raises(NotReady, match=words):
        note_partner_share(**given | more)
    note_partner_share(**given)
    with pytest.raises(NotReady, match="noted already"):
        note_partner_share(**given)


def test_only_the_team_notes(page, officer, staff, strategy):
    post = page.sent(officer, days_ago=3).post
    with pytest.raises(NotAllowed):
        note_partner_share(post=post, partner="The school", day=TODAY, place=SOCIAL, by=staff, now=NOW)


def test_the_page_notes_and_takes_back(page, officer, at_the_desk, strategy):
    post = page.sent(officer, days_ago=3).post
    form = {"post": post.pk, "partner": "The school", "day": TODAY.isoformat(), "place": "newsletter"}
    wrong = at_the_desk.post("/desk/readings/partners/", form | {"day": "2030-01-01"})
    assert wrong.status_code == 422
    assert "The school" in wrong.text
    assert at_the_desk.post("/desk/readings/partners/", form).status_code == 302
    assert "1 share noted" in " ".join(at_the_desk.get("/desk/readings/partners/").text.split())
    [share] = PartnerShare.objects.all()
    assert at_the_desk.post(f"/desk/readings/partners/{share.pk}/withdrawal/").status_code == 302
    assert "0 shares noted" in " ".join(at_the_desk.get("/desk/readings/partners/").text.split())
