"""Which pages make up each public form: what draws them, and the forms on them."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from steamie.content.suggestions.forms import OpenForm
from steamie.portal import forms as account
from steamie.services import forms as ours
from steamie.services.repair_forms import TellForm


@dataclass(frozen=True, slots=True)
class FormPages:
    """A form as people meet it; ``form_routes`` has its addresses."""

    title: str
    templates: tuple[str, ...]
    forms: tuple[type[forms.Form], ...]


def _templates(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"{room}/{name}.html" for name in names.split())


REPAIR = FormPages(
    "Report a repair online",
    _templates(
        "services", "repair_start repair_where repair_what repair_damp repair_tell repair_check thanks damp_thanks too_many"
    ),
    (TellForm,),
)
CONTACT = FormPages(
    "Contact us",
    _templates("services", "contact thanks safe safe_thanks too_many"),
    (ours.ContactForm, ours.SafeForm),
)
FOLLOW = FormPages(
    "Follow what you sent us",
    _templates("services", "follow_find follow fixed"),
    (ours.FollowForm, ours.MoreForm, ours.FixedForm),
)
ACCOUNT = FormPages(
    "Your account",
    _templates("portal", "sign_in register sent link home add matter settings household closing closed not_mine")
    + _templates("portal", "not_mine_thanks again passkeys"),
    (
        account.DoorForm,
        account.RegisterForm,
        account.WishForm,
        account.HouseholdForm,
        account.AddMatterForm,
        account.MoreWordsForm,
        account.NotMineForm,
    ),
)
SUGGEST = FormPages("Suggest a post", ("suggestions/suggest.html",), (OpenForm,))
FORMS = {"repair": REPAIR, "contact": CONTACT, "follow": FOLLOW, "account": ACCOUNT, "suggest": SUGGEST}

# What the rooms put together by themselves, outside of templates and forms.
PROMISED = (
    "By …: we put it right",
    "By …: we look",
    "today",
    "tomorrow",
    "We tell you when we read it",
    "A person reads it in the next working day and tells you when.",
)
NEXT = ("With us", "Finished …", "…: by …", "Answer", "Put it right", "Look")  # what becomes of something, in the account
STEPS = (  # what a person is shown of the history of what they sent
    "They told us",
    "They told us more",
    "An e-mail",
    "Opened again",
    "Ended: …",
    "Made a complaint",
    "The clock stands still from …",
    "The clock runs again from …",
    "The repairs team has it",
    "The repairs team has it: job …",
    "Asked whether it was fixed",
    "Asked whether it was fixed, by e-mail",
    "A photo could not be kept",
    "It was put right",
    "We came and could not get in",
    "A second contractor was called",
    "This is damp and mould: the law’s days count",
    "We looked at the damp",
    "We asked whether the damp came back",
    "£… paid because we were late",
    "Passed on to somebody who helps",
    "Reached by …, after a comment",
)
ANSWERED = (  # on the page on which one looks before sending
    "What happened",
    "Photos",
    "How much damp",
    "At home",
    "Urgent because",
    "You",
    "Reach you by",
    "We can come",
    "At the door",
)
