"""What is recorded about tenancies and accounts of residents. People stand there by number, never by name."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(
    subjects={
        "portal.tenancylist": "list of tenancies",
        "portal.tenancymatter": "case in an account",
        "portal.noticeagreement": "agreement about notices",
        "portal.householdmember": "member of a household",
        "portal.pictureconsent": "consent to a picture",
    }
)
class Verb(RoomVerb):
    """The events of this room."""

    SEND_A_LIST = "send a list of tenancies", "sent a list of tenancies"
    MATCH_A_LIST = "match a list of tenancies", "matched the columns of a list of tenancies"
    TAKE_PART_OF_A_LIST = "take part of a list of tenancies", "took tenancies from a list"
    FINISH_A_LIST = "finish a list of tenancies", "took the whole of a list of tenancies"
    FORGET_LISTS = "forget lists of tenancies", "forgot the cells of lists of tenancies"
    MAKE_CODES = "make letter codes", "made codes for letters to tenants"
    SET_UP_AN_ACCOUNT = "set up an account", "set up an account for a tenant"
    SEND_A_LINK = "send a link to sign in", "wrote a link to the owner of {}", "wrote links to accounts"
    COME_IN = "come in to an account", "came in to {}", "came in to an account"
    ADD_A_PASSKEY = "add a passkey to an account", "added a passkey to {}", "added a passkey to an account"
    TAKE_OUT_A_PASSKEY = "take a passkey out of an account", "took a passkey out of {}", "took a passkey out of an account"
    GO_OUT = "go out of an account", "went out of {}", "went out of an account"
    CLOSE_AN_ACCOUNT = "close an account", "closed {}", "closed an account"
    FORGET_AN_ACCOUNT = "forget an account", "forgot whose {} was", "forgot whose an account was"
    WISH = "say how to be written to", "said how to be written to"
    AGREE_TO_NOTICES = "agree to notices by mail", "agreed to formal notices by e-mail"
    TAKE_BACK_NOTICES = "take back notices by mail", "wants formal notices on paper again"
    NAME_A_MEMBER = "name a household member", "named somebody of the household"
    TAKE_OUT_A_MEMBER = "take out a household member", "took somebody out of the household"
    LINK_A_CASE = "link a case to an account", "put a case into an account"
    RECORD_A_CONSENT = "record a consent to a picture", "wrote down a consent to a picture"
    TAKE_BACK_A_CONSENT = "take back a consent to a picture", "took back a consent to a picture"
    SEE_TO_A_CONSENT = "see to a consent taken back", "saw to a picture without consent"
