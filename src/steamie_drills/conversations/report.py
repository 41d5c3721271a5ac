"""What is on the Page, beside what the desk has; and how often each answer is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from steamie.conversations.models import Delivery, Message, Reply

from .options import ConversationOptions


@dataclass(frozen=True, slots=True)
class ConversationsReport:
    """The outcome. A drill passes when the desk has what is there and no more, and every answer went once."""

    desk: str
    seed: int
    kills: int
    on_the_page: int  # comments of residents that stand there at the end
    missed: int  # of those, not with us as they are
    too_many: int  # with us, and never on the Page
    gone_unnoticed: int  # taken down there, and standing with us
    in_two: int  # comments we have twice
    forged_taken: int  # forged deliveries that were answered with 200
    deliveries: int  # stored
    answers: int  # that people asked for
    sent_twice: int
    not_sent: int  # asked for, and not on the Page at the end
    said_wrongly: int  # we say sent and it is not there, or the other way
    by_a_person: int  # whose fate a person had to look up
    seconds: float

    @property
    def passed(self) -> bool:
        """Nothing missed, doubled, forged or misreported."""
        wrong = self.missed + self.too_many + self.gone_unnoticed + self.in_two + self.forged_taken
        return wrong + self.sent_twice + self.not_sent + self.said_wrongly == 0

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self) | {"passed": self.passed}

    def as_text(self) -> str:
        """For people."""
        lines = [f"{name.replace('_', ' ')}: {value}" for name, value in asdict(self).items()]
        return "\n".join([*lines, "PASSED" if self.passed else "FAILED", ""])


def compare(
    options: ConversationOptions,
    truth: dict[str, Any],
    *,
    page: str,
    forged_taken: int,
    by_a_person: int,
    kills: int,
    took: float,
) -> ConversationsReport:
    """Count."""
    there = {one["id"]: one["message"] for one in truth["comments"] if not one["deleted"] and one["author"] != page}
    ever = {one["id"] for one in truth["comments"]}
    ours = {row.remote_id: row for row in Message.objects.filter(by_us=False)}
    standing = {number: row.words for number, row in ours.items() if row.removed_at is None}
    copies = Counter(Message.objects.values_list("remote_id", flat=True))
    answers = Counter(one["message"] for one in truth["comments"] if one["author"] == page and not one["deleted"])
    replies = list(Reply.objects.filter(undone_at=None))
    return ConversationsReport(
        desk=options.desk,
        seed=options.seed,
        kills=kills,
        on_the_page=len(there),
        missed=sum(standing.get(number) != words for number, words in there.items()),
        too_many=sum(number not in ever for number in ours),
        gone_unnoticed=sum(number not in there for number in standing),
        in_two=sum(number > 1 for number in copies.values()),
        forged_taken=forged_taken,
        deliveries=Delivery.objects.count(),
        answers=len(replies),
        sent_twice=sum(number > 1 for number in answers.values()),
        not_sent=sum(not answers[row.words] for row in replies),
        said_wrongly=sum(bool(row.sent_at) != bool(answers[row.words]) for row in replies),
        by_a_person=by_a_person,
        seconds=round(took, 1),
    )
