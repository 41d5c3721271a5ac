"""How well the wording check does on drafts that somebody labelled: what it finds of each kind, and what it asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from steamie.rules.proportions import wilson

from .findings import Finding, FindingKind, Subject

Check = Callable[[str], Sequence[Finding]]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "structured": ("ni", "phone", "email", "card", "bank", "dob", "tenancy_ref", "other_id"),
    "addresses": ("address",),
    "names and children": ("name_private", "child", "health", "arrears", "asb", "private"),
    "offensive": ("offensive",),
    "quarrelsome": ("confrontational", "sarcasm", "victim_blaming"),
    "political": ("political",),
}
LABELS = tuple(label for labels in GROUPS.values() for label in labels)
OF_SUBJECT: Mapping[Subject, tuple[str, ...]] = {
    Subject.OFFENSIVE: ("offensive",),
    Subject.CONFRONTATIONAL: ("quarrelsome", "political"),
    Subject.CONFIDENTIAL: ("structured", "addresses", "names and children"),
}
_GROUP_OF = {label: group for group, labels in GROUPS.items() for label in labels}
_PLACES, _PEOPLE = {"address", "house", "flat", "postcode"}, {"named", "health", "child", "described"}
_GROUP_OF_KIND = {
    FindingKind.OFFENSIVE: "offensive",
    FindingKind.CONFRONTATIONAL: "quarrelsome",
    FindingKind.TOPIC: "political",
    FindingKind.WINDOW: "political",
}


class DraftClass(StrEnum):
    """What the labeller thinks the check should do with a draft."""

    CATCH = "catch"
    CLEAN = "clean"
    GREY = "grey"  # reasonable people differ: shown, never scored


@dataclass(frozen=True, slots=True)
class LabelledDraft:
    """One labelled draft. A span without labels of its own stands for every label of the draft."""

    text: str
    sort: DraftClass
    labels: tuple[str, ...] = ()
    spans: tuple[tuple[int, int, frozenset[str]], ...] = ()
    card: str = ""  # the card it was written from, where the set has them

    def places(self, label: str) -> list[tuple[int, int]]:
        """Where the words of this label stand; empty where the set does not say."""
        return [(start, end) for start, end, labels in self.spans if not labels or label in labels]


def groups_of(finding: Finding) -> frozenset[str]:
    """The groups of labels that a finding answers: two where it is of two kinds."""
    if finding.kind is not FindingKind.CONFIDENTIAL:
        return frozenset(_GROUP_OF_KIND[kind] for kind in finding.kinds)
    if finding.rule in _PLACES:
        return frozenset({"addresses"})
    return frozenset({"names and children" if finding.rule in _PEOPLE else "structured"})


@dataclass(frozen=True, slots=True)
class TriedDraft:
    """A draft and what the check asked about it."""

    draft: LabelledDraft
    findings: Sequence[Finding]

    def found(self, label: str) -> bool:
        """Whether a question of the label's group touches the words labelled so."""
        places = self.draft.places(label)
        asked = [finding for finding in self.findings if _GROUP_OF[label] in groups_of(finding)]
        if not places:
            return bool(asked)
        return any(finding.start < end and start < finding.end for finding in asked for start, end in places)

    @property
    def missed(self) -> tuple[str, ...]:
        """The labels nothing was asked about."""
        return tuple(label for label in self.draft.labels if not self.found(label))

    @property
    def wrong(self) -> bool:
        """A clean draft that was asked about."""
        return self.draft.sort is DraftClass.CLEAN and bool(self.findings)


@dataclass(frozen=True, slots=True)
class Proportion:
    """A count out of another, with the 95% interval of the share (Wilson's: it stays sound for few and for all)."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 when there was nothing to count."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of the interval, from 0 to 1; all of it when there was nothing to count."""
        return wilson(self.count, self.of)

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down."""
        return 100 * self.count // self.of if self.of else 0

    @property
    def range_percent(self) -> tuple[int, int]:
        """The interval in whole percent."""
        low, high = self.interval
        return round(100 * low), round(100 * high)


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one set of drafts."""

    labels: Mapping[str, Proportion]
    groups: Mapping[str, Proportion]
    caught: Proportion  # drafts to catch that were asked about at all
    alarms: Proportion  # clean drafts that were asked about
    grey: Proportion  # drafts reasonable people differ on that were asked about


def measure(drafts: Iterable[LabelledDraft], check: Check) -> tuple[TriedDraft, ...]:
    """Try every draft."""
    return tuple(TriedDraft(draft, check(draft.text)) for draft in drafts)


def figures(rows: Sequence[TriedDraft]) -> Measured:
    """Count what was found."""
    caught, alarms, grey = (_asked(rows, sort) for sort in (DraftClass.CATCH, DraftClass.CLEAN, DraftClass.GREY))
    labels = {label: of_labels(rows, [label]) for label in LABELS}
    groups = {group: of_labels(rows, labels) for group, labels in GROUPS.items()}
    return Measured(labels, groups, caught, alarms, grey)


def of_labels(rows: Iterable[TriedDraft], labels: Iterable[str]) -> Proportion:
    """The drafts that bear one of these labels, and those of them where one was found."""
    wanted = set(labels)
    tried = [(row, wanted.intersection(row.draft.labels)) for row in rows if row.draft.sort is DraftClass.CATCH]
    bearing = [(row, borne) for row, borne in tried if borne]
    return Proportion(sum(any(row.found(label) for label in borne) for row, borne in bearing), len(bearing))


def _asked(rows: Iterable[TriedDraft], sort: DraftClass) -> Proportion:
    asked = [bool(row.findings) for row in rows if row.draft.sort is sort]
    return Proportion(sum(asked), len(asked))
