"""The portal's rows."""

from .accounts import AccountRequest, AccountSession, AccountWay, LetterCode, ResidentAccount, SignInLink, Wanted
from .matters import TenancyMatter
from .passkeys import ResidentPasskey
from .tenancies import Tenancy, TenancyList, Tenant
from .wishes import ContactWish, HouseholdMember, LetterLayout, Medium, NoticeAgreement, PictureConsent, ReachBy

__all__ = [
    "AccountRequest",
    "AccountSession",
    "AccountWay",
    "ContactWish",
    "HouseholdMember",
    "LetterCode",
    "LetterLayout",
    "Medium",
    "NoticeAgreement",
    "PictureConsent",
    "ReachBy",
    "ResidentAccount",
    "ResidentPasskey",
    "SignInLink",
    "Tenancy",
    "TenancyList",
    "TenancyMatter",
    "Tenant",
    "Wanted",
]
