"""Clauses whose room is not built: said plainly, with what is done meanwhile. Building one means deleting its line here."""

from __future__ import annotations

from datetime import datetime

from steamie.rules.standing import Control, Standing, State, keeps

_BY_HAND = "Until then it is kept by hand, outside Steamie."

REASONS: dict[str, str] = {
    "S-04": "No audio edition is made yet; the strategy room will make one. Meanwhile the public page says how to ask for one.",
    "S-05": "No translations are kept yet; the strategy room will keep them. Meanwhile the public page says how to ask for one.",
    "S-06": f"Services and campaigns are not yet screened for equality here; the content room will ask. {_BY_HAND}",
    "S-08": "Posts are not yet tied to the Business Plan's aims; the content room will do it. Meanwhile posts carry a purpose.",
    "S-09": f"The risk register is not tied in yet; the strategy room will do it. {_BY_HAND}",
    "S-10": "The pack for Standard 2 is not built yet; the monitoring room will make it. Meanwhile the record can be exported.",
    "S-13": f"Hours spent on the desk are not logged yet; the monitoring room will compare them with the plan. {_BY_HAND}",
    "S-18": "The link to OSCR's guidance is not checked yet; the strategy room will check it. Meanwhile the policy names it.",
    "S-19": "The link to GWSF's paper is not checked yet; the strategy room will check it. Meanwhile the policy names it.",
    "S-20": "Comments are not read here yet; the conversations room will bring hateful ones to a person. "
    "Meanwhile the officer reads them on Facebook, and drafts are checked before approval.",
    "S-28": "Reply times are not measured yet; the conversations room will measure them. "
    "Meanwhile the mission is shown publicly.",
    "S-29": "Posts are not yet tied to Objective 1; the content room will do it. Meanwhile posts carry a purpose.",
    "S-30": "Adaptation and advice requests cannot be made here yet; the services room will take them. Meanwhile people phone.",
    "S-31": "Requests have no clocks here yet; the services room will run them. Meanwhile the office keeps its own.",
    "S-33": "Vacancies and staff stories are not kept apart yet; the website room will do it. Meanwhile they go out as news.",
    "S-34": "Consultations are not built yet; the website room will open and close them. Meanwhile they are announced as news.",
    "S-35": "Project pages are not built yet; the website room will carry them. Meanwhile projects are reported as news.",
    "S-36": "Reach among tenants is not known yet; the monitoring room will survey it. Meanwhile posts name tenants as audience.",
    "S-37": "Use of the sharing owners' pages is not measured yet; the website room will count it. Meanwhile posts name them.",
    "S-38": "Use of the owners' pages is not measured yet; the website room will count it. Meanwhile posts name them.",
    "S-39": "Applications cannot be started or followed here yet; the website room will do it. Meanwhile applicants phone.",
    "S-42": "There is no newsletter yet; the website room will send one to those who confirm. Meanwhile the news has a feed.",
    "S-43": "Partners' shares are not counted yet; the website room will publish services as open data. "
    "Meanwhile shares need credit.",
    "S-45": "Messages do not become cases here yet; the services room will give each a reference. "
    "Meanwhile people phone or e-mail.",
    "S-46": "Nothing can be done online here yet but suggest; the services room will take repairs. Meanwhile people phone.",
    "S-47": "No baseline has been set yet; the monitoring room will compare with one. Meanwhile readings are being gathered.",
    "S-48": "Requests out of hours cannot be made here yet; the services room will take them. "
    "Meanwhile the site shows whom to phone.",
    "S-49": "Repairs cannot be reported here yet; the services room will count them. "
    "Until then the repairs system is the record.",
    "S-50": "Messages through the website are not taken yet; the services room will count them. "
    "Until then the mailbox is the record.",
    "S-51": "Portal registrations are not read yet; the services room will read them. Until then the portal is the record.",
    "S-62": f"The risk is not scored here yet; the strategy room will hold the score. {_BY_HAND}",
    "S-64": "Training and reports about personal profiles are not kept yet; the people room will keep them, and will never "
    "watch anyone's profile. Meanwhile the four policies are acknowledged here.",
    "S-69": "Comments are not read here yet, so none is hidden here; the conversations room will record why any is. "
    "Until then the officer decides on Facebook itself.",
    "S-70": "Conversations are not taken offline here yet; the conversations room will do it. "
    "Until then the officer does it by hand.",
    "S-71": "Complaints cannot be handed over here yet; the complaints room will do it. Meanwhile they go to the office.",
    "S-78": "Surveys are not built yet; the monitoring room will keep questions and answers. "
    "Until then surveys are kept by hand.",
    "S-79": "Pages do not ask for feedback yet; the website room will ask. Meanwhile people phone or e-mail.",
}


def _not_built(reason: str) -> Control:
    def control(now: datetime) -> Standing:
        return Standing(State.NOT_MEASURED, "", reason, "")

    return control


for _clause, _reason in REASONS.items():
    _control = _not_built(_reason)
    _control.__qualname__ = f"not_built_{_clause}"
    keeps(_clause)(_control)
