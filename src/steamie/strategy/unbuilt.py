"""Clauses that nothing measures here: each says in the reader's words what is not measured, and what is done meanwhile.

Building one means deleting its line: the clause then needs a control of its own, and an acceptance test.
"""

from __future__ import annotations

from datetime import datetime

from steamie.rules.standing import Control, Standing, State, keeps

REASONS: dict[str, str] = {
    "S-04": "There is no recording of the strategy to listen to. Meanwhile the public page says how to ask for one.",
    "S-05": "There are no translations of the strategy. Meanwhile the public page says how to ask for one.",
    "S-06": "Services and campaigns are not checked here against the equality commitments. "
    "Meanwhile each draft is checked for hurtful words, and whatever else is checked is written down elsewhere.",
    "S-08": "Posts do not say which aim of the Business Plan they serve. "
    "Meanwhile each says which purpose of the strategy it serves.",
    "S-10": "The evidence for Standard 2 is not gathered in one pack. "
    "Meanwhile the whole record can be exported from the Evidence page.",
    "S-13": "The hours spent on social media are not counted, so they cannot be set against a plan. "
    "Meanwhile each thing to do on Today says how many minutes it should take.",
    "S-20": "The public's comments are not read here, so none is checked for discrimination. "
    "Meanwhile the officer reads them on Facebook, and every draft is checked before it can be approved.",
    "S-28": "How quickly people are answered is not measured. "
    "Meanwhile the mission stands in the public policy, and people are answered on Facebook, by phone and by e-mail.",
    "S-29": "Posts do not say which objective of the Association they serve, so those for Objective 1 are not counted. "
    "Meanwhile each says which purpose of the strategy it serves.",
    "S-30": "Nobody can ask for an adaptation or for advice here. "
    "Meanwhile the website explains both, and says whom to phone or e-mail.",
    "S-31": "Residents' requests are not taken here, so nothing times them. Meanwhile the office times them in its own systems.",
    "S-34": "Consultations do not open and close here, and answers are not counted. "
    "Meanwhile they are announced as news, and people answer by phone, e-mail or letter.",
    "S-35": "Community projects have no page of their own, and those who took part are not counted. "
    "Meanwhile projects are reported as news.",
    "S-36": "How many tenants the posts reach is not known: Facebook does not say who is a tenant. "
    "Meanwhile each post names the people it is meant for.",
    "S-39": "Nobody can apply for a home here, or see where an application stands. "
    "Meanwhile the website explains how to apply and whom to phone.",
    "S-42": "There is no newsletter to sign up for. Meanwhile anyone can follow the news on the website through its feed.",
    "S-43": "How often partners share our posts is not counted, and our services are not published as open data. "
    "Meanwhile a share of someone else's work must credit them.",
    "S-45": "Messages from the public are not taken here, so none is given a reference. "
    "Meanwhile the contact page gives the phone number and the e-mail address.",
    "S-46": "Residents can do nothing online here but suggest news. Meanwhile the website says whom to phone for each service.",
    "S-48": "Requests cannot be made here outside office hours. Meanwhile the website gives the emergency numbers at any hour.",
    "S-49": "Repairs cannot be reported here, so none is counted. Meanwhile the repairs system of the office counts them.",
    "S-50": "Messages cannot be sent from the website, so none is counted. Meanwhile the office's own mailbox holds them.",
    "S-51": "Registrations with the housing portal are not read here. Meanwhile the portal itself counts them.",
    "S-64": "Training, and reports about what was said on personal profiles, are not kept here, and nobody's own profile is "
    "ever watched. Meanwhile everyone is asked to read the four policies.",
    "S-69": "The public's comments are not read or hidden here, so there is nothing to count. "
    "Meanwhile the officer decides on Facebook itself.",
    "S-70": "Comments are not answered here, so what was taken offline is not counted. "
    "Meanwhile the officer answers on Facebook, and carries on by phone or e-mail.",
    "S-71": "A complaint cannot be handed over from here. Meanwhile it goes to the office, "
    "and the website explains the complaints procedure.",
    "S-78": "Survey questions and answers are not kept here. Meanwhile surveys are run and kept elsewhere.",
    "S-79": "Pages do not ask readers whether they helped. Meanwhile the contact page says how to tell us, by phone or e-mail.",
}


def _not_measured(reason: str) -> Control:
    def control(now: datetime) -> Standing:
        return Standing(State.NOT_MEASURED, "", reason, "")

    return control


for _clause, _reason in REASONS.items():
    _control = _not_measured(_reason)
    _control.__qualname__ = f"not_measured_{_clause}"
    keeps(_clause)(_control)
