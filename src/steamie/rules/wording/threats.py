"""Threats, and ways of picking a quarrel (S-67)."""

from __future__ import annotations

THREAT = (
    r"(?:pay|leave|stop|move|behave|listen|comply|shift|clear|tidy)\b[^.!?\n]{0,60}\bor (?:you(?:'ll| will| can| are|'re)"
    r"|get out|be (?:thrown|put|kicked))"
    r"|or (?:we'll|we will) (?:see you|take you|throw|put you|get you|shut)",
    r"(?:throw|put|kick|boot)(?:n|ed)? (?:you |them )?out on the street|out on the street\b|kick(?:ed)? (?:you|them) out",
    r"see (?:you|them) in court|take (?:you|them) to court",
    r"we (?:all )?know (?:exactly )?(?:who you are|where you (?:live|stay)|who did|your name)|we'?re coming for"
    r"|we will find you|we'll find you",
    r"(?:you|those who|anyone who|whoever|people who)(?:[^.!?\n]{0,30}?)(?:'ll| will) (?:regret"
    r"|be sorry|pay for (?:this|it)|be next|find out)|watch your back|face the consequences",
    r"nam(?:e|ed|ing) (?:and|&) sham(?:e|ed|ing)",
    r"won't (?:ask|tell you|warn you|say (?:it|this)) again|last chance to (?:behave|pay up)|no more excuses|no excuses\b",
    r"(?:or|otherwise|or else) (?:we|you|i|ah|they|she|he|somebody|someone)(?:'ll| will| shall| are going to|'re going to"
    r"| gonna| can)? ?(?:just |simply |personally )?(?:change|break|throw|kick|take|evict|lose|lock|bin|dump|name|shame"
    r"|pay for|pay dearly|regret|face|be out|be evicted|be sorry"
    r"|see you|come (?:after|for|round)|cut (?:you|it|them) off|end it|get (?:evicted|thrown|kicked|what)|forfeit|kiss"
    r"|be on|answer for|suffer|do it for you)\b",
    r"(?:kiss|say|wave) (?:good ?bye|bye) to|(?:kiss|wave) (?:your|yer) \w+ (?:good ?bye|bye)|(?:we|i|ah)(?:'ll| will"
    r"|'re going to| are going to) (?:come (?:after|for|looking|down)|be at your|be round|find (?:out who|you)|hunt"
    r"|make (?:you|your)|break (?:the|your|down)|deal with you|sort you|get you|not forget|be watching|be waiting"
    r"|ruin|destroy|smash|batter|kick|burn|hammer|crush|end you|name names|publish your|put your (?:name|face|photo)"
    r"|change the locks|cut you|have you (?:out|evicted|removed)|see to it that you)\b",
    r"or (?:it|they|your \w+|the \w+) (?:goes|go|will go|gets|get|ends up|will be|is|are) (?:(?:straight"
    r"|all) )?(?:in the (?:skip|bin|tip)|to the (?:tip|dump)"
    r"|crushed|scrapped|dumped|binned)|make an example of|one more (?:\w+ ){1,3}and (?:you|we|that|it)\b|(?:keep (?:this"
    r"|that|it) up|carry on like this"
    r"|do (?:it|that|this) again) and|you(?:'ll| will) be (?:looking for|needing) (?:a |another )?(?:new )?(?:home|house"
    r"|flat|place|landlord)",
    r"(?:see|find out) what happens(?! (?:next|when|at|in))|(?:your|yer) (?:only|last|final|one) (?:warning|chance)"
    r"|(?:only|last|final|one) (?:and final )?(?:warning|chance) (?:you|to)|no (?:second|more) (?:chances|warnings)|(?:be"
    r"|make) (?:under )?no (?:illusion|mistake)|mark (?:my|our) words|every (?:single )?(?:last )?one of you",
    r"(?:ah'll|i'll|i will|ah will|we'll|we will|gonna|somebody will|someone will|i'm gonna|he'll"
    r"|they'll)\s(?:\w+\s){0,2}?(?:batter|smash|kick (?:your|his|her|their|off)|burn|hurt|chib|stab|kill|knock (?:your|his"
    r"|you)|hammer|gub|malky|bray|leather|clatter|slap|punch|break (?:your|his|their)|ruin|shoot|drown|poison|torch"
    r"|get (?:you|him|her|them) (?:for|back))",
    r"(?:deserves?|needs?|wants?|asking for) (?:a (?:good )?(?:slap|kicking|doing|hiding|leathering|skelp|beating|punch"
    r"|smack|battering)|shooting|hanging|putting down|locking up)|you(?:'re| are) (?:dead|next|finished|done for"
    r"|getting it|a dead man|going down)\b(?! (?:to|of the draw|and about|in line))|watch (?:it[.!]|yourself|yourselves"
    r"|yer back)|better watch|(?:we|i) know your (?:face|car|name|kids|school)"
    r"|(?:faces?|you) on (?:camera|cctv)[^.!?\n]{0,30}(?:we will|we'll|door|coming|pay|named?)|think (?:twice|again"
    r"|hard) before|at your own peril|you have been told|you were warned|don't (?:test|push|try) (?:us|me)|try (?:us|me"
    r"|it) and see|do not test|will be (?:thrown|kicked|turfed|booted|put) out|will live to regret|pay the price"
    r"|heads will roll|days are numbered|(?:clock|time) is ticking for|living on borrowed time|you won't (?:like|know) what",
)

