"""What is private about a person: health, money, family, trouble. Said of somebody, not as a subject (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ILL = (
    r"(?:dementia|alzheimer'?s?\w*|(?:\w+ )?cancer|tumou?r|leuka?emia|strokes?|heart attack|(?:bad|weak|dodgy) heart"
    r"|heart (?:condition|failure"
    r"|surgery|trouble|problems?)|epilepsy|epileptic \w+|fits|seizures?|diabet\w+|depression|anxiety|panic attacks|ptsd"
    r"|schizophreni\w+"
    r"|bipolar(?: disorder)?|psychosis|autism|asperger\w*|adhd|breakdown|hiv|aids|hepatitis(?: [abc])?|copd|asthma"
    r"|emphysema|ms|multiple sclerosis"
    r"|parkinson\w*(?:'s)?|motor neurone(?: disease)?|mnd|cerebral palsy|down'?s syndrome|(?:a )?learning (?:disabilit\w+"
    r"|difficult\w+)|arthritis"
    r"|kidney (?:failure|disease|trouble)|dialysis|(?:an )?eating disorder|anorexi\w+|bulimi\w+|ocd|miscarriage|abortion"
    r"|operation|hip (?:replacement"
    r"|op)|surgery|chemo\w*|radiotherapy|transplant|amputat\w+|covid|tb|tuberculosis|sepsis|pneumonia|lung disease"
    r"|brain (?:injury|tumour|bleed)"
    r"|mental (?:health)?\s?(?:problems?|issues?|crisis|breakdown|illness|assessment)|(?:drug|drink|drinking|alcohol"
    r"|gambling|substance) (?:problem|addiction"
    r"|habit|misuse|dependency|issues?)|illness|hearing loss|sight loss|lupus|crohn'?s\w*|colitis|cirrhosis|sickle cell"
    r"|fibromyalgia"
    r"|personality disorder|suicidal thoughts|postnatal depression|stoma|colostomy|prostate|biopsy|scan results)"
)
_BE = r"(?:is|was|been|being|be|got|gets|getting|'s|are|were|wis|became|went|feels?|looks?)"
_HIS = r"(?:his|her|their|hir|'s)"
_HEALTH = (
    rf"(?:has|hasn't|have|had|having|got|gets|getting|suffer(?:s|ed|ing)?(?: from| with)?|living with|lives with"
    rf"|diagnosed with|battling|fighting|beat(?:en|ing)?"
    rf"|recover(?:ing|ed)? from|treated for|treatment for|died (?:of|from)|waiting (?:on|for)|off with|survived|developed"
    rf"|caught|struggles with"
    rf"|struggling with|and has|because of|due to|after)\s+(?:(?:a|an|the|his|her|their|bad|severe|early|late|chronic"
    rf"|terminal|type \w+|major|minor|another|some|stage \w+|long|that) ){{0,3}}{_ILL}",
    rf"{_BE}\s+(?:(?:now|still|very|really|severely|registered|currently|back|also|so|pure|clinically|seriously|pretty"
    rf"|profoundly|being|a|an|recovering|a recovering|again|just|not) ){{0,3}}"
    r"(?:sectioned|hospitali[sz]ed|epileptic|diabetic|autistic|bipolar|schizophrenic|suicidal|depressed|anorexic|bulimic"
    r"|blind|deaf|disabled|terminal(?:ly ill)?"
    r"|alcoholic|addict|addicted|drug addict|diagnosed|ill|unwell|poorly|dying|paraly[sz]ed|housebound|bedbound"
    r"|incontinent|pregnant|expecting|hiv positive"
    r"|in (?:the )?(?:hospital|hospice|icu|intensive care|infirmary|royal|queen elizabeth|leverndale|gartnavel|coma|labour"
    r"|psychiatric \w+|mental health \w+)"
    r"|off (?:sick|ill|with)|signed off|on (?:dialysis|chemo\w*|methadone|medication|antidepressants|oxygen|suicide watch"
    r"|the drink|a ventilator|insulin)"
    r"|off (?:the|his|her) (?:drink|dialysis|drugs|methadone|meds|medication)|in remission|in a wheelchair|losing (?:his"
    r"|her|their) (?:sight|memory|hearing|mind|leg)"
    r"|having (?:a|an|her|his|surgery|chemo|treatment|tests|twins)|confused|not well|no well|no keeping well|in recovery"
    r"|detoxing)\b",
    r"(?:uses?|using|needs?|in) a (?:wheelchair|walking frame|zimmer|stoma)|tried to (?:take|kill|end|harm|hang|jump)"
    r"|took (?:his|her|their) (?:own )?life"
    r"|(?:kill|harm|cut|hang|hurt)(?:ed|s|ing)? (?:him|her)sel(?:f|')|overdos\w+|self-?harm\w*|attempted suicide"
    r"|suicide attempt|died|passed away|deid|(?:went|going|gone|back|rushed|taken|admitted) (?:in)?(?:to)? ?(?:the )?"
    r"(?:hospital|labour|a hospice|hospice|rehab|psychiatric|leverndale)|lost (?:the|her|a|their) (?:baby|bairn|leg|sight"
    r"|hearing|memory)|can(?:no|')t remember|wandering in"
    r"|(?:had|having|has had|needs?|gets|getting|goes in for|went in for|awaiting) (?:a|an|his|her) (?:fall|stroke"
    r"|breakdown|miscarriage|abortion|operation|op|hysterectomy|bypass|biopsy|transplant"
    r"|heart attack|seizure|fit|scan|amputation|caesarean|relapse)",
    rf"{_HIS} (?:\w+ )?(?:nerves|memory|diagnosis|operation|op|chemo\w*|medication|meds|condition|illness|dementia|cancer"
    rf"|stroke|surgery|pregnancy|mental health|drinking"
    r"|addiction|methadone|cataracts?|hip op|hip replacement|bad heart|heart (?:attack|condition)|kidneys?|scan|biopsy"
    r"|breakdown|depression|anxiety|disability|autism|wheelchair|insulin|treatment"
    r"|funeral|baby is due|epilepsy|asthma|copd|diabetes|hiv|ms|seizures|fits|therapy|psychiatrist|counselling|inhaler"
    r"|colostomy|blindness|deafness)\b|memory(?:'s| is| has)? (?:away|gone|going|went|failing)",
    r"(?:-|:|,|\()\s*(?:epileptic|diabetic|autistic|schizophrenic|bipolar|deaf|blind|disabled|wheelchair user|pregnant|hiv"
    r"|on methadone|alcoholic|terminal\w*|dementia|has|recovering)\b",
    r"(?:mental health|psychiatric|capacity|autism|adhd|dementia) (?:assessment|ward|team|referral|hospital|diagnosis)",
)
_MONEY = (
    r"(?:owes?|owed|owing)\s+(?:us\s+|them\s+|the association\s+)?(?:(?:over|nearly|about|more than|almost|around"
    r"|up to)\s+)?(?:£|the|rent|money|\d|thousands|hundreds|back|a lot|two|three|four|five|six)",
    r"(?:(?<!you )(?:is|was|are|were|been|fell|got|gets|getting|gone|now|still|'s|has|have"
    r"|had))\s+(?:[\w£,]+\s+){0,4}?(?:behind (?:with|on|in)\b(?! your)|late (?:with|on|in)\b(?! your)|in (?:arrears|debt"
    r"|rent arrears)|bankrupt|evicted|sequestrated|skint|broke|homeless|getting evicted|put out|flung out)\b",
    r"(?:months?|weeks?) (?:behind|in arrears)|not paid (?:a penny|(?:his|her|their|the|any|us)?\s?(?:rent|council tax"
    r"|bill))|(?:has|have|had)(?:n't| not|nae)(?: been)? (?:paid|paying|kept up)|pays? (?:no|nae) rent|never pays?"
    rf"|{_HIS} (?:rent )?(?:arrears|debts?|eviction|benefits?|housing benefit|universal credit|pip|uc|sanction|giro"
    rf"|bankruptcy|overdraft|wages|loans?|credit rating|gambling)\b",
    r"missed (?:\w+ ){0,3}(?:payments?|rent)|facing (?:eviction|court)|lost (?:his|her|their) (?:tenancy|home|flat|job"
    r"|benefits?|kids|children|weans|licence)|(?:re)?payment (?:plan|arrangement)|notice of proceedings|served (?:with"
    r"|notice)"
    r"|(?:told|ordered|asked) to (?:remove|get rid of|clear|leave|move out|quit|hand back)"
    r"|out of the (?:homeless|hostel|refuge)\b"
    r"|(?:took|taken|taking|take|taken) \w+(?: \w+){0,2} to court|evict(?:s|ed|ing|ion)?\b(?! (?:nobody|no one"
    r"|people only))|arrears (?:case|letter|of £|are"
    r"|have|has)|(?:letter|visit|call) about (?:\w+ )?arrears|decree|rent account is|kept to (?:his|her|their) arrangement",
    r"(?:housing benefit|benefits?|universal credit|money|pip|pension|dla|allowance|giro|wages)(?: \w+){0,4} (?:was|were"
    r"|has been|have been|is|are|been|got) (?:stopped|cut|refused|late|suspended|sanctioned|reduced|turned down)",
    r"(?:is|was|are|were|'s|been|lives?|living|still|now) on (?:benefits|the (?:social|dole|sick|broo|buroo)"
    r"|universal credit|pip|income support|jobseeker)|(?:food|fuel) (?:voucher|parcel)s?|(?:no|nae) money for|can(?:'t"
    r"|not) afford|claiming (?:benefits|pip|carer)",
)
_TROUBLE = (
    r"(?:was|been|were|got|is|gets|has been|being|'s|having been|wis) (?:\w+ )?(?:sanctioned|refused|deported|detained"
    r"|suspended|sacked|disciplined|arrested|lifted|charged|convicted|jailed|tagged|bailed|cautioned|remanded|evicted"
    r"|banned"
    r"|barred|fined|taken into care|beaten|assaulted|raped|abused|attacked|stabbed|adopted|fostered|trafficked|done for"
    r"|nicked|huckled|sentenced|locked up|caught|groomed|bullied|moved here for|rehoused|investigated|flung out|dismissed"
    r"|let go|accused)\b"
    r"|(?<!\w)(?:moved|rehoused)(?: \w+)? (?:here )?for (?:her|his|their) (?:own )?safety",
    r"home (?:\w+ ){0,3}?from (?:the )?(?:prison|jail|rehab|custody|a psychiatric)|(?:(?:came|come|comes|got|gets|getting"
    r"|just|fresh|is|was|been|back|went|still|'s|goes) (?:\w+ )?(?:in|out of|out"
    r"|into|from|to|oot|oot o) )(?:the )?(?:prison|jail|barlinnie|bar-l|saughton|cornton vale|low moss|polmont|shotts"
    r"|custody|rehab|court|care|a refuge|refuge|the cells|a hostel|a young offenders)\b",
    r"on (?:bail|(?:a )?tag|remand|parole|probation|the run|licence|the (?:sex offenders|at.risk) \w+|community service"
    r"|payback)"
    r"|(?:is|was|been|for|been|caught|still) deal(?:ing|in)|(?:deals|sells?|selling|grows?|growing|smok(?:es|ing)|takes"
    r"|taking|injects|injecting) (?:\w+ )?(?:drugs|weed|cannabis|heroin|coke|cocaine|hash|hash|valium|vallies)"
    r"|sex offender|paedophile|paedo|criminal record|(?:stole|stealing|nicked|robbed) |shoplift\w+|did time"
    r"|served (?:\w+ ){1,3}(?:years|months|time)|cash in hand|benefit fraud|previous convictions?|spent conviction"
    r"|broke the window",
    r"(?:warnings?|letters?|notices?|orders?|visits?) (?:for|about|over) (?:\w+ ){0,2}(?:noise|parties|music|rubbish|dogs?"
    r"|behaviour|asb|drugs?|fighting|arrears)\b|(?:noise|asb|anti-?social(?: behaviour)?|behaviour|neighbour|parking"
    r"|dog)[\w ]{0,20}(?:complaints?|order|warning"
    r"|notice|report|case|interdict)|(?:complaints?|allegations?|reports?|reported|order|case|evidence|warning|statements?"
    r"|petition) (?:\w+ ){0,4}(?:against|about)"
    r"|(?:loud|late|all[- ]night|wild|noisy) (?:parties|music|noise)|(?:police|cops|polis|bizzies) (?:\w+ ){0,4}(?:called"
    r"|out|at|round|raid\w*|in)\b|raided|asbo|harass\w+|threaten(?:s|ed|ing)|play(?:s|ing) (?:\w+ ){0,2}music|bang(?:s"
    r"|ing) (?:on|doors|the|all)|scream(?:s|ing)|fight(?:s|ing)|shout(?:s|ing) (?:at|all|and)"
    r"|(?:is|was|always|been|blind|'s) drunk|drunken|throws? parties|neighbours? from hell|dump(?:s|ed"
    r"|ing) (?:\w+ )*?(?:rubbish|couch|mattress)|abusive|keeps? (?:us|everyone|folk) (?:awake|up)|keepin us up"
    r"|dog (?:barks|fouls|bit)|hoard(?:s|er|ing)|filthy|clarty|stinks|rowdy|breach of tenancy|drug(?:s)? (?:raid|den"
    r"|dealer|dealing|user)",
    r"(?:took|taken|taking|lost) the (?:children|kids|weans|bairns)|left (?:his|her|their) (?:husband|wife|partner|man"
    r"|family|weans|kids|boyfriend|girlfriend)|(?:husband|wife|partner"
    r"|boyfriend|man|ex|dad|father|he|she) (?:hit|hits|beats?|left|abuse[sd]?|batters?|battered|walked out|threatened"
    r"|is in|went to)\b|split(?:ting|s)? up|separat(?:ed|ing) from|(?:is|are|been|getting|got) divorc\w+|divorcing"
    r"|having an affair|an affair|affair with|cheat(?:ed|ing|s) on"
    r"|(?:no|nae) (?:dad|da|father)|(?:in|to|from) a refuge|women'?s refuge|domestic (?:abuse|violence)|fleeing"
    r"|fled (?:\w+ )?(?:violence|abuse|her|his)|restraining order|non-harassment|custody (?:of|battle)|social work\w*"
    r"|kids? (?:\w+ )?(?:taken|in care)|children (?:\w+ )?(?:taken|in care)|in(?:to)? care|child protection|came out as"
    r"|is (?:gay|a lesbian|lesbian|trans|bisexual|transgender|transitioning)|transition(?:ed|ing)"
    r"|(?:refused|seeking|claimed|claiming|granted|waiting for|denied) asylum|asylum (?:claim|seeker|case|application"
    r"|interview)|deport\w+|overstay\w*|(?:his|her|their|'s) (?:visa|papers|immigration \w+|leave to remain|passport)"
    r"|no recourse|illegally|undocumented|must leave (?:by|the country)|home office|adopted|illegitimate|who(?:'s"
    r"| is) the (?:father|dad)|religion|converted to",
    r"disciplinary|grievance|sacked|gross misconduct|under investigation|works? cash|moonlight\w*|alone at (?:home"
    r"|the pantry)|come to the pantry alone|left alone|neglect\w*|kids come|virgin|wedding night|body odour|smell(?:s"
    r"|ed) of",
)
_NOUNS_HEALTH = (
    rf"{_ILL}|suicid\w+|diagnos\w+|pregnan\w+|miscarr\w+|rehab|addict\w*|alcoholic|methadone|sectioned|in hospital"
    rf"|wheelchair|disabilit\w+|overdose|epilep\w+"
)
_NOUNS_OTHER = (
    r"arrears|eviction|in debt|bankrupt\w*|sanction\w*|on bail|tagged|beaten|disciplin\w+|suspended|asylum|anti-?social"
    r"|prison|jail|court order|divorce|food bank|on benefits|owes|convict\w+|domestic abuse"
)
_WORKS = re.compile(
    r"(?<!\w)(?:raised?|raising|runs?|ran|running|fund\w*|talks?|awareness|charity|campaign\w*|research|advis\w+|advice"
    r"|officer|explains?|helps?|team|welcome|joins?|joined|speak\w*|spoke|train\w*"
    r"|course|workshop|support(?:s|ed|ing)?|nurses?|counsell\w+|volunteer\w*|donat\w+|thanks?|thanked|led|leads|host\w*"
    r"|yours?|you|opened|visit(?:ed|s)?|invit\w+|macmillan|marie curie|trust|foundation|group"
    r"|session|clinic|screening|film|book|novel|show|play|drama|author|study|strategy|policy|survey|report(?:s"
    r"|ed)? (?:that|on)|said|says|told the|minister|msp|mp|councillors?|professor)(?!\w)"
)
_ADDRESSED = re.compile(
    r"(?<!\w)(?:if (?:you|someone|your|people|anyone)|(?:are|have|do|has|is) your?|you (?:are|may|can|could|might|have)"
    r"|you're|you've|anyone (?:who|is|in|with)"
    r"|somebody who|people (?:who|with|in)|tenants (?:who|with|in)|those (?:who|with|in)|anybody|everyone (?:who|with))(?!\w)"
)
_SUBJECT = re.compile(
    r"(?<!\w)(?:talk|talks|talking|speaks?|speaking|spoke|advice|advis\w+|helps?|helping|support|information|questions"
    r"|film|book|course"
    r"|session|learn\w*|rais(?:e|es|ed|ing)|research|rights|leaflet|guide|tips|awareness|stor(?:y|ies)|campaign\w*|chat"
    r"|workshop|fight)\s"
    r"(?:[\w£,]+ ){0,5}?$"
)
_LEADS_IN = 45  # characters before a matter in which it may be said of whoever reads


@dataclass(frozen=True, slots=True)
class Matter:
    """A private matter in the text. ``plain``: said of somebody; otherwise only a word for such a thing."""

    start: int
    end: int
    health: bool
    plain: bool


_OF_WORK = r"team|advis\w+|officer|service|forms?|advice|office|check|cap|rates?|society|unit"


def _compiled(parts: tuple[str, ...], of_a_name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)|(?<=\w)'s (?:{of_a_name})(?!\w)(?! (?:{_OF_WORK}))")


_HEALTH_SAID = _compiled(
    _HEALTH,
    r"epilepsy|asthma|diabetes|depression|anxiety|autism|heart|hip|seizures|diagnosis|operation|memory|illness|dementia"
    r"|cancer|stroke|pregnancy|drinking|addiction|medication|nerves",
)
_OTHER_SAID = _compiled(
    (*_MONEY, *_TROUBLE), r"arrears|debts?|eviction|benefits?|sanction|visa|divorce|mum works|man is|husband is|giro"
)
_HEALTH_NOUN = re.compile(rf"(?<!\w)(?:{_NOUNS_HEALTH})(?!\w)")
_OTHER_NOUN = re.compile(rf"(?<!\w)(?:{_NOUNS_OTHER})(?!\w)")


def speaks_of_matters(plain: str) -> bool:
    """Whether anything private is spoken of at all."""
    return any(pattern.search(plain) for pattern in (_HEALTH_SAID, _OTHER_SAID, _HEALTH_NOUN, _OTHER_NOUN))


def matters(plain: str, start: int, end: int) -> Iterator[Matter]:
    """Every private matter between two places of the text, those said of somebody first."""
    said = [*_all(_HEALTH_SAID, plain, start, end, health=True), *_all(_OTHER_SAID, plain, start, end, health=False)]
    yield from (row for row in said if not _is_general(plain, max(start, row.start - _LEADS_IN), row))
    if not _ADDRESSED.search(plain, start, end) and not _WORKS.search(plain, start, end):
        yield from _all(_HEALTH_NOUN, plain, start, end, health=True, plain_words=False)
        yield from _all(_OTHER_NOUN, plain, start, end, health=False, plain_words=False)


def _is_general(plain: str, first: int, matter: Matter) -> bool:
    """Whether it is said of whoever reads, or is what a talk or a leaflet is about."""
    return bool(_ADDRESSED.search(plain, first, matter.end) or _SUBJECT.search(plain, first, matter.start))


def _all(
    pattern: re.Pattern[str], plain: str, start: int, end: int, *, health: bool, plain_words: bool = True
) -> Iterator[Matter]:
    return (Matter(*match.span(), health=health, plain=plain_words) for match in pattern.finditer(plain, start, end))
