"""Reproach: what somebody ought to have done, said after it went wrong, and orders in place of an answer (S-67)."""

from __future__ import annotations

_WHO = r"(?:you|they|she|he|people|folk|tenants|residents|families|women|men|pensioners|parents|mums|everyone|anyone|those)"
_BLAMED = r"(?:women|girls|victims|pensioners|ladies|the elderly|young (?:women|people)|lone parents|single (?:mums|mothers))"
_WENT_WRONG = (
    r"(?:mould|mold|damp|condensation|cold|leak|burst pipe|break-?in|burglary|robbed|burgled|scam|scammed|debt|arrears"
    r"|evicted|attacked|assaulted|mugged|hurt|mice|rats|pests|flooded|stolen|skint|homeless)\w*"
)
_HINDSIGHT = (
    r"have (?:\w+ )?(?:budgeted|planned|saved|locked|checked|known|thought|listened|been more|worn|shut|opened|looked after)"
)

REPROACH = (
    # What would not have happened, had somebody else behaved otherwise.
    rf"(?:if {_WHO}(?:'d| had)? (?:\w+ )?(?:hadn't|had not|hadnae|hadna|didn't|did not|weren't|wasn't|stopped|spent|kept"
    rf"|just|only|locked|opened|listened|stayed)\b[^.!?\n]{{0,60}}?|had {_WHO} (?:not )?(?:\w+ ){{1,6}}?)[,\s]+"
    rf"(?:{_WHO}|it|this|that|none of (?:this|it)|there|(?:the|their|your|her|his) \w+)(?:'d| would)? ?(?:wouldn't|would not"
    rf"|wouldnae|would never"
    r"|would still|would have been fine)\b",
    rf"{_WHO}\b[^.!?\n]{{0,40}}? (?:should|ought to) {_HINDSIGHT}\b",
    rf"{_BLAMED}\b[^.!?\n]{{0,50}}? (?:should|ought to|must|need to|have to|could) (?:\w+ )?(?:think (?:about (?:what|where"
    r"|who|how)|twice|again|harder)|stay (?:sober|at home|away|in at night)|look at themselves|cover|dress)\b",
    rf"{_WHO} (?:\w+ )?(?:should|must|need to|have to) (?:\w+ )?(?:learn (?:the hard way|to (?:read|behave|live within))"
    r"|(?:take a )?look at themselves|keep (?:their|your) (?:mouths?|opinions))\b",
    rf"(?:no|nae|little|any|small) wonder [^.!?\n]{{0,50}}?{_WENT_WRONG}|no wonder (?:you|they|tenants|he|she) (?:can't"
    r"|got|has no|have no)\b",
    rf"(?:hardly|not|no) (?:surprising|a surprise|surprised)[^.!?\n]{{0,50}}? (?:you|they|she|he|your|their)\b"
    rf"[^.!?\n]{{0,40}}?{_WENT_WRONG}",
    rf"{_WENT_WRONG} (?:complaints?|problems?|trouble|issues?|worries|again)?\s?\? ?(?:have (?:you|they) (?:tried|thought of)"
    r"|(?:maybe |perhaps |well, |then |simple[.:] |easy[.:] )?(?:try (?!ringing|calling|talking|phoning|asking|our)\w+ing"
    r"|clean|wipe|open a window|buy|budget|stop being|get a job|wear))\b",
    r"(?:maybe|perhaps|here's an idea|hint)[,:]? (?:just |try |you )?(?:be|being) (?:\w+ ){0,3}?(?:more|less)\b"
    r"|(?:maybe|perhaps|here's an idea|hint)[,:]? (?:just |you )?(?:try|lock|think|don't|stop|read|wash|clean|heat|wear"
    r"|stay|watch|answer)\w* [^.!?\n]{0,40}?(?:next time|once in a while|for once|for a change)\b",
    r"(?:don't|do not|dinnae|never) (?:act |be |look )(?:so )?(?:surprised|shocked)(?: (?:if|when|that))?"
    r"|(?:then|so) (?:don't|do not|dinnae) (?:complain|moan|cry|come (?:to us|crying|running|greeting)|blame)\b",
    r"(?:who|what sort of \w+|what kind of \w+) (?:in their right mind|still|seriously|leaves?|walks?|gives?|opens?"
    r"|lets?|sends?|clicks?|falls?|buys?)\b[^.!?\n]{0,50}?(?:these days|nowadays|at that (?:time|hour|age)"
    r"|in this day and age|at night|in the first place)",
    rf"that(?:'s| is| was) (?:exactly |probably |partly |mostly )?why (?:you|they|she|he) (?:have|has|had|got|are|is|was"
    rf"|keep|keeps|end|ended)\b[^.!?\n]{{0,30}}?{_WENT_WRONG}",
    r"(?:sign|result|mark|proof|symptom|case|product) of (?:\w+ )?(?:poor|bad|lazy|dirty) (?:housekeeping|habits|hygiene"
    r"|living|upkeep|cleaning)"
    r"|(?:goes?|going|went|run|runs|running) (?:straight |right |always )?back to (?:him|her|them"
    r"|that man)\b(?=[^.!?\n]{0,20}(?:time"
    r"|again|every|after))|(?:hard|difficult) to feel (?:for|sorry|any sympathy|anything)\b",
    r"(?:would|(?:you|they|she|he)'d) have been (?:fine|safe|all right|alright|ok|okay) (?:if|had)\b(?! we| the (?:repair"
    r"|work))|only (?:has"
    r"|have|had) (?:\w+ ){1,4}to (?:thank|blame)\b"
    rf"|(?:bit|spot|lick) of (?:\w+ ){{1,3}}(?:and|and then) (?:the|your|that|this) {_WENT_WRONG}"
    rf"|(?:don't|do not|never|won't) (?:get|have|see) {_WENT_WRONG} in a (?:clean|well|tidy|decent|properly)",
    r"(?:need|needs|have|has|ought|learn|should|could) (?:to )?(?:just |really |only |start to )?(?:use|using) (?:their|your"
    r"|his|her) (?:heads?|brains?|common sense|noddle)\b"
    r"|what (?:do|did) (?:you|they) think (?:will|would|was going to|is going to) happen",
    # Orders, and doors shut.
    r"(?:is|are|was|were|all) (?:just )?(?:a |an |nothing but )?(?:crooks?|con ?m[ae]n|chancers?|liars?|bullies|bully"
    r"|cowboys?|cheats?|snakes?|rats?)"
    r"(?=[.!]| and (?:always|everybody|everyone|they|he|she|we))",
    r"(?:like|act like|behave like) (?:adults|grown-?ups)(?:,| for once| for a change|[.!])|(?:we|i) (?:won't|will not"
    r"|are not|aren't) (?:be )?(?:repeat\w*|explain\w*|going over|telling you)"
    r" (?:it|this|that|ourselves|again|you)\b|you (?:all )?know (?:fine|full|perfectly|very) well\b|(?:will be|be) (?:getting"
    r"|receiving|expecting) a (?:visit|knock"
    r"|chap at the door)(?=[.!]|$)|had it up to here|(?:nobody|no one) is entitled to\b",
    r"if you(?:'d| would) (?:sooner|rather) (?:moan|complain|shout|rant|girn|whinge|argue|sit|blame|post"
    r"|type)\b[^.!?\n]{0,50}? than\b"
    r"|(?:then|,) on you go(?=[.!]|$)|(?:^|[.!?] )move on(?=[.!]|$)|your \w+, your (?:problem|loss|fault|lookout|own fault)\b"
    r"|(?:our|the) decision stands(?=[.!]|$)",
    r"(?:then|so|just|simply|well),? (?:stop|quit) (?!by\b|off\b|smoking\b|worrying\b)\w+ing (?:it|them|us|things|stuff"
    r"|your|the (?:lift|door|bins?|place|stair))\b",
    r"you want (?:\w+ ){1,6}?\? (?:then|well),? (?:stop|pay|behave|earn|do something|be)\b",
    r"(?:is|are|was|were|'s|'re|been|starts?|keeps?) (?:just |still |always |only )?(?:talking|spouting|spreading|peddling"
    r"|printing|posting) (?:\w+ )?(?:nonsense|rubbish|mince|lies|drivel|garbage|tripe|keech|guff|mischief|rumours|gossip)\b",
    r"(?:check|get) (?:your|his|her|their|yer) facts\b(?! sheet)|(?:before|instead of) (?:\w+ )?(?:opens?|opening|runs?"
    r"|running|shoots?"
    r"|shooting) (?:your|his|her|their|yer|off (?:your|his|her|their)) (?:big )?(?:mouths?|gobs?)",
    r"(?:can|can't|cannot) (?:you|they|nobody|anybody) (?:not |even |actually )?(?:read|count|tell the time)\?|learn to read"
    r"(?=[?.!]|$)|(?:is|are) (?:you|they|folk|people) (?:stupid|daft|for real|kidding)\b",
    r"(?:nobody|no one|naebody)(?:'s| is) (?:keeping|stopping|forcing|making|holding) (?:you|them|anyone)"
    r"|(?:there's|there is) the door(?=[.!]|$)|the door(?:'s| is) (?:that way|over there)|(?:feel|you're) free to (?:move out"
    r"|move away|leave(?=[.!])|go (?:elsewhere|somewhere else))|(?:move|go) (?:somewhere else|elsewhere) then",
    r"(?:(?:we|this|it)(?:'re| are|'s| is) no(?:t|t here to)?|(?:we|this|it) (?:aren't|isn't)|(?:don't|do not"
    r"|dinnae)) (?:run(?:ning)? )?"
    r"a (?:charity|hotel|holiday camp|taxi service|babysitting service|creche|zoo)\b(?! (?:shop|number))",
    r"(?:your|their|his|her|that) (?:attitude|tone|manners|rudeness|whining|negativity|moaning) (?:\w+ )?(?:is|are|was|stinks"
    r"|says|needs|speaks)\b|with (?:that|an|your) attitude(?=[.!,]|$)|(?:lose|change|drop|fix|sort) (?:the|your|that) attitude",
    r"(?:through|into) (?:your|their|yer) (?:thick )?(?:heads?|skulls?|napper)(?=[.!]|$| that)|call (?:yourself|yourselves"
    r"|themselves) (?:a|an|tenants|parents|neighbours|decent)|(?:you|they)(?:'re| are) (?:deluded|taking the (?:mick|mickey"
    r"|pi\w+)"
    r"|kidding (?:yourself|yourselves|nobody)|off your)|you(?:'re| are) (?:out of order|having a laugh|dreaming if)",
    r"(?:we|i|staff) (?:have|'ve|had|got) (?:absolutely |zero |no |little |nae )+(?:time|patience|sympathy) (?:for|with)\b"
    r"|less time (?:moaning|complaining|whinging|girning|greeting)",
    r"and (?:you|him|her) (?:along )?(?:with|after|alongside) (?:it|them)(?=[.!]|$)",
)
