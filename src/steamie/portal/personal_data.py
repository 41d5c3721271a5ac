"""What the portal holds about people, and the one cookie of whoever is signed in."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Cookie, Holding, holds, sets_cookies

from .models.accounts import CODE_LASTS, FORGOTTEN_AFTER, LONGEST
from .sessions import COOKIE

holds(
    Holding(
        whose="If you are a tenant or sharing owner",
        what="Your tenancy number, name, date of birth, address, e-mail, phone and language, and when you moved in and out, from "
        "our list.",
        why="So that we know who may open an account for which home.",
        how_long=NO_END,
        columns=("portal.Tenancy.*", "portal.Tenant.*"),
    ),
    Holding(
        whose="If you ask for an account or a sign-in link",
        what="The e-mail address, and what you gave to show who you are.",
        why="So that we can answer by e-mail.",
        how_long="Until it is answered, usually a minute.",
        columns=("portal.AccountRequest.*",),
    ),
    Holding(
        whose="If you have an account",
        what="Your e-mail address, when you signed in, how you want us to write to you, whether formal notices come by e-mail, "
        "which of your cases it shows, the public keys of phones and computers that you added, and who lives with you if you "
        "tell us.",
        why="So that you see what is yours, and we write in the way you need.",
        how_long=f"{FORGOTTEN_AFTER.days} days after you close it. Letter codes end after {CODE_LASTS.days} days.",
        columns=(
            "portal.ResidentAccount.email",
            "portal.ResidentAccount.closed_by",
            "portal.LetterCode.digest",
            "portal.SignInLink.digest",
            "portal.AccountSession.digest",
            "portal.ResidentPasskey.*",
            "portal.ContactWish.language",
            "portal.NoticeAgreement.words",
            "portal.HouseholdMember.*",
        ),
    ),
    Holding(
        whose="If you are in a picture of ours",
        what="Your name, which picture, where we may show it, until when, and whether you took it back.",
        why="So that we show it only where and as long as you agreed.",
        how_long=NO_END,
        columns=("portal.PictureConsent.name", "portal.PictureConsent.title", "portal.PictureConsent.withdrawn_by"),
    ),
    Holding(
        whose="If our list of tenancies is brought in",
        what="The rows of the list, until they are taken.",
        why="So that somebody can look at each change first.",
        how_long="A day at most.",
        columns=("portal.TenancyList.content", "portal.TenancyList.reading", "portal.TenancyList.name"),
        of_the_public=False,
    ),
)

sets_cookies(
    Cookie(
        name=COOKIE,
        who="Residents who signed in to their account",
        why="Knows that it is you from page to page.",
        lasts=LONGEST,
    )
)
