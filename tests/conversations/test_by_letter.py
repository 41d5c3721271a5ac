"""The first step of the ladder: Facebook's letters about comments are read as comments while nothing else reaches us."""

from __future__ import annotations

import pytest

from steamie.casework.mail_in.sorting import sort_mail
from steamie.casework.models import Case, SortedLetter
from steamie.casework.models.mail import Became
from steamie.channels.kinds.facebook import FacebookPage
from steamie.conversations.effects import note_effect
from steamie.conversations.models import Conversation
from steamie.letters.models import IncomingLetter, Mailbox, Security
from steamie.people.models import Person
from tests.casework.awkward import plain
from tests.stand_in_page import NOW

from .making import Crowd, asked

LINK = "https://www.facebook.com/1122/posts/3344?comment_id=55"
BODY = (
    "Hi Pine View,\n\nShona Reid commented on your post.\n\nThird time nobody came. I am raging\n\n"
    f"{LINK}\n\nThe Facebook Team\nunsubscribe"
)
FACEBOOK = "Facebook <notification@facebookmail.com>"
COMMENTED = "Shona Reid commented on your post."
TRUE = "mx.pineview.example; dkim=pass header.d=facebookmail.com; dmarc=pass (p=REJECT) header.from=facebookmail.com"


def arrived(content: bytes, sender: str = "notification@facebookmail.com", word_of: str = "MX.pineview.example") -> None:
    """A letter that lies in the mailbox, kept and not sorted. ``word_of``: the server whose word the mailbox takes."""
    row = {"address": "mail@pineview.example", "host": "127.0.0.1", "port": 143, "security": Security.NONE, "user": "mail"}
    row |= {"vouching_server": word_of}
    IncomingLetter.objects.create(
        mailbox=Mailbox.objects.create(**row, set_at=NOW, read_at=NOW),
        uid_validity=1,
        uid=1,
        size=len(content),
        sender=sender,
        received_at=NOW,
        kept_at=NOW,
        content=content,
    )


def test_a_letter_about_a_comment_is_that_comment_and_no_case(crowd: Crowd, officer: Person) -> None:
    arrived(plain(BODY, sender=FACEBOOK, subject=COMMENTED, Authentication_Results=TRUE))
    sort_mail(NOW)
    one = Conversation.objects.get()
    message = one.messages.get()
    assert (message.words, message.author_name, one.link) == ("Third time nobody came. I am raging", "Shona Reid", LINK)
    assert one.waiting_since
    assert one.next_due
    assert not one.reachable
    assert not Case.objects.exists()
    assert "stands in the inbox now" in SortedLetter.objects.get().why
    with pytest.raises(Exception, match="by e-mail"):
        asked(one, "Sorry", officer)


@pytest.mark.parametrize(
    ("verdict", "sender"),
    [
        ("", FACEBOOK),
        ("mx.pineview.example; dmarc=none header.from=facebookmail.com", FACEBOOK),
        ("mx.pineview.example; dmarc=pass header.from=evil.example", FACEBOOK),
        ("mx.pineview.example; dmarc=none\r\nAuthentication-Results: mx.pineview.example; dmarc=pass header.from=x", FACEBOOK),
        (TRUE, f"{FACEBOOK}, Somebody <somebody@evil.example>"),
        (TRUE.replace("mx.pineview.example", "mx.evil.example"), FACEBOOK),
        (TRUE.replace("mx.pineview.example", "mx.pineview.example.evil.example"), FACEBOOK),
        (TRUE.replace("mx.pineview.example", "x (mx.pineview.example)"), FACEBOOK),
        (f"{TRUE}; dmarc=fail header.from=facebookmail.com", FACEBOOK),
        ('mx.pineview.example; spf=pass smtp.mailfrom="; dmarc=pass header.from=facebookmail.com "@evil.example', FACEBOOK),
        ('mx.pineview.example; spf=none (of "x" ; dmarc=pass header.from=facebookmail.com (y) )', FACEBOOK),
        ("mx.pineview.example; x-dmarc=pass header.from=facebookmail.com", FACEBOOK),
    ],
)
def test_a_letter_in_facebook_s_name_that_nobody_vouches_for_waits_for_a_person(crowd: Crowd, verdict: str, sender: str) -> None:
    arrived(plain(BODY, sender=sender, subject=COMMENTED, Authentication_Results=verdict))
    sort_mail(NOW)
    assert not Conversation.objects.exists()
    assert SortedLetter.objects.get().became == Became.HELD


def test_where_the_mailbox_takes_nobody_s_word_a_person_looks_first(crowd: Crowd) -> None:
    arrived(plain(BODY, sender=FACEBOOK, subject=COMMENTED, Authentication_Results=TRUE), word_of="")
    sort_mail(NOW)
    assert not Conversation.objects.exists()
    assert "do not say whose word is taken" in SortedLetter.objects.get().why


@pytest.mark.parametrize("link", ["https://l.facebook.com/l.php?u=https://evil.example", "https://www.facebook.com/l.php?u=x"])
def test_a_link_that_leads_away_from_facebook_is_not_kept(link: str) -> None:
    mailed = FacebookPage.from_letter("notification@facebookmail.com", COMMENTED, BODY.replace(LINK, link))
    assert mailed is not None
    assert mailed.url == ""


def test_once_the_desk_reads_comments_itself_the_letter_is_passed_over(crowd: Crowd) -> None:
    note_effect(crowd.page.channel, "read", worked=True, words="It worked.", at=NOW)
    arrived(plain(BODY, sender=FACEBOOK, subject=COMMENTED, Authentication_Results=TRUE))
    sort_mail(NOW)
    assert not Conversation.objects.exists()
    assert "reads on Facebook Page itself" in SortedLetter.objects.get().why


@pytest.mark.parametrize(
    ("sender", "subject", "heard"),
    [
        (FACEBOOK, "Shona Reid commented on your post.", "comment"),
        (FACEBOOK, "Shona Reid replied to your comment", "comment"),
        (FACEBOOK, "New comment on your post", "comment"),
        (FACEBOOK, "Shona Reid sent you a message", "message"),
        (FACEBOOK, "Your weekly Page update", ""),
        (FACEBOOK, "Security alert", ""),
        ("Facebook <x@facebookmail.com.evil.example>", "Shona Reid commented on your post.", ""),
        ("Facebook <x@notfacebookmail.com>", "Shona Reid commented on your post.", ""),
    ],
)
def test_only_facebook_s_letters_about_comments_and_messages_are_taken(sender: str, subject: str, heard: str) -> None:
    address = sender.partition("<")[2].rstrip(">")
    mailed = FacebookPage.from_letter(address, subject, BODY)
    assert ("" if mailed is None else "message" if mailed.private else "comment") == heard
