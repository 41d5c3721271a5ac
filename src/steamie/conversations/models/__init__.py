"""The nouns of conversations, one a file."""

from .hiding import Ban, Hide, HouseRule
from .listening import Delivery, EffectSeen, Listening, ManualLook
from .offline import OfflineMove
from .replies import Reply, ReplyDraft, ReplyTarget, SavedReply
from .threads import Conversation, ConversationNote, EarlierWords, Message

__all__ = [
    "Ban",
    "Conversation",
    "ConversationNote",
    "Delivery",
    "EarlierWords",
    "EffectSeen",
    "Hide",
    "HouseRule",
    "Listening",
    "ManualLook",
    "Message",
    "OfflineMove",
    "Reply",
    "ReplyDraft",
    "ReplyTarget",
    "SavedReply",
]
