"""What conversations forget: words, names and numbers, two years after the end. What a case or a hide holds stays with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from .models import Conversation, ConversationNote, EarlierWords, Message, Reply, ReplyDraft

WORDS_STAY = timedelta(days=730)


@transaction.atomic
def forget(now: datetime) -> None:
    """Take out what nobody needs any more; that there was a conversation, and when it was answered, stays for the figures."""
    old = Conversation.objects.filter(ended_at__lt=now - WORDS_STAY, case=None).exclude(summary="")
    numbers = list(old.exclude(messages__hides__isnull=False).values_list("pk", flat=True)[:500])
    Message.objects.filter(conversation__in=numbers).update(words="", author_name="", author_id="")
    EarlierWords.objects.filter(message__conversation__in=numbers).delete()
    ConversationNote.objects.filter(conversation__in=numbers).delete()
    ReplyDraft.objects.filter(conversation__in=numbers).delete()
    Reply.objects.filter(conversation__in=numbers).update(words="")
    Conversation.objects.filter(pk__in=numbers).update(summary="", why_first="", post_words="", link="")
