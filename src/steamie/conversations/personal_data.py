"""What conversations hold about the people who write to us."""

from __future__ import annotations

from steamie.evidence.holdings import NO_END, Holding, holds

holds(
    Holding(
        whose="If you comment under our posts or write to us there",
        what="Your words, the name and number the channel gives of you, when you wrote, and what we answered. "
        "If you take your words down, we keep when, and a fingerprint of them that cannot be turned back.",
        why="So that we answer you, and can show that nobody was hidden for disagreeing.",
        how_long="Two years after we answered. What became a case stays with it.",
        columns=(
            "conversations.Conversation.summary",
            "conversations.Conversation.why_first",
            "conversations.Conversation.post_words",
            "conversations.Conversation.link",
            "conversations.Message.words",
            "conversations.Message.author_name",
            "conversations.Message.author_id",
            "conversations.Message.remote_id",
            "conversations.Message.parent_id",
            "conversations.Message.key",
            "conversations.Message.digest",
            "conversations.EarlierWords.words",
            "conversations.ConversationNote.words",
            "conversations.Reply.words",
            "conversations.ReplyDraft.words",
            "conversations.Hide.broken_by",
            "conversations.Hide.undone_because",
            "conversations.Ban.reason",
            "conversations.Delivery.body",
        ),
    )
)
holds(
    Holding(
        whose="If you work here",
        what="Words that you added to what raises a comment, and your remark about our pictures, naming nobody.",
        why="So that comments from here are understood, and our pictures show everybody.",
        how_long=NO_END,
        columns=(
            "conversations.OwnWords.phrases",
            "conversations.OwnWords.to_do",
            "conversations.OwnWords.not_to_do",
            "conversations.PictureLook.remark",
        ),
        of_the_public=False,
    )
)
