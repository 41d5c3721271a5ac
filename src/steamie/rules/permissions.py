"""Who may do what: the permission matrix (S-11, S-57, S-58, S-60), as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Office(StrEnum):
    """A role under the strategy, held by a person between dates. What it is called is for the strategy to say."""

    OFFICER = "officer"
    TEAM = "team"
    STAFF = "staff"
    COMMITTEE = "committee"
    FORUM = "forum"
    AUDITOR = "auditor"


class Act(StrEnum):
    """Something a person may or may not do."""

    SUGGEST = "suggest content"
    DRAFT = "draft or edit a post"
    PLAN = "plan the quarter"
    APPROVE = "approve and schedule"
    WITHDRAW = "withdraw a post or stop all posts"
    CONNECT = "connect or rotate an account"
    CONFIRM_ACCOUNT = "be the second person who confirms an account"
    MANAGE_PEOPLE = "change people and offices"
    CONFIRM_OFFICE = "be the second person who confirms an office"
    ASK_FRESH_START = "ask for a new second factor for someone"
    READ_PEOPLE = "see who holds which office"
    READ_MEASURES = "read measures and evidence"
    MEASURE = "measure the clauses and take readings"
    READ_TOTALS = "read totals"
    EXPORT = "export the record"
    ERASE = "erase a person's data"
    READ_LOG = "read the audit log"
    EDIT_STRATEGY = "load or review the strategy"
    EDIT_WEBSITE = "edit the website"
    LOG_CASE = "write down a case"
    READ_CASES = "see how every case stands"
    WORK_ON_CASE = "work on a case"
    DIRECT_CASES = "hand a case over"
    SET_TEAMS = "say who is in which team"
    SET_PARTICULARS = "change our own lists and numbers"
    CONFIRM_NUMBERS = "be the second person who looks at the numbers to call"
    READ_TENANCIES = "look up a tenancy"
    KEEP_TENANCIES = "bring in tenancies and see to residents’ accounts"
    READ_COMMENTS = "read comments and messages"
    ANSWER_COMMENTS = "answer comments and messages"


class Extent(StrEnum):
    """How far a permission reaches."""

    YES = "yes"
    OWN = "own"  # only what this person made
    DELEGATED = "delegated"  # only under a dated delegation, and never their own work
    NO = "no"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether an act is allowed, and why, in words fit for the screen. ``remedy`` is a page where it can be put right."""

    allowed: bool
    reason: str
    remedy: str = ""


_Y, _O, _D = Extent.YES, Extent.OWN, Extent.DELEGATED

MATRIX: dict[Office, dict[Act, Extent]] = {
    Office.OFFICER: dict.fromkeys(Act, _Y) | {Act.WORK_ON_CASE: _O},  # the words of a case are for whoever it is assigned to
    Office.TEAM: {
        Act.SUGGEST: _Y,
        Act.DRAFT: _Y,
        Act.PLAN: _Y,
        Act.APPROVE: _D,
        Act.WITHDRAW: _Y,
        Act.CONFIRM_ACCOUNT: _Y,
        Act.CONFIRM_NUMBERS: _Y,
        Act.READ_MEASURES: _Y,
        Act.MEASURE: _Y,
        Act.READ_TOTALS: _Y,
        Act.ASK_FRESH_START: _Y,
        Act.READ_PEOPLE: _Y,
        Act.READ_LOG: _O,
        Act.EDIT_WEBSITE: _Y,
        Act.LOG_CASE: _Y,
        Act.WORK_ON_CASE: _O,
        Act.DIRECT_CASES: _O,
        Act.READ_TENANCIES: _Y,
        Act.KEEP_TENANCIES: _Y,
        Act.READ_COMMENTS: _Y,
        Act.ANSWER_COMMENTS: _Y,
    },
    Office.STAFF: {
        Act.SUGGEST: _Y,
        Act.DRAFT: _O,
        Act.READ_MEASURES: _Y,
        Act.READ_TOTALS: _Y,
        Act.LOG_CASE: _Y,
        Act.WORK_ON_CASE: _O,
        Act.DIRECT_CASES: _O,
        Act.READ_TENANCIES: _Y,
    },
    Office.COMMITTEE: {
        Act.SUGGEST: _Y,
        Act.CONFIRM_ACCOUNT: _Y,
        Act.CONFIRM_NUMBERS: _Y,
        Act.CONFIRM_OFFICE: _Y,
        Act.ASK_FRESH_START: _Y,
        Act.READ_PEOPLE: _Y,
        Act.READ_MEASURES: _Y,
        Act.READ_TOTALS: _Y,
    },
    Office.FORUM: {Act.SUGGEST: _Y, Act.READ_TOTALS: _Y},
    Office.AUDITOR: {
        Act.READ_PEOPLE: _Y,
        Act.READ_MEASURES: _Y,
        Act.READ_TOTALS: _Y,
        Act.READ_LOG: _Y,
        Act.EXPORT: _Y,
        Act.READ_CASES: _Y,
    },
}


def extent(office: Office, act: Act) -> Extent:
    """How far this office may do this; what is not granted is refused."""
    return MATRIX[office].get(act, Extent.NO)
