"""Columns of a sheet that are named as our channels: words for that channel alone, in place of the words for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steamie.channels import registry
from steamie.channels.models import Channel


@dataclass(frozen=True, slots=True)
class ChannelColumns:
    """The channels a sheet is read for, by number, and those that a column of each name speaks to."""

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
        for name in {row.kind.casefold(), *([kind.label.casefold()] if kind else [])}:
            kinds.setdefault(name, []).append(row.pk)
    found = {name: channels for name, channels in (kinds | names).items() if name not in taken}
    return ChannelColumns(numbers, found)
