"""What is recorded about conversations. The record names one by its number, never who wrote or what."""

from __future__ import annotations

from steamie.evidence.verbs import RoomVerb, verbs


@verbs(
    subjects={
        "conversations.conversation": "conversation",
        "conversations.hide": "hidden comment",
        "conversations.houserule": "house rule",
        "conversations.savedreply": "saved reply",
        "conversations.forgetrequest": "request to be forgotten",
        "conversations.ownwords": "own words",
        "conversations.picturelook": "pictures of a quarter",
    }
)
class Verb(RoomVerb):
    """The events of this room."""

    HEAR = "hear", "took in what came to {}", "took in a comment or message"
    PASTE = "paste a comment", "pasted {}", "pasted a comment"
    SEE_EDITED = "see a comment edited", "saw that its author changed {}", "saw a comment changed by its author"
    SEE_REMOVED = "see a comment removed", "saw that its author took something in {} down", "saw a comment taken down"
    SEE_HIDDEN = "see a comment hidden", "saw something in {} hidden or shown on the channel", "saw a comment hidden or shown"
    ASK_TO_ANSWER = "ask to answer", "answered {}", "answered a comment or message"
    UNDO_ANSWER = "undo an answer", "took the answer to {} back before it went", "took an answer back before it went"
    SEND_ANSWER = "send an answer", "sent the answer to {}", "sent an answer"
    ANSWER_REFUSED = "answer refused", "was refused the answer to {}", "was refused an answer"
    ANSWER_UNKNOWN = "answer unknown", "does not know whether the answer to {} went", "does not know whether an answer went"
    SETTLE_ANSWER = "settle an answer", "looked whether the answer to {} went", "looked whether an answer went"
    MARK_READ = "mark read", "read {}, which needs no reply", "read a comment that needs no reply"
    REOPEN_CONVERSATION = "reopen a conversation", "opened {} again", "opened a conversation again"
    TAKE_CONVERSATION = "take a conversation", "took {}", "took a conversation"
    ASSIGN_CONVERSATION = "assign a conversation", "gave {} to somebody", "gave a conversation to somebody"
    NOTE_IN_CONVERSATION = "note in a conversation", "wrote a note in {}", "wrote a note in a conversation"
    SORT_CONVERSATION = "sort a conversation", "said what matter {} is", "said what matter a conversation is"
    BECOME_CASE = "become a case", "made a case of {}", "made a case of a conversation"
    BEGIN_OFFLINE = "begin offline", "took {} offline", "took a conversation offline"
    REACH_OFFLINE = "reach offline", "reached whoever wrote {} another way", "reached somebody another way"
    CLOSE_OFFLINE = "close offline", "closed {}, which was taken offline", "closed a conversation taken offline"
    PROPOSE_RULE = "propose a house rule", "proposed {}", "proposed a house rule"
    PUBLISH_RULE = "publish a house rule", "published {}", "published a house rule"
    WITHDRAW_RULE = "withdraw a house rule", "withdrew {}", "withdrew a house rule"
    HIDE_COMMENT = "hide a comment", "hid a comment in {}", "hid a comment"
    UNDO_HIDE = "show a comment again", "showed a hidden comment in {} again", "showed a hidden comment again"
    REVIEW_HIDE = "review a hide", "looked at {}", "looked at what somebody else hid"
    TICK_CHARACTERISTICS = "tick characteristics", "said which characteristics {} named", "said what a hidden comment named"
    ASK_BAN = "ask for a ban", "asked to keep whoever wrote {} out", "asked to keep somebody out"
    CONFIRM_BAN = "confirm a ban", "confirmed that whoever wrote {} is kept out", "confirmed that somebody is kept out"
    REFUSE_BAN = "refuse a ban", "refused to keep whoever wrote {} out", "refused to keep somebody out"
    SAVE_REPLY = "save a reply", "wrote {}", "wrote a reply to save"
    APPROVE_REPLY = "approve a saved reply", "approved {}", "approved a saved reply"
    RETIRE_REPLY = "retire a saved reply", "retired {}", "retired a saved reply"
    SET_REPLY_TIME = "set a reply time", "said how soon we mean to answer"
    LOOK_BY_HAND = "look by hand", "looked at {}: nothing new", "looked at a channel: nothing new"
    FORGET_PERSON = "forget a person", "did {}", "forgot somebody who asked a channel for it"
    SEE_LEAVE_TAKEN = "see leave taken away", "saw that somebody removed our app at a channel"
    ADD_OWN_WORDS = "add own words", "added {} to what raises a comment", "added words to what raises a comment"
    END_OWN_WORDS = "end own words", "took {} out of what raises a comment", "took words out of what raises a comment"
    LOOK_AT_PICTURES = "look at pictures", "said whom {} show", "said whom the pictures of a quarter show"
