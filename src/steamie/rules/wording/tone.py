"""Turns of phrase that a list of words cannot hold: threats, blame, shouting, and talk against a whole group of people.

They are looked for beside the officer's own lists. Opinions, even sharp ones, are not here and must not be (S-69).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding, FindingKind
from .folding import Folded

_GROUPS = (
    r"foreigners|immigrants|migrants|refugees|asylum[- ]seekers|gyps(?:y|ies)|travellers|muslims?|islam(?:ists)?|jews?|jewish"
    r"|catholics?"
    r"|protestants?|blacks?|asians?|poles|polish|romanians?|roma|eastern europeans|africans?|the disabled|gays?|lesbians?"
    r"|trans people"
    r"|single (?:mothers|mums)|pensioners|old(?:er)? people|the old|women|men|girls|boys|the english|the irish"
)
_FAVOURED = (
    r"christians?|white|british|scottish|scots|english|protestant|catholic|muslim|straight|normal|decent|proper|working"
    r"|indigenous|native"
)
_PEOPLE = r"families|people|folks?|tenants|couples|residents|applicants|men|women|parents|neighbours"
_SCORN = r"lazy|selfish|ignorant|disgusting|filthy|dirty|thick|stupid|pathetic|animals|pigs|useless|clueless|childish|greedy|idle"

_PREJUDICE = (
    rf"(?:{_FAVOURED})(?: {_PEOPLE})?,? only\b(?! fools)",
    rf"only (?:{_FAVOURED}) (?:{_PEOPLE})\b",
    rf"no (?:{_GROUPS})\b(?! (?:here )?(?:go|goes|turned|came|will|has|have|lost|left|missed))",
    rf"(?:{_GROUPS}) (?:who )?(?:(?:all|always|just|only|are|will|now|never) )*"
    r"(?:get(?:ting)? (?:all|everything|it all|the best|housed first|priority)|tak(?:e|ing) (?:all|our|over)|jump(?:ing)? the"
    r"|steal(?:ing)?"
    r"|scroung\w+|should (?:go|be sent|not|never)|need not apply|can(?:'t|not) (?:drive|learn|work|be trusted)|do not belong"
    r"|don't belong)",
    r"(?:go|get|send them|sent) back to (?:(?:your|their|his|her) own (?:country|land)|where (?:you|they) c[ao]me)",
    r"(?:these|those|that lot|them) (?:people |families |folk |ones )?(?:breed|breeding|multiply)\b|breed(?:ing)? like",
    r"(?:a )?(?:wo)?m[ae]n'?s (?:job|work|place)\b|no job for a (?:man|woman|girl|lady)|too old to (?:learn|work|use"
    r"|understand)"
    r"|(?:not|never) for (?:girls|boys|the disabled)",
    r"(?:that'?s|that is|it'?s|it is|pure|so|dead|how|totally) gay\b(?! (?:pride|history|men|women|couples?|people|friendly))",
    r"one of (?:them|those) (?:gays|poofs|lezz?ies|trannies)|mental cases?\b|loony bin|nut ?jobs?|window lickers?",
)
_THREAT = (
    r"(?:pay|leave|stop|move|behave|listen|comply|shift|clear|tidy)\b[^.!?\n]{0,60}\bor (?:you(?:'ll| will| can| are|'re)"
    r"|get out|be (?:thrown|put|kicked))"
    r"|or (?:we'll|we will) (?:see you|take you|throw|put you|get you|shut)",
    r"(?:throw|put|kick|boot)(?:n|ed)? (?:you |them )?out on the street|out on the street\b|kick(?:ed)? (?:you|them) out",
    r"see (?:you|them) in court|take (?:you|them) to court",
    r"we (?:all )?know (?:exactly )?(?:who you are|where you (?:live|stay)|who did|your name)|we'?re coming for"
    r"|we will find you|we'll find you",
    r"you(?:'ll| will) (?:regret|be sorry|pay for (?:this|it)|be next|find out)|watch your back|face the consequences",
    r"nam(?:e|ed|ing) (?:and|&) sham(?:e|ed|ing)",
    r"won't (?:ask|tell you|warn you|say (?:it|this)) again|last chance to (?:behave|pay up)|no more excuses|no excuses\b",
)
_BLAME = (
    r"(?:only|nobody but|no one but) (?:got )?(?:yoursel(?:f|ves)|themselves|himself|herself) to blame"
    r"|(?:you|they|your|their)\b[^.!?\n]{0,12}\b(?:brought (?:it|this) on|have nobody but)",
    r"(?:tough|hard) (?:luck|cheese|lines)|\btoo bad\b(?! weather)|boo hoo|cry me a river|get used to it"
    r"|deal with it\b(?! (?:quickly|for))",
    r"if you(?:'d| had)? (?:only )?(?:bothered|ever (?:read|listened|looked)|could be bothered|paid attention)|can(?:'t"
    r"|not) be (?:bothered|arsed)",
    r"(?:sick|tired|fed up)(?: and tired)? (?:of|with) (?:\w+ ){0,2}(?:you|your|people who|tenants who|folk who|these people)",
    rf"(?:tenants|people|folk|residents|neighbours|families|some of you|those|you|youse|they|owners)(?: who)? (?:are"
    rf"|is) (?:(?:just|too|so|plain|pure|dead|all|simply|a|bunch|of) )*(?:{_SCORN})\b",
    r"(?:do we|must we) (?:have to|really|need to) (?:tell|remind|say|ask|spell)|we(?:'ve| have) told you|as (?:any"
    r"|every)(?:one| fool) (?:knows|can see)",
    r"(?:nobody|no one|naebody) (?:asked (?:you|for your)|wants your|cares what you)|mind your own business|keep your (?:nose"
    r"|opinions?)",
    r"(?:you(?:'re| are)|he is|she is|they are|they're) (?:talking|full of|making up) (?:nonsense|rubbish|mince|lies|drivel)",
    r"(?:bunch|pack|shower|load) of (?:\w+ )?(?:liars|cowards|crooks|thieves|idiots|clowns|hypocrites|losers|chancers|cheats)",
    r"what (?:is|the hell is) wrong with you|who do you think you are|have you no shame|ought to be ashamed|should be ashamed",
    r"(?:we have|we've|got) better things to do|not our job to|if you don't like it|you(?:'ve| have) had your chance",
)
_SUBJECT = (
    r"(?:vote|voting) (?:for )?(?:labour|tory|conservative|snp|green|reform|alba|lib(?:eral)? dem\w*|yes|no|leave|remain"
    r"|independent)\b",
    r"(?:labour|conservative|tory|snp|green|reform|alba|liberal democrat|lib dem) (?:party|candidates?|councillors?|msps?|mps?"
    r"|government|leader|voters?|manifesto)",
    r"(?:scottish|scotland's|only|for|about|after|before|under) independence\b(?! (?:at|in|after|of)\b)|independence (?:vote"
    r"|referendum|party|campaign|march|will|would|debate)",
    r"(?:celtic|rangers|hibs|hearts)(?: fans?)?\b[^.!?\n]{0,12}\b(?:or|v|vs|versus|beat|hammered"
    r"|against)\b[^.!?\n]{0,12}\b(?:celtic|rangers|hibs|hearts)",
    r"orange (?:walks?|order|march(?:es)?|parades?|lodge)|republican march(?:es)?|(?:the )?apprentice boys|loyalists?"
    r"|sectarian(?:ism)?",
    r"too many (?:asylum|immigrants|migrants|refugees|foreigners)|immigration|illegal migrants?|small boats|brexit|abortion"
    r"|death penalty",
    r"gaza|palestin\w+|israel\w*|(?:trans|gender) (?:rights|row|debate|ideology)|self-id\b|monarchy|republicanism",
)
_FAMILIES = (
    (FindingKind.OFFENSIVE, "This speaks against a group of people.", _PREJUDICE),
    (FindingKind.CONFRONTATIONAL, "This reads as a threat.", _THREAT),
    (FindingKind.CONFRONTATIONAL, "This reads as blame or scorn.", _BLAME),
    (FindingKind.TOPIC, "People feel strongly about this: read it once more.", _SUBJECT),
)
_PATTERNS = tuple((kind, reason, re.compile(rf"(?<![\w'-])(?:{'|'.join(parts)})(?!\w)")) for kind, reason, parts in _FAMILIES)
_SHOUT = re.compile(r"(?<!\w)(?:[A-Z][A-Z'’]*[,!?]? ){4,60}[A-Z][A-Z'’]+(?!\w)[!?]*|[!?]{3,}")
_LONG_WORDS = 3  # of four letters or more: below that it may be a row of initials


def turned(text: Folded, names: frozenset[str]) -> Iterator[Finding]:
    """Every turn of phrase of the families asked for ("offensive", "confrontational", "topic")."""
    for kind, reason, pattern in _PATTERNS:
        if kind.value in names:
            for match in pattern.finditer(text.plain):
                start, end = text.span(match)
                yield Finding(kind.value, kind, text.original[start:end], start, end, reason)
    if FindingKind.CONFRONTATIONAL.value in names:
        yield from _shouted(text)


def _shouted(text: Folded) -> Iterator[Finding]:
    for match in _SHOUT.finditer(text.original):
        words = re.findall(r"\w+", match[0])
        if not words or sum(len(word) > 3 for word in words) >= _LONG_WORDS:
            reason = "This reads as shouting: small letters and one mark are enough."
            yield Finding("confrontational", FindingKind.CONFRONTATIONAL, match[0], *match.span(), reason)