QUARREL = (
    r"(?:those|anyone|everyone|the ones) (?:at the back|hard of (?:hearing|thinking))|(?:then|now) apologi[sz]e to (?:us"
    r"|our|the)"
    r"|(?:nobody|no one|none of us|nane o us)(?: here)? (?:is |are |was )?(?:interested in|cares? (?:about|what)|wants?"
    r"|likes?|asked for)"
    r" (?:your|you|hearing|this (?:street|close|block))\b|(?:live with|suck) it(?: up)?(?=[.!]|$)|(?:hates?|can't stand"
    r"|cannot stand"
    r"|despises?) (?:you|your|youse|this (?:street|close))\b|or lose (?:it|them|him|her|your)\b|(?:nothing but"
    r"|the usual) (?:\w+ )?"
    r"(?:rubbish|lies|drivel|mince|garbage|nonsense|tripe|propaganda)\b(?! (?:bins?|bags?|in the|uplift|collection))"
    r"|,? tough(?=[.!]|$)"
    r"|we don't make the rules",
    r"(?:are|we're|i'm|am) (?:done|finished|through) (?:being|with (?:you(?! for)|being|your))|lost (?:all )?(?:our )?patience"
    r"|gloves are off|enough is enough|sick to (?:death|the back teeth)|had (?:our|my) fill|no patience (?:left|for)"
    r"|tell(?:ing|s)? (?:\w+ )?(?:fibs|lies|tales|porkies|untruths|half[- ]truths|whoppers)|back of the queue"
    r"|bottom of the (?:list"
    r"|pile|queue)|no right to (?:complain|moan|expect|criticise|ask|demand)|wast(?:e|es|ed|ing) (?:\w+'?s? ){0,2}time\b"
    r"(?! (?:for|and save))|either (?:you|they) (?!phone|call|use|come|can)[^.!?\n]{0,50}?\bor (?:we|i|else)\b|(?:before"
    r"|instead of|rather than|and stop)"
    r" (?:ranting|moaning|shouting|kicking off|mouthing off|sounding off|complaining|having a go|whingeing|slating)"
    r"|any more (?:\w+ )?(?:abuse|nonsense|cheek|complaints|lip|of (?:this|that|your))\b[^.!?\n]{0,20} and\b"
    r"|pays? (?:buttons|peanuts|next to nothing|hee ?haw)|(?:think|look|act)\w* (?:you're|you are|they're"
    r"|they are) (?:so )?(?:special"
    r"|entitled|better|clever|above)|(?:nobody|no one) (?:forced|made|asked) (?:you|them) to|you chose to|we don't (?:care"
    r"|have to)",
    r"(?:complain|moan|shout|rant|cry|phone|write|argue|protest|greet|girn) (?:all|as much as) you (?:like|want|please)"
    r"|(?:won't|will not|wouldn't|doesn't) (?:change|make) (?:a thing|anything|any difference|a blind bit|one bit)"
    r"|(?:last|final) time (?:we|i|anyone|anybody)(?:'ll|'re| will| are| am| say)? ?(?:going to |gonna )?(?:explain\w*"
    r"|say\w*|tell\w*"
    r"|ask\w*|warn\w*|remind\w*|put|writ\w*|post\w*|be nice|this)"
    r"|(?:so )?pay attention(?=[.!]|$)|in case you (?:hadn't|haven't|had not|have not|missed the) (?:noticed|realised|memo)"
    r"|listen (?:up|carefully|here)(?=[.,!:]|$)|what more do you (?:want|expect|need)|(?:we )?owe you (?:nothing|an? nothing)"
    r"|(?:end of (?:story|discussion|conversation))|take it or leave it|whether you like it or not"
    r"|(?:don't|do not) (?:have|need) to (?:justify|explain) (?:ourselves|anything)|who asked you|do yourself a favour"
    r"|(?:stop|quit) (?:spreading|making up|inventing) (?:\w+ )?(?:lies|rumours|nonsense|stories)",
    r"draw (?:you|them) a (?:picture|map|diagram)|spell it out|(?:don't|doesn't|do not|does not|dinnae) deserve|dragged up"
    r"|what (?:is|'s) it with"
    r"|what(?:'s| is) the matter with|what part of|so hard to (?:understand|grasp|read|do|follow|put|walk|use)|how (?:hard"
    r"|difficult) (?:can it be|is it)"
    r"|is it (?:really )?(?:so|too|that) (?:hard|difficult|much)|(?:not|hardly|isn't|ain't) (?:exactly )?rocket science"
    r"|use your (?:brain|head|loaf|eyes|common sense)|common sense|grow a|act your age"
    r"|keyboard warriors?|armchair (?:experts?|critics?)|so[- ]called (?:experts?|leaders?|activists?|tenants?|residents?)"
    r"|attention[- ]seek\w+|drama queens?|busybod(?:y|ies)|know[- ]it[- ]alls?|snowflakes?|do[- ]gooders?|free ?loaders?"
    r"|spongers?|parasites?|wasters?\b|clowns?\b(?! (?:show|at|will|and (?:face|magic)|from|workshop))|jobsworths?"
    r"|trolls?\b(?! (?:story|under))|cowards?\b|hypocrites?\b|crybab(?:y|ies)|rabble"
    r"|vermin|thugs?|yobs?|feral|wee (?:toerags?|rats|toe rags?)|toe ?rags?",
    r"(?:lied|lying|lies|have been lying) to (?:you|us|everyone|tenants)|(?:are|is|all|pack of|telling) (?:just |pure "
    r"|plain |nothing but )?(?:lies|liars)\b|(?:has|have|had) (?:too much|nothing better|plenty) (?:time|to do)"
    r"|too much time on|nothing better to do|(?:won't|will not|refuse to|don't need to|not going to|are not here to"
    r"|aren't here to) be (?:lectured|told|bullied|shouted at|spoken to|your|blackmailed|held to ransom)"
    r"|(?:won't|will not|don't) take (?:lectures|lessons|any more|your)|(?:can't|cannot|can not) be (?:civil|bothered"
    r"|polite|trusted|arsed|annoyed)|(?:don't|do not|dinnae) (?:bother|bore us|waste our|even think|come (?:crying|running"
    r"|moaning)|darken|kid yourself|give us that|start(?=[.!]|$))",
    r"for the (?:last|umpteenth|hundredth|millionth|final|tenth) time(?! (?:this|before|ever|in|until|at|on|as)\b)"
    r"|once and for all,|(?:get|got) over (?:yourself|yourselves|it)|(?:pathetic|laughable|disgraceful|shameful"
    r"|embarrassing|appalling|disgusting) (?:behaviour|attempt|excuse|tenants|people|of you|from (?:the|some|you)"
    r"|individuals?|effort)|have (?:some|a bit of|you no) (?:respect|pride|decency|shame|manners)|where(?: i"
    r"|')s your (?:respect|manners|pride)|were you born in a barn|(?:were|are) you (?:born|raised|brought up) in"
    r"|clearly (?:you|some|reading|nobody|they|the concept)|as usual,? (?:some|the same|certain|nobody|it's|you|they)"
    r"|the same (?:old|few|handful of) (?:people|faces|moaners|names|suspects|complainers)|(?:the )?usual suspects"
    r"|certain (?:people|individuals|tenants|residents|folk|persons)|you know who you are|(?:not )?naming (?:any )?names"
    r"|some (?:people|folk|tenants|residents) (?:just |simply |still |clearly )?(?:can't|cannot|won't|don't|never|need to"
    r"|should|think|couldn't|have no|refuse|seem to think|are (?:just|so|too|never|beyond))",
    r"(?:wake up|get real|get a move on|pull (?:yourself|yourselves|your (?:finger|socks|weight))|sort (?:yourself"
    r"|yourselves|it) oot|get your act together|get off your|clean up your (?:act|own)|take (?:some"
    r"|a bit of) responsibility|do your (?:own )?(?:homework|bit for once)|show some|look in the mirror|put up or shut up"
    r"|zip it|pipe down|jog on|away (?:an|and) (?:lie|raffle|boil|bile|take|dae|do one)|on your bike|back off|do one\b"
    r"|get stuffed|get lost|bore off|sling your hook|shut (?:your|yer|it)|haud yer (?:tongue|wheesht))"
    r"|stop (?:your |yer |the |all the |all this |with the |being |this )?(?:moaning|whing\w+|whin\w+|blaming|greeting"
    r"|girning|complaining|bleating|lying|pretending|wasting|being (?:so|lazy|selfish|childish)|selfish|lazy|childish"
    r"|nonsense|treating|acting|crying|making excuses|using us|phoning|pestering|harassing)|if you (?:had "
    r"|'d )?(?:bothered|actually|ever|only|were|cared) (?:read|listen|to|care|opened|moan\w+|complain\w+)|if you(?:'d"
    r"| had) (?:only |actually |ever |bothered to )?(?:read|listened|looked|opened|asked|turned up|come to)"
    r"|had you (?:read|bothered|listened|asked|opened)|read the (?:post|sign|letter|notice|rules|email|question"
    r"|room)(?: first| properly| again)?(?:!|\.\.\.| for once| before (?:you|\w+ing))",
    r"(?:it|this|that)(?:'s| is) (?:entirely |all |nobody's fault but |nobody else's fault but )(?:your|yours|their"
    r"|theirs)\b|(?:we|staff|our staff|our team) (?:are|is|have) (?:not (?:your|mind readers|here to|skivvies|servants"
    r"|nannies|babysitters|paid to)|better things|had (?:it|enough)|sick|fed up|tired of|no time for)|not (?:your"
    r"|a) (?:maid|servant|skivvy|mother|mum|nanny|babysit\w+)|clean(?:ing)? up after (?:you|grown|adults|folk|people|lazy)"
    r"|disgrace to|a shower of|what a shower"
    r"|bunch of (?:\w+ )?(?:idiots|fools|losers|liars|clowns|cowards|crooks|chancers|cheats|wasters|moaners"
    r"|numpties|amateurs|jokers|thugs)\b",
    r"(?:council|government|contractor|they|company|councillors?|neighbours?|factor|committee|board|landlord|owners"
    r"|police) (?:is|are|have been|were|was|has been) (?:(?:a|an|just|all|totally|utterly|completely|beyond|pure"
    r"|absolutely|nothing but|plain) )*(?:useless|incompetent|corrupt|crooks|crooked|a joke|clueless|liars|lying|cowboys"
    r"|cheats|robbing|rotten|thick|idiotic|spineless|gutless|greedy|to blame|shameless|disgraceful|lazy|pathetic)\b"
    r"|(?:cowboys|con ?men|con artists|rip[- ]?off merchants|fat cats|two[- ]faced|barefaced|bare[- ]faced)",
)
