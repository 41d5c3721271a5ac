"""Subjects that divide: parties, elections, sides (S-67). A post may be right to mention them; it is read once more."""

from __future__ import annotations

POLITICS = (
    r"(?:the )?(?:greens|tories|tory|snp|labour|reform(?: uk)?|lib ?dems|conservatives|alba) (?:put|puts|putting|chose|choose"
    r"|spent|spend"
    r"|blame[sd]?|promise[sd]?|care[sd]?|ignore[sd]?|wrecked|sold|froze|raised|scrapped|closed|broke)\b"
    r"|(?:get|vote|kick|have|throw|boot) (?:\w+ ){1,4}?out (?:at|in|on|by) (?:the )?(?:next |coming )?(?:elections?|polls"
    r"|ballot|polling day)\b"
    r"|(?:tenants|scots|workers|neighbours|families) for (?:independence|the union|labour|the snp|reform|indy)\b",
    r"(?:get behind|rid of|good riddance to|down with|up with|fed up with|sick of) (?:\w+ ){0,3}?(?:yes|westminster"
    r"|holyrood|tories|tory"
    r"|labour|snp|greens?|reform|conservatives?|lib ?dems?|council leader|msps?|mps?|government)\b",
    r"(?:msps?|mps?|councillors?|cllrs?|cllr \w+|councillor \w+|council leader|ministers?|provost"
    r"|candidate)\b[^.!?\n]{0,15}? (?:let"
    r"|lets|letting|sold|failed|fails|betray\w*) (?:you|us|tenants|everyone|\w+)(?: down| out)?\b|(?:cllr|councillor|msp"
    r"|mp|minister)"
    r"(?: \w+){0,2} (?:deserves?|must go|should (?:go|resign|be (?:re-?elected|ashamed))|has to go|for (?:provost|leader))"
    r"|(?:(?:kick|vote|boot|turf|throw) (?:him|her|them|this lot|that lot) out|send (?:him|her|them|this lot"
    r"|that lot) packing)\b(?! of the (?:lift|close|stair))"
    r"|(?:green|greens|labour|tory|snp|reform|lib ?dem|conservative)(?: party)? (?:stunt|gimmick|lies?|failure|disaster"
    r"|con|nonsense"
    r"|mess|cuts|plan|policies|policy|promise\w*|budget)\b",
    r"(?:vote|voting|voted|votes) (?:for )?(?:councillor|cllr|mr|mrs|ms|miss|dr|lord|sir)\b",
    r"(?:we|i|all of us|everyone here|our (?:board|committee|staff))(?: all| fully| proudly| will)? (?:back|support|oppose"
    r"|endorse|stand with|stand behind) (?:scottish )?(?:independence|the union|labour|snp|the (?:snp|tories|greens"
    r"|conservatives|lib dems)|reform|brexit|the strik\w+|the (?:government|opposition))\b(?! (?:for|at home|of|in later))",
    r"(?:vote|voting) (?:for )?(?:labour|tory|conservative|snp|green|reform|alba|lib(?:eral)? dem\w*|yes|no|leave|remain"
    r"|independent)\b",
    r"(?:labour|conservative|tory|snp|green|reform|alba|liberal democrat|lib dem) (?:party|candidates?|councillors?|msps?"
    r"|mps?"
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
    r"(?:deserves?|needs?|earns?|counting on|get|win|want|asking for|give (?:him|her|them|us)) (?:\w+ )?your (?:vote"
    r"|support on polling|x\b)|(?:vote|voting) (?:him|her|them|out|against|tactically|with your feet|no|yes|for (?:change"
    r"|our|the|a))\b(?! (?:at the agm|our resident|on the rent|winner|favourite|name|your favourite))|use your vote to"
    r"|your vote (?:can|will|could) (?:kick|stop|get|send|remove|put)|(?:re-?elect|elect) (?:\w+ )?(?:\w+ )?(?:msp|mp"
    r"|councillor|candidate|government|her|him)|back(?:s|ing)? (?:the )?(?:\w+ )?candidate|(?:our|the best"
    r"|your) candidate\b(?! (?:for the (?:job|post)|pack))",
    r"(?:the )?(?:greens|tories|tory|snp|labour|reform(?: uk)?|lib ?dems|liberal democrats|conservatives|alba|nationalists"
    r"|unionists|socialists|ukip|nats|yoons) (?:are|is|were|was|have|has|had|will|would|can|could|should|did|do|got|want"
    r"|wants|won|lost|must|gave|cut|let|say|says|know|knows|don't|never|always|councils?|msp|government|policy"
    r"|for)\b(?! (?:planted|watered|cut|open|being cut|mown|closed|at the bowling))|(?:reform|greens|labour|tories"
    r"|snp)(?:,? or| versus| vs?) (?:the )?(?:greens|reform|labour|tories|snp|conservatives)|only (?:a |the )?(?:labour"
    r"|snp|tory|conservative|green|reform|lib ?dem|independent) (?:council|government|party|msp|mp|vote)?",
    r"(?:say|vote|saying) (?:no|yes|aye|naw) to (?:\w+ )?(?:\w+ )?(?:referendum|independence|indyref\w*|brexit|migrants"
    r"|asylum|refugees|the (?:union|uk|eu|snp|tories))|(?:another|second|new) (?:independence )?(?:referendum|indyref)"
    r"|indyref\w*|yes ?scot|(?:pro|anti)[- ](?:independence|union|israel|palestin\w+|abortion|brexit|immigration|trans"
    r"|vax\w*|monarchy|ulez|lez)|rejoin (?:the )?eu|leave the (?:eu|union|uk)|end the union|better off (?:independent"
    r"|out of|outside|in the (?:union|uk)|alone)|break up (?:of )?(?:the uk"
    r"|britain)|freedom for scotland|scotland free",
    r"time for (?:a )?change (?:at|in) (?:holyrood|westminster|government|the council)|(?:holyrood|westminster"
    r"|the government|bute house|downing street|the council leader|(?:this|the) (?:scottish|uk|labour|tory"
    r"|snp) government) (?:has|have|is|are|does|let|lets|must|should|needs to|cannot|can't|fails?|failed|betray\w*|wasted"
    r"|wastes|doesn't|don't|couldn't) (?:\w+ ){0,2}?(?:let|fail\w*|destroy\w*|ruin\w*|betray\w*|broken|wasted|abandon\w*"
    r"|lied|lying|care|go|resign|wrong|useless|shame\w*|forgotten|corrupt|finished|out of touch|cut|robb\w+)"
    r"|(?:let (?:housing|scotland|us|tenants|the country) down)|(?:kick|get|vote|throw|turf) (?:the|them|this)? ?(?:tories"
    r"|tory|snp|labour|lot|government|nats|them) out|out with the (?:tories|snp|labour)",
    r"(?:swinney|sarwar|starmer|sunak|farage|badenoch|sturgeon|salmond|yousaf|corbyn|boris johnson|liz truss|trump|putin"
    r"|netanyahu|harvie|cole-hamilton|findlay|rees-mogg|braverman|galloway|tommy robinson)(?:'s)?\b|free palestine"
    r"|stand with israel|from the river|stop the boats|take back control|make (?:scotland|britain|america) great"
    r"|blue lives|all lives matter|defund the|eat the rich|tax the rich|republic now|not my king|abolish the"
    r"|down with the (?:king|monarchy|crown)|rule britannia|no surrender|tiocfaidh|up the ra\b|ulster (?:is|will)"
    r"|king billy|the 12th of july|battle of the boyne|easter rising|green brigade|union bears"
    r"|(?:trade )?union (?:strike|walk ?out)|picket line|general strike|stop brexit|net zero (?:nonsense|scam|madness)"
    r"|climate (?:hoax|scam|emergency protest)|just stop oil|extinction rebellion|vaccine (?:mandate|damage|hoax)"
    r"|anti-?vax\w*|lockdown (?:sceptic|hoax)|assisted (?:dying|suicide) (?:bill|vote|debate|law)|capital punishment"
    r"|bring back hanging|legali[sz]e (?:cannabis|drugs)|fox ?hunting|foreign aid|two[- ]tier|grooming gangs|culture wars?"
    r"|woke\b(?! up)|(?:ban|stop) the burqa|sharia",
)
