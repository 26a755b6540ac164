"""What of a round is not published, in numbers and words."""

from collections.abc import Mapping

from model.returns.unpublished import WrittenKind
from wording.catalogue import Translator
from wording.format.lists import join_words


def written_words(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much was written, by kind: "2 ratings and 3 answers"."""
    words = {
        WrittenKind.RATING: _.plural("{n} rating", "{n} ratings", counts.get(WrittenKind.RATING, 0)),
        WrittenKind.NOTE: _.plural("{n} note", "{n} notes", counts.get(WrittenKind.NOTE, 0)),
        WrittenKind.DECISION: _.plural("{n} decision", "{n} decisions", counts.get(WrittenKind.DECISION, 0)),
        WrittenKind.PROMISE: _.plural("{n} promise", "{n} promises", counts.get(WrittenKind.PROMISE, 0)),
        WrittenKind.ANSWER: _.plural("{n} answer", "{n} answers", counts.get(WrittenKind.ANSWER, 0)),
    }
    return join_words([words[kind] for kind in WrittenKind if counts.get(kind)], _)


def unpublished_sentence(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much of a round is not published yet."""
    return _.plural(
        "{what} is not published yet.",
        "{what} are not published yet.",
        sum(counts.values()),
        what=written_words(counts, _),
    )
