"""The differences between two trackers as lines for a terminal."""

from collections.abc import Iterator

from model.status.scale import Scale
from model.versions.difference import Difference
from wording.catalogue import Translator
from wording.differences.by_change import ChangeSentence
from wording.differences.headline import difference_headline
from wording.differences.sentences import change_groups
from wording.format.names import Names
from wording.format.word_diff import DiffKind

_SHOWN = 100
"""The most changes of one kind that are listed; the rest are counted."""


def difference_lines(difference: Difference, scales: tuple[Scale, ...], names: Names, _: Translator) -> Iterator[str]:
    """Yield the headline of a difference, then each change by kind, worse statuses before other re-ratings.

    In a re-worded text, removed words are in [-…-] and added words in {+…+}.
    """
    yield difference_headline(difference, _)
    for group in change_groups(difference, scales, names, _, most=_SHOWN):
        yield ""
        yield group.heading
        if group.note:
            yield f"  {group.note}"
        for change in group.changes:
            yield f"  {change.sentence}"
            yield from _diff_lines(change)
        if group.count > _SHOWN:
            yield "  " + _.plural("and {n} more", "and {n} more", group.count - _SHOWN)


def _diff_lines(change: ChangeSentence) -> Iterator[str]:
    """Yield the word diff of a re-worded text, line by line."""
    if not (change.before and change.after):
        return
    signs = {DiffKind.UNCHANGED: ("", ""), DiffKind.REMOVED: ("[-", "-]"), DiffKind.ADDED: ("{+", "+}")}
    text = "".join(f"{signs[mark][0]}{words}{signs[mark][1]}" for words, mark in change.words)
    for line in text.splitlines():
        yield f"    {line}"
