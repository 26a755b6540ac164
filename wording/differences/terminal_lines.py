"""What differs between two trackers, as lines to read on a terminal."""

from collections.abc import Iterator

from model.status.scale import Scale
from model.versions.difference import Difference
from wording.catalogue import Translator
from wording.differences.by_change import Change
from wording.differences.headline import difference_headline
from wording.differences.sentences import change_groups
from wording.format.names import Names
from wording.format.word_diff import Mark

_SHOWN = 100
"""So many changes of one kind are listed; the rest are counted."""


def difference_lines(difference: Difference, scales: tuple[Scale, ...], names: Names, _: Translator) -> Iterator[str]:
    """Return a difference: the whole in a sentence, then each change by kind, worsenings before other re-ratings.

    In a text that was re-worded, what went stands in [-…-] and what came in {+…+}.
    """
    yield difference_headline(difference, _)
    for group in change_groups(difference, scales, names, _, most=_SHOWN):
        yield ""
        yield group.heading
        if group.note:
            yield f"  {group.note}"
        for change in group.changes:
            yield f"  {change.sentence}"
            yield from _words(change)
        if group.count > _SHOWN:
            yield "  " + _.plural("and {n} more", "and {n} more", group.count - _SHOWN)


def _words(change: Change) -> Iterator[str]:
    """Yield the words of a text that was re-worded, on lines of their own."""
    if not (change.before and change.after):
        return
    signs = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
    text = "".join(f"{signs[mark][0]}{words}{signs[mark][1]}" for words, mark in change.words)
    for line in text.splitlines():
        yield f"    {line}"
