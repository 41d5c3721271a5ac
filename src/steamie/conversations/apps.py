"""Conversations: what people write to us in public or in a message, how soon we answer, and what was taken offline."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Conversations: comments and messages, from the moment they arrive to the end of the matter."""

    name = "steamie.conversations"

    def ready(self) -> None:
        """Let the mailbox know which letters are comments."""
        from . import mail  # noqa: F401, PLC0415 -- it needs the models, which are ready only now
