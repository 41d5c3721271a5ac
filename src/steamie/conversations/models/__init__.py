"""The nouns of conversations, one a file."""

from .hiding import Ban, Hide, HouseRule
from .leaving import ForgetRequest
from .listening import Delivery, EffectSeen, Listening, ManualLook
from .offline import OfflineMove
from .own_words import OwnWords
from .pictures import PictureLook
from .replies import Reply, ReplyDraft, ReplyTarget, SavedReply
from .threads import Conversation, ConversationNote, EarlierWords, Message

__all__ = [
    "Ban",
    "Conversation",
    "ConversationNote",
    "Delivery",
    "EarlierWords",
    "EffectSeen",
    "ForgetRequest",
    "Hide",
    "HouseRule",
    "Listening",
    "ManualLook",
    "Message",
    "OfflineMove",
    "OwnWords",
    "PictureLook",
    "Reply",
    "ReplyDraft",
    "ReplyTarget",
    "SavedReply",
]
