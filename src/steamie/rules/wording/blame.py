"""Blame and scorn, and above all blame of those whom something was done to (S-67)."""

from __future__ import annotations

_SCORN = r"lazy|selfish|ignorant|disgusting|filthy|dirty|thick|stupid|pathetic|animals|pigs|useless|clueless|childish|greedy"
r"|idle"

BLAME = (
    r"(?:only|nobody but|no one but) (?:got |have )?(?:yoursel(?:f|ves)|themselves|himself|herself) to blame"
    r"|(?:you|they|your|their)\b[^.!?\n]{0,12}\b(?:brought (?:it|this) on|have nobody but)",
    r"(?:tough|hard) (?:luck|cheese|lines)|\btoo bad\b(?! weather)|boo hoo|cry me a river|get used to it"
    r"|deal with it\b(?! (?:quickly|for))",
    r"if you(?:'d| had)? (?:only )?(?:bothered|ever (?:read|listened|looked)|could be bothered|paid attention)|can(?:'t"
    r"|not) be (?:bothered|arsed)",
    r"(?:sick|tired|fed up)(?: and tired)? (?:of|with) (?:\w+ ){0,2}(?:you|your|people who|tenants who|folk who"
    r"|these people)",
    rf"(?:tenants|people|folk|residents|neighbours|families|some of you|those|you|youse|they|owners)(?: who)? (?:are"
    rf"|is) (?:(?:just|too|so|plain|pure|dead|all|simply|a|bunch|of) )*(?:{_SCORN})\b",
    r"(?:do we|must we) (?:have to|really|need to) (?:tell|remind|say|ask|spell)|we(?:'ve| have) told you|as (?:any"
    r"|every)(?:one| fool) (?:knows|can see)",
    r"(?:nobody|no one|naebody) (?:asked (?:you|for your)|wants your|cares what you)|mind your own business|keep your (?:nose"
    r"|opinions?)",
    r"(?:you(?:'re| are)|he is|she is|they are|they're) (?:talking|full of|making up) (?:nonsense|rubbish|mince|lies|drivel)",
    r"(?:bunch|pack|shower|load) of (?:\w+ )?(?:muppets|numpties|bampots|eejits|roasters|zoomers|weirdos|animals|savages)",
    r"(?:bunch|pack|shower|load) of (?:\w+ )?(?:liars|cowards|crooks|thieves|idiots|clowns|hypocrites|losers|chancers"
    r"|cheats)",
    r"what (?:is|the hell is) wrong with you|who do you think you are|have you no shame|ought to be ashamed"
    r"|should be ashamed",
    r"(?:we have|we've|got) better things to do|not our job to|(?:is not|isn't|not) our (?:fault|problem)",
    r"if you (?:don't|do not|dinnae) like it|find (?:yourself )?another (?:landlord|home)|you(?:'ve| have) had your chance",
)

