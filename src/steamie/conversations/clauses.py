"""The clauses that the events of conversations keep, by what keeps them."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

OFFLINE = "conversations.offline"
OPINIONS_STAY = "conversations.opinions_stay"
REPLY_TIME = "conversations.reply_within"
CHARACTERISTICS = "conversations.hidden_characteristics"

ANSWERED = Citation(REPLY_TIME)
TAKEN_OFFLINE = Citation(OFFLINE)
HIDDEN = Citation(OPINIONS_STAY)
