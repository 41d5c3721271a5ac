"""Columns of a sheet that are named as our channels: words for that channel alone, in place of the words for all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from steamie.channels import registry
from steamie.channels.models import Channel


@dataclass(frozen=True, slots=True)
class ChannelColumns:
    """The channels a sheet is for, by number, and those that a column of each name speaks to."""

    channels: Sequence[int]
    by_name: Mapping[str, Sequence[int]]  # by casefolded name; a kind stands before the names of accounts, which say more

    def texts(self, cells: Mapping[str, str]) -> dict[int, str]:
        """The words for each channel. An empty cell takes the words for all; without those either, the text is empty."""
        texts = dict.fromkeys(self.channels, cells["words"])
        for name, channels in self.by_name.items():
            if words := cells.get(name, ""):
                texts |= dict.fromkeys(channels, words)
        return texts


def of_channels(numbers: Sequence[int], *, taken: Sequence[str]) -> ChannelColumns:
    """A column for each account by its name and for each kind by its own, less the names ``taken`` by others. One query."""
    names: dict[str, list[int]] = {}
    kinds: dict[str, list[int]] = {}
    for row in Channel.objects.filter(pk__in=numbers):
        kind = registry.kinds().get(row.kind)
        names.setdefault(row.name.casefold(), []).append(row.pk)
        names.setdefault(_numbered(row).casefold(), []).append(row.pk)
        for name in {row.kind.casefold(), *([kind.label.casefold()] if kind else [])}:
            kinds.setdefault(name, []).append(row.pk)
    found = {name: channels for name, channels in (kinds | names).items() if name not in taken}
    return ChannelColumns(numbers, found)


def headings(channels: Iterable[Channel], *, taken: Collection[str]) -> dict[int, str]:
    """The column that speaks to each channel alone, by the channel's number: its name, or its number where the name would not."""
    rows = list(channels)
    names = [row.name.casefold() for row in rows]
    alone = {row.pk for row, name in zip(rows, names, strict=True) if names.count(name) == 1 and name not in taken}
    return {row.pk: row.name if row.pk in alone else _numbered(row) for row in rows}


def texts_as_cells(texts: Mapping[int, str], columns: Mapping[int, str]) -> dict[str, str]:
    """The words for all, where every channel has the same, and the words in the column of each."""
    same = {texts.get(number, "") for number in columns}
    cells = {name: texts.get(number, "") for number, name in columns.items()}
    return cells | {"words": same.pop() if len(same) == 1 else ""}


def _numbered(channel: Channel) -> str:
    return f"Channel {channel.pk}"
