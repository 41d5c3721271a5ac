"""What news by e-mail asks of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from . import sending


@duty("news by e-mail", every=timedelta(minutes=1))
def send_news(now: datetime) -> None:
    """Write letters of news that were approved to those who have not got them."""
    sending.send_some(now)


@duty("news that came back", every=timedelta(hours=1))
def note_news_that_came_back(now: datetime) -> None:
    """Stop writing to addresses whose letters come back."""
    sending.note_what_came_back(now)


@duty("addresses for news", every=timedelta(hours=12))
def forget_addresses(now: datetime) -> None:
    """Delete the addresses of those who did not confirm, or who left."""
    sending.forget(now)
