"""How formats keep their clauses."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import READ_ALOUD
from .pages import address_of
from .policy import checks, policy_words
from .recordings import why_not
from .speaking import HOW_TO_INSTALL, is_installed

ASK_FOR_ONE = "Meanwhile anyone can ask for a recording on every page."


@keeps(
    READ_ALOUD,
    NoParameters,
    label="The strategy can be listened to, with its words beside it",
    remedy="Have the strategy read aloud again",
    signs=r"\baudio\b",
)
def the_strategy_is_read_aloud(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """The recording of the words as they are now is there, whole, and small enough; its transcript has no figures left."""
    words = policy_words()
    if words is None:
        return Standing(State.BREACHED, "No strategy loaded", "Load the strategy: until then nothing can be read aloud.")
    if not is_installed():
        reason = f"No voice is installed here. Whoever runs this installation installs it with: {HOW_TO_INSTALL}. {ASK_FOR_ONE}"
        return Standing(State.NOT_MEASURED, "", reason, reverse("formats:formats"))
    page = address_of("listen", words.path)
    if reason := why_not(words):
        return Standing(State.NOT_MEASURED, "", f"{reason} {ASK_FOR_ONE}", page)
    looked_at = checks(words)
    failed = [one.rule for one in looked_at if not one.passed]
    figure = f"{len(looked_at) - len(failed)} of {len(looked_at)} rules of a recording kept"
    if not looked_at[0].passed:
        reason = "The words have no recording yet. It is made within minutes, or when somebody first listens."
        return Standing(State.AT_RISK, figure, reason, page)
    if failed:
        return Standing(State.BREACHED, figure, f"Not kept: {'; '.join(failed)}.", page)
    return Standing(State.MET, figure, f"{looked_at[0].note}, for anyone, with the words beside it.", page)
