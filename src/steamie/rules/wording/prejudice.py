"""Talk against a whole group of people, for who they are (S-66)."""

from __future__ import annotations

_GROUPS = (
    r"tinkers|tinkies|albanians|syrians|ukrainians|somalis|pakistanis|bangladeshis|indians|nigerians|chinese|arabs|hindus|sikhs"
    r"|iranians|kurds|afghans|bulgarians|lithuanians|incomers|white settlers|homosexuals|council tenants"
    r"|benefit claimants|the unemployed|drug addicts|alcoholics|the homeless|rough sleepers|ex-offenders|foreigners"
    r"|immigrants|migrants|refugees|asylum[- ]seekers|gyps(?:y|ies)|travellers|muslims?|islam(?:ists)?|jews?|jewish"
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

PREJUDICE = (
    rf"(?:{_FAVOURED})(?: {_PEOPLE})?,? only\b(?! fools)",
    rf"only (?:{_FAVOURED}) (?:{_PEOPLE})\b",
    rf"no (?:{_GROUPS})\b(?! (?:here )?(?:go|goes|turned|came|will|has|have|lost|left|missed))",
    rf"(?:{_GROUPS}) (?:who )?(?:(?:all|always|just|only|are|will|now|never) )*"
    r"(?:get(?:ting)? (?:all|everything|it all|the best|housed first|priority)|tak(?:e|ing) (?:all|our|over)|jump(?:ing)? the"
    r"|steal(?:ing)?"
    r"|scroung\w+|should (?:go|be sent|never|not(?! have to| feel| need| worry| wait| be (?:afraid|left|asked|made|cold"
    r"|alone)))|need not apply|can(?:'t|not) (?:drive|learn|work|be trusted)|do not belong"
    r"|don't belong)",
    r"(?:go|get|send them|sent) back to (?:(?:your|their|his|her) own (?:country|land)|where (?:you|they) c[ao]me)",
    r"(?:these|those|that lot|them) (?:people |families |folk |ones )?(?:breed|breeding|multiply)\b|breed(?:ing)? like",
    r"(?:a )?(?:wo)?m[ae]n'?s (?:job|work|place)\b|no job for a (?:man|woman|girl|lady)|too old to (?:learn|work|use"
    r"|understand)"
    r"|(?:not|never) for (?:girls|boys|the disabled)",
    r"(?:that'?s|that is|it'?s|it is|pure|so|dead|how|totally) gay\b(?! (?:pride|history|men|women|couples?|people"
    r"|friendly))",
    r"one of (?:them|those) (?:gays|poofs|lezz?ies|trannies)|mental cases?\b|loony bin|nut ?jobs?|window lickers?",
    r"(?:come|coming|came|comes) (?:over |across )?(?:here|to (?:this|our) country)(?:,| and| to| just to| only to| for)+"
    r" (?:\w+ )?(?:jump\w*|tak(?:e|ing)|get(?:ting)?|liv(?:e|ing) off|claim\w*|spong\w*|steal\w*|scroung\w*|our|free)\b",
    r"(?:these|those) (?:people|families|ones|types|sorts)\b[^.!?\n]{0,30}? (?:jump\w*|skip\w*) (?:to the front of )?the"
    r" (?:\w+ )?(?:list|queue)|(?:locals|natives|scots|our own(?: folk| people)?) (?:should )?(?:come |get "
    r"|be (?:housed )?)?first\b",
    rf"(?:{_GROUPS}) (?:are |is |were )?(?:not|no longer|never) (?:wanted|welcome|allowed|our problem|tolerated|needed)\b"
    rf"|(?:no (?:place|room|need|homes?) for|enough of|full of|overrun (?:with|by)) (?:\w+ )?(?:{_GROUPS})\b(?! (?:to"
    rf"|who want))",
    # Said of a whole group: what they are, what they take, what they should do.
    rf"(?:{_GROUPS}) (?:are|is|were) (?:(?:all|just|only|nothing but|a bunch of|a load of|a pack of|pure|so|too|always"
    rf"|dirty|dangerous|a|the|like|taking) )*(?:thieves|thieving|criminals?|terrorists?|dirty|lazy"
    r"|animals|vermin|rats|parasites|leeches|disease|cancer|plague|cult|poison|evil|savages|scum|violent|stupid|liars"
    r"|crooks|spongers|scroungers|the same|everywhere|rapists|perverts|sick|unnatural|a problem|problem|backward|over"
    r"|inferior|weak|hysterical|emotional|useless)\b",
    rf"(?:{_GROUPS}) (?:get|gets|got|getting) (?:the (?:new|good|best|big|nice|houses|jobs|flats)\b|in first|first"
    rf"|priority|everything|our|a free house|houses before)",
    rf"(?:{_GROUPS}) (?:should|need to|ought to|must|have to|can) (?:keep (?:it|that|their)|stay (?:in|at|away|out|home)"
    rf"|learn (?:english|to speak)|go (?:back|home)|get out|leave|be (?:banned|kept|locked|deported|stopped|shot)"
    rf"|know (?:their|her) place|cook|smile|try|speak english)\b",
    rf"(?:{_GROUPS}) (?:don't|do not|can't|cannot|won't|never|dinnae|cannae) (?:\w+ )?(?:work|pay|wash|belong|integrate"
    rf"|drive|park|learn|count|fit in|speak english|cope|understand|live like us)",
    rf"(?:those|these|them|filthy|dirty|bloody|thieving|lazy|stupid|too many|sick of|hate|hating|no more|rid of|out with"
    rf"|down with|ban|kick out|keep out)(?: the| all| of| these| those)* (?:{_GROUPS})\b(?! (?:who (?:came|helped|live)"
    rf"|for their|and their|have been|were|did|will be))",
    r"(?:islam|christianity|judaism|catholicism|hinduism|religion) (?:is|are|was) (?:a |an |the |pure |just )*(?:disease"
    r"|cancer|cult|poison|evil|threat|curse|plague|rubbish|nonsense)",
    r"wom[ae]n drivers?|(?:just|typical|usual) (?:like a )?(?:wom[ae]n|men|man|females?)\b(?! of|'|s'? (?:group|club|lunch"
    r"|shed|night))|bloody (?:wom[ae]n"
    r"|foreigners?)|man up\b|run like a girl|throw(?:s|ing)? like a girl|like a girl|big girl'?s blouse"
    r"|ladies, put the kettle|women's brains|time of the month",
    r"send (?:them|him|her|the lot) (?:all )?(?:back|home)\b(?!,? (?:and we|to us|to the (?:office|shop|supplier)|by|with"
    r"|in the|if|within|for a|when))(?=[^.!?\n]{0,60}(?:boat|came|country|where|home|plane|lot|\.|!|$))(?<!size)",
    r"(?:not|no|isn't|aren't) (?:really |proper |true )?(?:scottish|british|white|one of us|from here)\b(?= people| folk"
    r"| families|[.!]|$)|ethnics|swamped (?:by|with)|taking over (?:our|the) (?:street|scheme|area|country|town)|(?:our"
    r"|the) own (?:kind|people) first|charity begins at home|look after our own",
    r"(?:wheelchair|mobility scooter|disabled|blind|deaf|old|fat|foreign|gay|trans) (?:brigade|lot|mob|ones|yins|types)\b",
)

_VILE = (
    r"pathetic|stupid|ignorant|filthy|dirty|useless|manky|worthless|vile|disgusting|dense|daft|thick|greedy|miserable|ugly|fat"
    r"|smelly|stinking|selfish|lazy|idle|rotten|feral|clueless|entitled|ungrateful|nasty|inbred|mindless|hopeless"
)
_THEM = r"(?:that (?:lot|kind|sort)|those (?:people|folk|families|types)|these (?:people|folk|families|types))"
GROUPED = (
    rf"(?:typical|bloody|just like (?:the )?|leave it to) (?:{_GROUPS})\b(?!'| (?:food|music|dance|art|day|week|home))",
    rf"(?:{_GROUPS})\b[^.!?\n]{{0,50}}?\b(?:so )?lock (?:up )?(?:your|yer|the) (?:sheds?|doors?|daughters|vans?|bikes?"
    rf"|cars?)\b",
    rf"(?:{_GROUPS})(?: folk| people| families| lot)? (?:leaving|dumping|letting|making|ruining|taking|shouting|spoiling)"
    r"\b[^.!?\n]{0,40}?\b(?:again|as always|as usual|as ever)\b",
    rf"(?:{_GROUPS}) (?:get|gets|got|are getting|given) (?:the|all the|free|our) (?:keys?|homes?|houses?|flats?|money|best)\b"
    r"|(?:and|while|but|before) our own (?:kids|folk|people|weans|families|young ones)\b[^.!?\n]{0,20} (?:get|wait|sleep"
    r"|go without)",
    rf"{_THEM}\b[^.!?\n]{{0,30}}? (?:don't|do not|never|dinnae|can't|won't) (?:\w+ )?(?:wash|clean|work|fit in|belong|speak"
    r" english|integrate|know how to (?:live|behave)|look after (?:their|anything|a house))\b",
    rf"{_THEM}\b[^.!?\n]{{0,30}}? (?:are|is|all) (?:all |just |so |pure )?(?:dirty|filthy|thieves|thieving|minging|mingin|manky"
    r"|animals|vermin|scum|spongers|lazy|dangerous|trouble|the same)\b",
    r"(?:people|folk|folks|families|types|scum|kids|tenants) like (?:that|them|those|him|her|youse?)\b(?= (?:should|don't|never"
    r"|can't|are|is|need|belong|ruin|bring|get|shouldn't|make|deserve|living|in)|[.!]|$)",
    r"(?:we|you) (?:all )?know (?:what|how) (?:they|those people|that lot|that sort) (?:are|'re) like|you know the (?:type"
    r"|sort|kind)\b",
    r"(?:lower(?:s|ing)?|bring(?:s|ing)? down|drag(?:s|ging)? down) the tone|their (?:sort|kind|type) (?:here|round here|in our"
    r"|next door|isn't|aren't|are not)\b|not our (?:sort|kind) of people",
)
INSULTS = (
    r"(?:(?:ya|yer an?) (?:(?:wee|big|pure|absolute|total|daft|auld|old) )*|you (?:(?:wee|big|pure|absolute|total|daft|auld"
    r"|old) )+)"
    r"(?:clown|spanner|balloon|banger|tool|tube|melt|dafty|goat|weapon|roaster|turnip|fud)s?\b|(?:absolute|total|complete"
    r"|utter|bunch of)"
    r" (?:absolute |total |complete |right )?(?:spanners?|melts?|wallopers?|mingers?|muppets?|cretins?|jokers)\b"
    r"|pure mingers?\b",
    r"(?:big|such a) (?:jessie|sissy|nancy boy|mammy's boy|crybaby)\b|(?:silly|daft|grumpy|crabbit|miserable"
    r"|moany) (?:old |auld )?(?:goat|bat|git"
    r"|sod|fool|duffer)s?\b|(?:benefits?|dole|welfare|giro) (?:bums?|spongers?|junkies|queens?|thieves|lifers)\b",
    r"(?:have to|got to|must|need to) be (?:\w+ )?(?:mental|daft|thick|stupid|brain ?dead|soft in the head"
    r"|off your heid)\b(?! health)",
    r"(?:no|not one|half a|without a) (?:brain|brains|brain cell|brain cells)\b|(?:a|right|such a|old|silly|moody"
    r"|miserable|fat|lazy"
    r"|nippy|crabbit) (?:cow|bitch|besom|mare|hag)\b(?! (?:shed|parsley|field|called))|wild animals (?:and|who|that)\b"
    r"|deaf as a post"
    r"|daft as a brush|thick as (?:two|a) \w+|(?:benefits?|dole|giro|council|scheme|hostel) (?:folk|people|lot|types|mob"
    r"|mums|families|kids"
    r"|crowd) (?:expect|want|think|always|never|can't|don't|should|are)\b|a (?:wo)?man (?:would|could) never\b",
    r"(?:too|so|that|pretty|dead|pure) (?:thick|daft|stupid|dumb|dense|dim|ignorant|lazy|backward) (?:to|that|they|you|he"
    r"|she)\b"
    r"|on the (?:fiddle|make|scrounge|rob)\b|shut (?:yer|your|their|its?) (?:face|mouth|gob|trap|pie ?hole|cake ?hole"
    r"|geggie)s?",
    r"(?:you|youse|they|these people|that family|some of (?:you|youse|them)|tenants|neighbours|owners|those folk|he"
    r"|she)(?: all)?"
    r" (?:are|is) (?:just |nothing but |a total |a complete |a pure )?an? (?:\w+ )?(?:disgrace|joke|menace|pest|waste"
    r"|burden|embarrassment"
    r"|laughing stock|stain|nightmare|curse|disease|health hazard)\b",
    rf"(?:you|ya|these|those|the|that|such|some|a|an|what a|yous|youse) (?:(?:absolute|total|complete|utter|pure|bunch of"
    rf"|wee|old)"
    rf" )*(?:{_VILE}),? (?:\w+ )?(?:lot|bunch|shower|mob|crew|rabble|creatures?|fools?|articles?|specimens?|excuses? for"
    rf"|wretch\w*"
    rf"|so-and-so|sods?|gits?|besoms?|midden|mares?|pigs?|cows?|goats?|rats?|dogs? of)\b",
    r"(?:must be|are|is|all) (?:\w+ )?(?:thick|daft|stupid|mental|blind|brain[- ]?dead|soft in the head) (?:if|to|as)\b"
    r"(?! (?:and deaf|people))",
)
