"""A named person beside a private matter: "Mrs Reilly is behind with her rent". A question about consent, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import Folded

# First names common in Scotland, for people named without Mr or Mrs. Names that are also words (Grace, Hope, Mark) are left out.
_NAMES = """
agnes aileen aisha alan alana alasdair alastair alec alexander alice alison alistair amina andrew angela angus ann anna anne
annie archie arthur barbara bella betty brenda brian bridget bruce callum calum cameron carol caroline catherine catriona
charlotte christine claire colin connor craig daniel david deborah denise derek donald donna dorothy dougie douglas duncan
eileen elaine elizabeth ella ellen emily emma eric erin euan ewan fatima fiona fraser gary gavin george gillian gordon graeme
graham greg hamish hannah harry hassan heather helen hugh iain ian ibrahim irene isabel isla ivan jacqueline jamie jane janet
janice jean jennifer jenny jessica jessie jim jimmy joan joanne john johnny joseph joyce julie kareem karen karl kate
kathleen keith kelly kenneth kerry kevin kirsty laura lauren lesley lewis liam linda lorna louise lynn lynne maggie malcolm
maria margaret marion martin mary matthew maureen michael michelle mohammed moira morag muhammad murdo nadia nancy natalie
neil nicola norman olivia omar pamela patricia patrick paul paula pauline peggy peter philip rachel rebecca robert roderick
ronald ronnie rory roy ruth ryan samantha samir sandra sarah scott senga shareen sharon sheena sheila shirley shona sophie
stephen steven stewart stuart susan suzanne tam theresa thomas tommy tony tracey tracy valerie victoria vincent violet walter
wendy william willie wullie yvonne zainab zoe
"""
_MATTERS = (
    r"arrears|(?:behind|late) with (?:his|her|their|the) (?:rent|payments)|(?:owes?|owing)\b.{0,20}\b(?:rent|£\s?\d+|money)"
    r"|in debt"
    r"|evict(?:ed|ion)|notice of proceedings|dementia|alzheimer\w*|cancer|stroke|epilep\w+|diabet\w+|depress\w+|anxiety"
    r"|suicid\w+"
    r"|schizophreni\w+|bipolar|autis\w+|adhd|breakdown|(?:his|her|their) nerves|sectioned|overdose|rehab|addict\w*|alcoholic"
    r"|methadone"
    r"|(?:is|was|been|went|still|back) in(?:to)? (?:the )?(?:hospital|prison|jail|care|rehab|court|a refuge)|taken into care"
    r"|social work(?:er)?"
    r"|sanctioned|(?:benefits?|universal credit|pip|money) (?:was|were|has been|have been|is|are) (?:stopped|cut|refused|late)"
    r"|on benefits"
    r"|(?:food|fuel) voucher|bankrupt\w*|arrested|charged with|convicted|on bail|tagged|domestic abuse|beaten|pregnan\w+"
    r"|miscarr\w+"
    r"|hiv|diagnos\w+|disciplin\w+|suspended|asylum|deport\w+|antisocial|anti-social"
)
_TITLED = r"(?:mr|mrs|ms|miss)\.? (?P<surname>[a-z][a-z'-]+)"
_GIVEN = rf"(?P<given>{'|'.join(_NAMES.split())})(?: (?P<family>[a-z][a-z'-]+))?"
_BESIDE = re.compile(rf"(?<![\w@.])(?:{_TITLED}|{_GIVEN})(?!\w)(?:'s)?[^.!?;\n]{{0,90}}?(?<!\w)(?:{_MATTERS})(?!\w)")
_WORKS = re.compile(
    r"\b(?:raised?|raising|runs?|fund\w*|talk\w*|awareness|charity|campaign\w*|research|advis\w+|officer|explains?|helps?)\b"
)


def named(text: Folded) -> Iterator[tuple[int, int]]:
    """Where a named person and a private matter stand in one sentence. People who talk of it at work or raise money are left."""
    for match in _BESIDE.finditer(text.plain):
        first, _ = text.span(match, "surname" if match["surname"] else "given")
        if text.original[first].isupper() and not _WORKS.search(match[0]):
            yield match.span()
