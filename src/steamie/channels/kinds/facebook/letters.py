"""Facebook's letters about comments and messages, read where nothing else reaches us. Their form is not promised anywhere.

So as little as possible is asked of it: who sent it, a verb in the subject, a link. What is left of the words is theirs.
"""

from __future__ import annotations

import re

from steamie.channels.contract import Mailed

SENDER = re.compile(r"@(?:[a-z0-9-]+\.)*facebookmail\.com$", re.IGNORECASE)
COMMENT = re.compile(
    r"^(?P<name>.{1,160}?) (?:also )?(?:commented|replied|left a comment|mentioned|wrote|posted)\b"
    r"|^(?:you have )?(?:a )?new comments?\b",
    re.IGNORECASE,
)
MESSAGE = re.compile(
    r"^(?P<name>.{1,160}?) (?:sent (?:you|your page|.{1,80}) a message|messaged\b)|^new messages?\b", re.IGNORECASE
)
LINK = re.compile(r"https://(?:(?:www|m|web|business)\.)?facebook\.com/(?!l\.php|flx/)[^\s<>\"')\]]{1,480}")
FOOT = re.compile(
    r"^(?:this (?:message|e-?mail) was (?:sent|intended)|reply to this e-?mail|view (?:on facebook|comment|post|message)"
    r"|see (?:comment|post|message)|unsubscribe|to stop receiving|meta platforms|facebook,? inc|thanks,$|the facebook team)",
    re.IGNORECASE,
)
GREETING = re.compile(r"^(?:hi|hello|dear)\b.{0,80}[,:]$", re.IGNORECASE)


def mailed(sender: str, subject: str, words: str) -> Mailed | None:
    """What a letter of Facebook's says that somebody wrote; None when it is of another sender, or about something else."""
    if not SENDER.search(sender.strip()):
        return None
    private = MESSAGE.search(subject.strip())
    about = private or COMMENT.search(subject.strip())
    if about is None:
        return None
    link = LINK.search(words)
    return Mailed(
        _theirs(subject, words) or subject, about.groupdict().get("name") or "", link.group() if link else "", bool(private)
    )


def _theirs(subject: str, words: str) -> str:
    """The words without the greeting, the subject said again, links, and what stands at the foot."""
    left = []
    for line in (one.strip() for one in words.splitlines()):
        if FOOT.search(line):
            break
        if not (GREETING.search(line) or LINK.fullmatch(line) or line.rstrip(".:") == subject.strip().rstrip(".:")):
            left.append(line)
    return "\n".join(left).strip().strip('“”"')