_DAMP = (
    r"(?:mould|mold|damp|condensation|black spots?|mildew|leaks?|infestation|mice|rats|cockroaches|frozen pipes|burst pipes"
    r"|cold homes?|blocked drains?|fly[- ]tipping)"
)
_THEIR = (
    r"(?:your|their|the tenant'?s?'?|tenants'?|a tenant'?s?|people'?s?|his|her|residents'?|his or her|the occupier'?s?"
    r"|the householder'?s?)"
)
VICTIMS = (
    r"(?:badly|poorly|ill) (?:run|kept|managed|looked after) (?:flat|home|house)s?\b|so of course (?:he|she|they|you)\b"
    r"|(?:nobody|no one)"
    r" (?:gets|got|is|was) (?:scammed|robbed|burgled|conned|attacked|hurt|evicted|cold)[^.!?\n]{0,20} (?:who|if|unless)\b"
    r"|why do (?:women"
    r"|people|tenants|they|victims|some) (?:\w+ )?(?:go back|stay|put up|let|fall|keep|open|leave)\b|(?:your"
    r"|their) (?:\w+ )?(?:kettle"
    r"|cooking|breathing|showers?|baths?|washing|clothes|tumble dryer|plants|habits|furniture"
    r"|fish tank)\b[^.!?\n]{0,20} (?:is what|rots?"
    r"|causes?|makes?|brings?)|(?:wouldn't|would not) be (?:\w+ )?(?:in debt|cold|homeless|damp|hungry|skint|in arrears"
    r"|robbed|alone) if",
    r"(?:pipes?|mould|mold|damp|break-?ins?|burglar\w+|fires?|arrears|debts?|thefts?|leaks?|scams?|mice|rats|flooding)"
    r" (?:\w+ ){0,2}?(?:bursts?|happens?|comes?|starts?|builds? up|grows?|spreads?|occurs?|is there|are there|freez\w+)?"
    r" ?because (?:some )?(?:people|tenants|folk|they|you|residents|he|she|owners|householders)\b",
    r"if (?:she|he|they) (?:was|were|had been|really was) (?:\w+ )?(?:that|so|really|as|truly) \w+"
    r"|(?:is|that's|it's|are) (?:just )?what (?:comes|happens|you get|they get|follows) (?:of|when|from|if|for)\b"
    r"|(?:tenants|people|they|you|folk|residents) (?:\w+ )?(?:bring|brings|brought|invit\w+|attract\w*|encourag\w+|caus\w+"
    r"|creat\w+|breed)"
    rf" (?:in |on )?(?:the |their own )?(?:mice|rats|flies|cockroaches|bugs|bedbugs|vermin|{_DAMP}|trouble|it)\b"
    r"|(?:bit|drop|touch|splash|dose) of (?:bleach|effort|elbow grease|common sense|fresh air|sense|soap)\b"
    r"|too (?:mean|tight|stingy|lazy|miserly|idle|feart|proud) to (?:put|heat|open|clean|turn|ask|lock|phone)",
    rf"{_DAMP} (?:\w+ ){{0,2}}?(?:grows?|appears?|forms?|occurs?|happens?|comes?|is found|thrives?|starts?) (?:\w+ )?(?:in"
    rf"|where)"
    r" (?:\w+ ){0,5}?(?:not (?:looked after|properly|kept|heated|aired|cleaned|opened|bothered)|badly kept|poorly kept"
    r"|neglected"
    r"|unheated|unaired|uncared|people (?:don't|do not|never|won't)|nobody (?:cleans|opens|heats)|dirty)",
    r"(?:victims?|those who|people who|anyone who|folk who|women who|pensioners who)\b[^.!?\n]{0,40}? (?:usually|always|often"
    r"|normally|mostly|generally|tend to|invariably|probably|nearly always) (?:have |had |has )?(?:left|leave|forgot\w*|forget"
    r"|fail\w*|ignor\w*|invit\w*|ask\w*|brought|bring|provok\w*|trust\w*|drank|drink|open\w* the door|knew|know better)",
    r"and (?:you|they|she|he) (?:would not|wouldn't|would never) (?:have|get|be|need|see|suffer)\b",
    rf"(?:it's|it is|that's|problem is|is) (?:not|never) (?:the |our )?(?:building|flats?|homes?|houses?|walls?|boiler|{_DAMP})"
    r"[^.!?\n]{0,30}?(?:it's|it is|but|but rather) (?:the )?(?:way|how|people|tenants|who)",
    rf"(?:most |all |nearly all |any |your |the )?{_DAMP}(?:[^.!?\n]{{0,40}}?)(?:is|are|'s|comes?|happens|starts"
    rf"|results?) (?:\w+ ){{0,3}}?(?:caused by|down to|due to|because of|the result of|the fault of|from|made by|blamed on"
    rf"|because) (?:\w+ ){{0,2}}?"
    r"(?:tenants?|you|your|people|residents|lifestyles?|the way|how (?:you|people|tenants|they)|not (?:opening|heating"
    r"|ventilating|cleaning)|bad habits|poor (?:housekeeping|habits|hygiene)|laziness|dirty|drying|failing|keeping|living"
    r"|those who|families|occupants?|neglect|poor heating|overcrowding|cooking|showers|washing|they|folk)",
    rf"{_DAMP} (?:\w+ ){{0,2}}?(?:is|are|'s) (?:\w+ ){{0,2}}?(?<!not ){_THEIR} (?:own )?(?:responsibility|fault|problem"
    rf"|doing|job|making|lookout|lifestyle)",
    r"(?<!not )(?<!isn't )(?<!never )(?:just|mostly|usually|simply|only|all|largely|purely|mainly|often|it's|is|down to"
    r"|blame)(?: a| down to| about| an issue of| a matter of| your| their| the)* (?:lifestyle|life ?style choices?"
    r"|bad housekeeping|poor housekeeping)|lifestyle (?:choice|issue|problem|factor)s?\b|(?:your"
    r"|their) (?:own )?lifestyle(?:s)?(?! (?:fair|magazine|class))",
    r"(?:tenants|people|those|residents|folk|families|householders|you) (?:who|that)?\s?(?:will not|won't|don't|do not"
    r"|never|refuse to|fail to|cannot be bothered to|forget to|insist on|keep) (?:ever )?(?:open\w* (?:a |the |their "
    r"|your )?windows?|heat\w* (?:the|their|your)|ventilat\w+|clean\w*|wip\w+|dry\w* (?:their|your|washing"
    r"|clothes) (?:\w+ )?(?:indoors|inside|on radiators)|turn\w* (?:on|the|their)|look\w* after)",
    r"(?:you(?:'re| are)?|they(?:'re| are| were)?|she was|he was|she's|he's|just|practically|basically|is|are|was"
    r"|were) (?:just |simply |really |basically |only )?(?:asking|begging|inviting|crying out) (?:to be|for it|for trouble"
    r"|to get|burglars|thieves|for (?:a )?(?:break-in|mould|damp|problems|bother))|(?:invit(?:es?|ing)"
    r"|asking for) (?:trouble|thieves|burglars|crime|it\b)(?! to)",
    r"(?:she|he|they|victims?|the (?:woman|victim|tenant|family|couple|mother|man|girl)|mothers?|women|pensioners|you"
    r"|anyone who[^.!?\n]{0,40}?)\s(?:really |surely |simply |all )?(?:should(?:'ve| have|n't have| not have| never have"
    r"| of)|could have|might have|ought to have|ought not to have|had every chance to) (?:\w+ )?(?:left|known|reported"
    r"|gone|moved|thought|locked|stayed|kept|been|asked|told|seen|called|phoned|spoken|opened|saved|paid|budgeted|put|let"
    r"|worn|got|said|fought|walked|come forward|checked|read|taken|had|fallen|given|married|answered|trusted|gone|dressed"
    r"|provoked|looked)\b(?! (?:a|the|your) (?:letter|call|email|card|text|visit|pack))",
    r"(?:women|girls|victims|mothers|ladies|pensioners|the elderly|older people|the old|tenants|people|residents|families"
    r"|survivors|young women)\b[^.!?\n]{0,40}? (?:need to|should|must|ought to|have to|could) (?:be more (?:careful"
    r"|sensible|responsible|aware|grateful|realistic|vigilant about what they)|be less|think before|take (?:more |some "
    r"|better )?(?:care|responsibility)|stop (?:being|putting|making|getting|walking|drinking|wearing|expecting|buying"
    r"|spending|having)|not (?:walk|drink|wear|go out|dress|be (?:out|walking|alone))|dress|cover up|learn to (?:budget"
    r"|cook|clean|say no|live within)|have known|budget better|get a job|know better|try harder|behave)",
    r"(?:shouldn't|should not|oughtn't) (?:\w+ )?(?:be (?:out|walking|wearing|drinking|alone)|walk(?:ing)? (?:home )?alone"
    r"|wear|have (?:kids|children) (?:they|if)|go out dressed|leave (?:your|their) (?:door|window)s?)|what (?:was"
    r"|were) (?:she|he|they|you) (?:wearing|doing (?:out|there)|thinking|expect\w*)|wearing (?:that|a skirt"
    r"|next to nothing|so little)|led (?:him|them) on|provok(?:ed|ing) (?:him|her|them|it)|takes two to|no smoke without"
    r"|cried? wolf|made (?:it|her story) up|if it was (?:really )?(?:that|so) bad|why (?:didn't|did not|doesn't"
    r"|does) (?:she|he|they) (?:\w+ )?(?:leave|go|report|stay|put up|phone|say|tell|fight)",
    r"(?:fall|fell|falls|falling|taken in|caught out|conned|fooled|get scammed|scammed"
    r"|got scammed)(?: for)?[^.!?\n]{0,25}? because (?:they|she|he|you|people|of)[^.!?\n]{0,20}?(?:too|so|greedy|lonely"
    r"|gullible|naive|careless|stupid|trusting|silly|old|daft|don't|didn't|never)|too (?:trusting|gullible|naive|greedy"
    r"|lazy|proud|thick|soft|daft|free with)|gullible|more fool (?:them|her|him|you)|(?:only )?fools? (?:would )?fall",
    r"(?:did not|didn't|don't|do not|never|couldn't|could not|can't|cannot|not|won't|hadn't"
    r"|wouldn't) (?:even )?(?:be )?bother(?:ed)? (?:to|tae|turning|reading|reporting|opening|locking|heating|leaving|with)"
    r"|(?:your|her|his|their|yer|hir) (?:own|ain) (?:doing|fault|making|stupid\w*|silly|carelessness|choice|decision"
    r"|bad choices|greed|laziness|mess|problem|lookout|hands)\b|(?:brought|bring|brings|bringing) (?:it|this|that|trouble"
    r"|the police) (?:all )?(?:on|upon|to) (?:her|him|them|your)sel\w+|made (?:her|his|their|your) (?:own )?bed"
    r"|no(?:t much)? sympathy|(?:can't|cannot|don't|hard to) feel sorry for|(?:serves?|served) (?:you|them|her|him|it"
    r"|'em) right|got what (?:was coming|they|she|he|you)|had it coming|reap what you|what goes around",
    r"(?:bring|brings|brought|bringing) (?:\w+ ){1,3}on (?:them|your|him|her)sel\w+|if you(?:'d"
    r"| had) [^.!?\n]{0,40}you (?:wouldn't|would not|would|might"
    r"|could)|what (?:did|do|does) (?:she|he|they|you) (?:think|imagine|suppose) (?:would|was|will|is)|if (?:you|they"
    r"|people) can afford",
    r"(?:if|would be|be) (?:\w+ ){0,6}?(?:people|tenants|they|you|families|folk|parents|mothers|mums) (?:just |only "
    r"|would |simply |would only )?(?:stopped|didn't|did not|spent less|cut (?:back|down)|budgeted|bought less"
    r"|gave up|got (?:a |off)|learned|learnt|cooked|cancelled|tried|worked|put down|got up|put (?:their|the) (?:rent"
    r"|money)|prioriti[sz]ed|took responsibility|looked after|opened (?:a|their|your) window|behaved|watched their)"
    r"|(?:fags|cigarettes|takeaways|sky tv|big (?:tv|telly|tellies|televisions?)|flat[- ]screen\w*|nails|lottery|drink"
    r"|booze|bingo|phones|trainers|holidays) (?:instead|before|but|and then|rather|yet)|(?:money|cash|find it"
    r"|afford) for (?:\w+ )?(?:fags|drink|booze|sky|takeaways|nails|tattoos|phones|trainers|bingo|the pub|cigarettes)",
    r"(?:what (?:do|did|does|else did|else do|can|could) (?:you|they|she|he|people) expect|(?:you|they|she"
    r"|he) (?:only )?(?:has|have) only (?:your|them|her|him)sel\w+|(?:you|they|she|he) chose to|(?:your"
    r"|their) (?:own )?(?:choice|decision) to (?:live|have|stay|smoke|drink)|(?:it|that)(?:'s| is) what (?:you get"
    r"|happens) (?:when|if|for)|that(?:'s| is) what you get|work[- ]shy|feckless|don't (?:want|like) to work|(?:get"
    r"|got) a job\b(?! (?:at|with|in|through|as|interview|club|here))|live within (?:your|their) means|poor (?:choices"
    r"|life choices|budgeting|money management|planning on)|bad choices|self[- ]inflicted|blame (?:the victim|yourself"
    r"|themselves|her|him|the parents|parents)|parents (?:today|these days|who (?:can't|won't|don't))"
    r"|wants? everything for (?:free|nothing)|something for nothing|entitled (?:tenants|people|lot|so and)|hand ?outs)\b",
)
