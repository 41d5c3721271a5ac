"""A small house with something in every room, and a person in every situation the matrix knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from steamie.channels.contract import Heard
from steamie.channels.models import Channel, ConnectionCheck
from steamie.complaints.models import StageExtension
from steamie.content.calendar.models import Repetition, SheetUpload
from steamie.content.plan.models import Occasion, Quarter, Slot
from steamie.content.posts.models import Amendment, Correction, Post, Publication, Submission
from steamie.content.suggestions.models import Suggestion, SuggestionHold, SuggestionLink
from steamie.conversations.actions.arriving import take_in
from steamie.conversations.models import Ban, ForgetRequest, Hide, HouseRule, OwnWords, Reply, SavedReply
from steamie.crisis import actions as crisis
from steamie.diary.models import OfficeClosure
from steamie.effort.models import EffortEntry, EffortTask
from steamie.evidence.actors import SETUP
from steamie.formats.actions import offer
from steamie.letters.outbox import keep
from steamie.monitoring.models import PartnerShare, SharePlace
from steamie.objectives.models import BusinessAim, Campaign
from steamie.people.models import Acknowledgement, Delegation, FreshStart, Grant, OnlyOtherConfirmation, Person, Policy
from steamie.people.sessions import BEGAN
from steamie.profiles.actions import report as report_profile
from steamie.reports.actions.reporting import write_report
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Office
from steamie.rules.quarters import quarter_of
from steamie.services.models import HandOver
from steamie.strategy.actions import load_edition
from steamie.surveys.actions.answering import Sheet, answer_online
from steamie.surveys.actions.polls import open_poll
from steamie.surveys.models import SurveyMode, SurveyWave
from steamie.translations.models import OfferedLanguage
from steamie.website.actions import build_site
from steamie.website.embedding.actions import PlaceToEmbed, allow_place
from steamie.website.models import HomePage, ServicePage
from steamie.website.noticing.actions import NoticeToShow, show_notice
from steamie.wording.models import AllowedDetail, SensitiveWindow
from tests.casework.making import came_in, put_in, told
from tests.conftest import make_person
from tests.consultations.making import asked_and_begun
from tests.content.making import make_channel, make_picture, make_post
from tests.portal.making import homes
from tests.services.making import put_wrong
from tests.surveys.making import ask
from tests.translations.making import drafted
from tests.website.making import association

from .word_back import passed_on, what_people_said

# The columns of the matrix, in its order.
WHO = (
    "officer", "team", "deputy", "staff", "committee", "forum", "auditor",
    "none",  # signed in, but holding no office today
    "lapsed",  # an officer who has not read a policy
    "tired",  # an officer who last proved who they are six minutes ago
    "onelock",  # an officer without a second factor
    "left",  # an officer whose access was cut while their browser was open
    "anyone",  # nobody signed in
)  # fmt: skip
OFFICES = {
    "officer": Office.OFFICER, "team": Office.TEAM, "deputy": Office.TEAM, "staff": Office.STAFF,
    "committee": Office.COMMITTEE, "forum": Office.FORUM, "auditor": Office.AUDITOR, "none": None,
    "lapsed": Office.OFFICER, "tired": Office.OFFICER, "onelock": Office.OFFICER, "left": Office.OFFICER,
}  # fmt: skip


NO_SERVICE = "00000000-0000-4000-8000-000000000000"


@dataclass
class World:
    """People by column, a browser for each, and addresses of things that exist."""

    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # the cookie of each
    named: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def handler(self) -> ClientHandler:
        """One for all browsers: to set the middleware up takes as long as many an answer."""
        return ClientHandler(enforce_csrf_checks=False)

    @cached_property
    def first(self) -> date:
        """The first day of this quarter."""
        return quarter_of(timezone.localdate()).first

    def address(self, route: str, who: str, whose: str = "") -> str:
        """The route with the numbers of things of this world; ``whose`` is "own" or "other"."""
        if route.startswith("(("):
            return "/"  # the site's own pages
        for start, key in _ABOUT:
            if route.startswith(start) and "<" in route:
                route = _filled(route, self._one(key, who, whose))
                break
        for spelt, value in self._spelt().items():
            route = route.replace(spelt, value)
        return "/" + _filled(route, "1").replace("$", "")

    def _spelt(self) -> dict[str, str]:
        days = {"<isoday:first>": self.first.isoformat(), "<str:number>": "S-60", "<slug:duty>": "start"} | _FIGURE
        known = {"<int:wish>": str(self.named["wish"]), "<slug:screened>": "campaign", "<language:tag>": "pl"}
        known["<path:page>"] = "services/complaints/"
        known |= {"<slug:own_list>": "numbers", "<slug:part>": "emergency"}

        return days | known

    def browser(self, who: str) -> Client:
        """A browser of this person's, as it was when the world began."""
        client = Client()
        client.handler = self.handler
        if self.sessions[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def _one(self, key: str, who: str, whose: str) -> str:
        found = self.named[key]
        if isinstance(found, dict):
            return str(found[who if whose == "own" and who in found else "other"])
        return str(found)


_FIGURE = {"<slug:section>": "people-access", "<slug:figure>": "offices-held"}  # of the report, whatever else there is

# Which thing an address is about, by how its route begins; the first that fits.
_ABOUT = (
    ("desk/posts/", "post"),
    ("desk/typing/", "form"),
    ("desk/corrections/", "correction"),
    ("desk/waiting/corrections/", "amendment"),
    ("desk/site/feedback/", "feedback"),
    ("desk/site/we-did/", "told"),
    ("desk/news-by-email/", "news"),
    ("news-by-email/leaving/", "reader"),
    ("desk/site/notices/", "site notice"),
    ("desk/site/embedding/", "embedding place"),
    ("embedded/", "embedding place"),
    ("desk/site/", "service"),
    ("open-referral/services/", "no service"),
    ("our-letters/", "letter of ours"),
    ("desk/readings/engagement/", "aim"),
    ("desk/objectives/aims/", "business aim"),
    ("desk/effort/", "effort"),
    ("desk/campaigns/", "campaign"),
    ("desk/equality/", "campaign"),
    ("desk/formats/", "supplied format"),
    ("desk/readings/partners/", "partner share"),
    ("desk/people/offices/<int:pk>/confirmation", "office asked for"),
    ("desk/people/offices/", "office"),
    ("desk/people/cover/", "cover"),
    ("desk/people/fresh-starts/", "fresh start"),
    ("desk/people/policies/", "policy"),
    ("desk/people/confirmations/", "only other"),
    ("desk/people/sessions/", "session"),
    ("desk/people/<int:pk>/invitation", "guest"),
    ("desk/people/", "person"),
    ("desk/letters/", "letter"),
    ("desk/mail/", "mail"),
    ("desk/crisis/lines/", "holding line"),
    ("desk/crisis/messages/", "rehearsed message"),
    ("desk/crisis/", "crisis"),
    ("desk/profiles/", "profile report"),
    ("desk/cases/teams/members/", "membership"),
    ("desk/cases/<str:reference>/complaint/", "complaint"),
    ("desk/cases/<str:reference>/damp/", "damp"),
    ("desk/cases/<str:reference>/referrals/", "adaptation"),
    ("desk/applications/", "application sheet"),
    ("desk/cases/<str:reference>/repair/", "qualifying"),
    ("desk/cases/", "case"),
    ("desk/repairs/", "case"),
    ("desk/conversations/listening/", "channel"),
    ("desk/conversations/replies/", "saved reply"),
    ("desk/conversations/hidden/", "hide"),
    ("desk/conversations/bans/", "ban"),
    ("desk/conversations/rules/", "house rule"),
    ("desk/conversations/messages/", "message"),
    ("desk/conversations/answers/", "reply"),
    ("desk/conversations/words/", "own words"),
    ("desk/conversations/", "conversation"),
    ("webhooks/", "connecting kind"),
    ("data-deletion/", "forget request"),
    ("desk/suggestions/links/", "link"),
    ("desk/suggestions/groups/", "group"),
    ("desk/suggestions/", "suggestion"),
    ("desk/waiting/", "held"),
    ("desk/channels/new/", "kind"),
    ("desk/channels/<slug:kind>/", "connecting kind"),
    ("desk/channels/<int:pk>/posters", "board"),
    ("desk/channels/", "channel"),
    ("desk/calendar/import/", "sheet"),
    ("desk/calendar/places/", "place"),
    ("desk/calendar/repetitions/", "repetition"),
    ("desk/calendar/words/closures/", "closure"),
    ("desk/calendar/words/days/", "day"),
    ("desk/calendar/words/details/", "detail"),
    ("desk/calendar/words/windows/", "window"),
    ("desk/reports/decisions/", "asked decision"),
    ("desk/surveys/polls/", "poll"),
    ("desk/surveys/waves/", "survey wave"),
    ("desk/surveys/questions/", "survey question"),
    ("desk/surveys/answers/", "survey answers"),
    ("desk/surveys/", "survey"),
    ("surveys/", "survey slug"),
    ("desk/website/", "page"),
    ("media/pictures/", "picture"),
    ("consultations/", "consultation page"),
    ("projects/", "project page"),
    ("desk/consultations/", "consultation"),
    ("desk/translations/languages/", "offered language"),
    ("desk/translations/<int:pk>/", "translation"),
    ("desk/translations/", "translated text"),
    ("desk/projects/", "project"),
    ("desk/portal/tenancies/", "tenancy"),
    ("desk/portal/tenants/", "tenant"),
    ("desk/portal/accounts/", "resident account"),
    ("desk/portal/lists/", "tenancy list"),
    ("desk/portal/consents/", "picture consent"),
    ("portal/matters/", "matter"),
    ("portal/photos/", "matter"),
    ("portal/household/", "matter"),
    ("portal/settings/passkeys/", "matter"),
)


_SPELT = ("str:number", "slug:duty", "slug:screened", "slug:section", "slug:figure", "int:wish", "path:page")


def _filled(route: str, value: str) -> str:
    out, rest = "", route
    while "<" in rest and not rest.startswith("(?P"):
        before, _, after = rest.partition("<")
        name, _, rest = after.partition(">")
        if name.startswith(("isoday", "language")) or name in _SPELT:
            out += before + f"<{name}>"
        else:
            out += before + value
            value = "1" if not name.startswith("slug") else value
    return out + rest


def build() -> World:
    """Something in every room."""
    world, now = World(), timezone.now()
    load_edition(source=(files("steamie.strategy") / "documents" / "f08.toml").read_text(), by=SETUP)
    association()
    build_site(by=SETUP)
    _people(world, now)
    _accounts(world, now)
    _plan(world, now)
    _posts(world, now)
    _suggestions(world, now)
    _cases(world, now)
    _troubles(world, now)
    _conversations(world, now)
    _survey(world, now)
    world.named |= homes(world.people["officer"], now)
    world.named |= asked_and_begun(world.people["officer"], now)
    world.named |= _translations(world, now)
    notice = NoticeToShow("The phones are down.", now, now + timedelta(days=1))
    place = allow_place(place=PlaceToEmbed("https://www.example.org"), by=world.people["other"], at=now)
    world.named |= {
        "embedding place": place.pk,
        "site notice": show_notice(notice=notice, by=world.people["other"], at=now).pk,
        "no service": NO_SERVICE,
    }
    world.named |= {
        "kind": "paper",
        "connecting kind": "facebook",
        "group": "forum",
        "page": HomePage.objects.get().pk,
        "aim": "engagement",
        "business aim": BusinessAim.objects.create(words="Warm homes", since=world.first, by=world.people["officer"], at=now).pk,
        "effort": _effort(world.people["team"], now).pk,
        "campaign": Campaign.objects.create(name="Warm homes", about="Heating", by=world.people["officer"], at=now).pk,
        "partner share": _partner_share(world, now).pk,
    }
    world.named["supplied format"] = offer(
        path="/services/complaints/",
        sort="bsl",
        address="https://example.org/film",
        made_by="A studio",
        by=world.people["officer"],
    ).pk
    (letter,) = keep(EmailMessage("Your place at the desk", "A link", to=["guest@example.org"]), now=now)
    world.named["letter"] = letter.pk
    world.named["service"] = ServicePage.objects.first().pk
    world.named |= what_people_said(world.people["other"], now)
    for who in WHO:
        world.sessions[who] = _signed_in(world, who)
    Client().force_login(world.people["other"])
    world.named["session"] = {who: person.open_sessions.first().pk for who, person in world.people.items()}
    return world


def _translations(world: World, now: datetime) -> dict[str, Any]:
    draft = drafted("policy-strategy", "pl", world.people["other"], now)
    return {
        "offered language": OfferedLanguage.objects.get().pk,
        "translation": draft.pk,
        "translated text": "policy-strategy",
        "letter of ours": "message-received",
    }


def _effort(by: Person, now: datetime) -> EffortEntry:
    return EffortEntry.objects.create(day=timezone.localdate(now), task=EffortTask.WRITE, minutes=30, by=by, at=now)


def _partner_share(world: World, now: datetime) -> PartnerShare:
    row = {"partner": "The advice centre", "day": timezone.localdate(now), "place": SharePlace.SOCIAL}
    return PartnerShare.objects.create(post=Post.objects.first(), by=world.people["team"], at=now, **row)


def _people(world: World, now: datetime) -> None:
    day = timezone.localdate(now)
    known = make_password("three plain words")
    policies = [Policy.objects.create(kind=kind, version="1", effective_from=date(2020, 1, 1)) for kind in PolicyKind]
    for who, office in OFFICES.items():
        person = world.people[who] = make_person(office, who)
        Person.objects.filter(pk=person.pk).update(password=known)
        person.password = known
        if who != "lapsed":
            Acknowledgement.objects.bulk_create([Acknowledgement(person=person, policy=policy, at=now) for policy in policies])
    Authenticator.objects.filter(user=world.people["onelock"]).delete()
    officer, other = world.people["officer"], make_person(Office.TEAM, "colleague")
    world.people["other"] = other
    cover = {"lent_by": officer, "since": day, "until": day + timedelta(days=5), "reason": "Leave"}
    Delegation.objects.create(lent_to=world.people["deputy"], **cover)
    asked = make_person(None, "newcomer")
    alone = OnlyOtherConfirmation.objects.create(subject="people.grant:1", title="An office", at=now, by=asked, asked_by=other)
    guest = Person.objects.create_user("guest@example.org", None, name="Guest")
    grant = {"office": Office.TEAM, "since": day, "reason": "Joins", "granted_by": other, "needs_confirmation": True}
    world.named |= {
        "person": {who: person.pk for who, person in world.people.items()},
        "office": {who: person.grants.first().pk for who, person in world.people.items() if person.grants.exists()},
        "office asked for": Grant.objects.create(person=asked, **grant).pk,
        "fresh start": FreshStart.objects.create(person=asked, asked_by=other, asked_at=now, reason="Lost").pk,
        "cover": Delegation.objects.create(lent_to=other, **cover).pk,
        "policy": policies[0].pk,
        "guest": guest.pk,
        "only other": alone.pk,
    }


def _accounts(world: World, now: datetime) -> None:
    other = world.people["other"]
    website = make_channel("website", "Website news")
    board = make_channel("paper", "Noticeboard")
    page = make_channel("facebook", "Facebook Page")
    Channel.objects.update(owner=world.people["officer"], deputy=world.people["team"])
    Channel.objects.filter(pk=page.pk).update(remote_id="1122", needs_confirmation=True, connected_by=other)
    ConnectionCheck.objects.create(channel=website, at=now, working=True, summary="Working.")
    ConnectionCheck.objects.create(channel=page, at=now, working=False, summary="Broken.", problems=[["Broken.", "Look."]])
    world.named |= {"website": website, "channel": page.pk, "board": board.pk}


def _plan(world: World, now: datetime) -> None:
    span, day = quarter_of(timezone.localdate(now)), timezone.localdate(now)
    quarter = Quarter.objects.create(first=span.first, last=span.last, made_at=now)
    slot = Slot.objects.create(quarter=quarter, day=span.last, share="sector", made_at=now)
    window = SensitiveWindow.objects.create(title="Election", first=day, last=day, words="vote", reason="Law")
    world.named |= {
        "quarter": quarter,
        "place": slot.pk,
        "closure": OfficeClosure.objects.create(day=day, title="Shut").pk,
        "day": Occasion.objects.create(title="A day", month=5, day=1).pk,
        "window": window.pk,
        "detail": AllowedDetail.objects.create(words="0141 496 0999", allowed_by=world.people["officer"], allowed_at=now).pk,
        "sheet": _sheet(world, now).pk,
    }


def _sheet(world: World, now: datetime) -> SheetUpload:
    """A sheet that the officer sent."""
    table = {"name": "", "lines": {"1": ["title"], "2": ["Bins"]}, "merged": [], "beyond": 0, "wrong": {}}
    reading = {"tables": [table], "doubts": [], "encoding": "utf-8", "encodings": []}
    return SheetUpload.objects.create(sent_by=world.people["officer"], sent_at=now, name="plan.csv", content=b"", reading=reading)


def _posts(world: World, now: datetime) -> None:
    channel, due = world.named["website"], now + timedelta(days=3)
    posts = {who: make_post(person, channel, due_at=due) for who, person in world.people.items()}
    for post in posts.values():
        Submission.objects.create(post=post, by=post.author, at=now, edition=1)
    held = make_post(world.people["other"], channel, due_at=now - timedelta(hours=1), title="Held")
    row = {"code": "held1", "due_at": held.due_at, "fingerprint": "f", "step": "held", "problem": "It is late."}
    publication = Publication.objects.create(post=held, channel=channel, **row)
    world.named["picture"] = make_picture().file.name.removeprefix("pictures/")
    written = Correction.objects.create(post=posts["other"], by=posts["other"].author, at=now, reason="A slip", edition=1)
    amendment = Amendment.objects.create(correction=written, publication=publication, fingerprint="f", stage="held")
    world.named |= {"form": "new", "correction": written.pk, "amendment": amendment.pk}
    Post.objects.update(quarter=world.named["quarter"])
    rule = {"which": 5, "weekday": 4, "wall_time": time(10), "begun_at": now, "begun_by": posts["other"].author}
    world.named["repetition"] = Repetition.objects.create(post=posts["other"], **rule).pk
    world.named |= {"post": {who: post.pk for who, post in posts.items()}, "held": publication.pk}


def _troubles(world: World, now: datetime) -> None:
    """A line that waits, a rehearsal that goes on, and a report about a profile."""
    before, team = now - timedelta(minutes=20), world.people["team"]
    event = crisis.rehearse(scenario="gas", by=team, at=before)
    world.named |= {
        "holding line": crisis.propose_line(title="No water", words="We know, and are on it.", by=team, at=before).pk,
        "crisis": event.pk,
        "rehearsed message": event.messages.all()[0].pk,
        "profile report": report_profile(on=timezone.localdate(before), what="Taken for our view", by=team, at=before).pk,
    }


def _cases(world: World, now: datetime) -> None:
    """A matter of a team that a member of staff is in, and one of a team with nobody of these in it; the same for damp."""
    membership = put_in("housing", world.people["staff"])
    rows = {"staff": told(at=now), "other": told("information", at=now)}
    for who, case in rows.items():
        moments = {"kept_at": now, "changed_at": now, "since": now}
        HandOver.objects.create(case=case, key=who, carrier="webhook", state="unknown", **moments)
    world.named |= {"membership": membership.pk, "case": {who: case.reference for who, case in rows.items()}}
    held, theirs = came_in(now=now), came_in(rows["other"], now=now)  # one that waits for a look, and one in the other matter
    world.named["mail"] = {"staff": held.pk, "other": theirs.pk}
    damp = {"staff": told("damp", at=now, team="housing"), "other": told("damp", at=now, team="repairs")}
    qualifying = {"staff": put_wrong(at=now, team="housing"), "other": put_wrong(at=now, team="repairs")}
    world.named["qualifying"] = {who: case.reference for who, case in qualifying.items()}
    world.named |= passed_on(world.people["staff"], now)
    world.named["damp"] = {who: case.reference for who, case in damp.items()}
    complaints = {"staff": told("complaint", at=now, team="housing"), "other": told("complaint", at=now)}
    named = complaints | {"officer": complaints["staff"]}  # who is asked to agree to longer, and reads no words
    world.named["complaint"] = {who: case.reference for who, case in named.items()}
    asked = {"days": 5, "due_at": now, "reason": "Not in", "asked_by": world.people["staff"], "asked_at": now}
    stage = complaints["staff"].complaint.stages.get()
    world.named["wish"] = StageExtension.objects.create(stage=stage, approver=world.people["officer"], **asked).pk


def _conversations(world: World, now: datetime) -> None:
    """A comment that waits, an answer on its way, a rule, what was hidden under it, and somebody to be kept out."""
    channel, other = Channel.objects.get(pk=world.named["channel"]), world.people["other"]
    heard = Heard("1_1", "1_1", "Canary words under a post", now, post_id="1122_1", author_id="9", author_name="Shona Canary")
    message = take_in(channel=channel, heard=heard, at=now)
    assert message
    rule = HouseRule.objects.create(title="Threats", words="No threats.", proposed_by=other, proposed_at=now, published_at=now)
    saved = SavedReply.objects.create(title="Hours", words="Nine to five.", proposed_by=other, proposed_at=now)
    moments = {"asked_at": now, "goes_at": now + timedelta(days=1)}
    one = message.conversation
    reply = Reply.objects.create(conversation=one, message=message, kind="public", words="Hello.", by=other, **moments)
    hide = Hide.objects.create(message=message, rule=rule, broken_by="Canary", at=now, by=other, review_due=now)
    ban = Ban.objects.create(message=message, reason="Threats", asked_at=now, asked_by=other)
    world.named |= {"conversation": one.pk, "message": message.pk, "house rule": rule.pk, "saved reply": saved.pk}
    world.named |= {"reply": reply.pk, "hide": hide.pk, "ban": ban.pk}
    words = OwnWords.objects.create(phrases="the wee hut", primary="urgent-danger", at=now, by=other)
    asked = ForgetRequest.objects.create(channel=channel, kind=ForgetRequest.DELETION, code="c0de", came_at=now)
    world.named |= {"own words": words.pk, "forget request": asked.code}


def _survey(world: World, now: datetime) -> None:
    """A survey that is open, with an answer that waits for a look."""
    day = timezone.localdate(now)
    wave = ask(world.people["officer"], opens_on=day, closes_on=day + timedelta(days=9), at=now)
    sheet = Sheet(SurveyMode.ONLINE, {"home_internet": ["yes"]})
    held = answer_online(wave=wave, sheet=sheet, submission="s", hold="Too fast.", at=now)
    asked = wave.survey.questions.last()
    survey = {"survey": wave.survey_id, "survey slug": wave.survey.slug, "survey question": asked.pk if asked else 0}
    report = write_report(first=world.first, lead="", decisions=["A deputy"], by=world.people["officer"], at=now)
    survey["poll"] = _poll(world, now).pk
    survey["asked decision"] = report.decisions.all()[0].pk
    world.named |= survey | {"survey wave": wave.pk, "survey answers": held.pk}


def _poll(world: World, now: datetime) -> SurveyWave:
    asked = {"question": "A bench?", "options": [("yes", "Yes"), ("no", "No")], "group": "forum"}
    return open_poll(**asked, closes_on=timezone.localdate(now), by=world.people["officer"], at=now)


def _suggestions(world: World, now: datetime) -> None:
    words = {"text": "Words", "group": "forum", "received_at": now}
    rows = {
        who: Suggestion.objects.create(reference=f"S-{number}", title=f"Idea of {who}", person=person, **words)
        for number, (who, person) in enumerate(world.people.items())
    }
    SuggestionHold.objects.create(suggestion=rows["other"], reason="Looks like a machine", at=now)
    link = {"made_by": world.people["officer"], "made_at": now, "expires_at": now + timedelta(days=30)}
    made = SuggestionLink.objects.create(label="Poster", group="forum", digest="d", **link)
    world.named |= {"suggestion": {who: row.pk for who, row in rows.items()}, "link": made.pk}


def _signed_in(world: World, who: str) -> str:
    if who == "anyone":
        return ""
    client = Client()
    client.force_login(world.people[who])
    client.get("/desk/people/me/")  # the first look notes the second factor and the visit
    if who == "tired":
        kept = client.session
        kept[BEGAN] -= 360
        kept.save()
    if who == "left":
        person = world.people[who]
        Grant.objects.filter(person=person).update(ended_at=timezone.now())
        Person.objects.filter(pk=person.pk).update(is_active=False)
    return client.session.session_key


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside leaves no trace in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
