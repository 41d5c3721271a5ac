"""The portal's rows."""

from .accounts import Account, AccountRequest, AccountSession, AccountWay, LetterCode, SignInLink, Wanted
from .matters import TenancyMatter
from .tenancies import Tenancy, TenancyList, Tenant
from .wishes import ContactWish, HouseholdMember, Layout, Medium, NoticeAgreement, PictureConsent, ReachBy

__all__ = [
    "Account",
    "AccountRequest",
    "AccountSession",
    "AccountWay",
    "ContactWish",
    "HouseholdMember",
    "Layout",
    "LetterCode",
    "Medium",
    "NoticeAgreement",
    "PictureConsent",
    "ReachBy",
    "SignInLink",
    "Tenancy",
    "TenancyList",
    "TenancyMatter",
    "Tenant",
    "Wanted",
]
