"""The weights of the evidence for each meaning of a column: of its heading, and of its values."""

from collections.abc import Mapping

from loaders.vocabulary.heading_aliases import ColumnMeaning

Weights = Mapping[str, float]

HEADING: Weights = {
    "heading": 12,
    "welsh-heading": 12,
    "alias": 10,
    "weak": 7,
    "fuzzy": 6,
    "part": 5,
    "part status": 3,
}
"""The weight of a heading for its meaning: the contract's word, another name for it, one that gives way to others, a
similar one, or a part of it (times the strength of the part); many things other than an item have a status."""

_EVIDENCE = (
    "statuses answers levels few_words repeated refs sequence numbers dates short_texts sentences paragraphs people "
    "marks"
)
_VALUES = {
    #                               stat ans  lev  few  rep  refs seq  num  date shrt sent para peop mark
    ColumnMeaning.REF: "            -6   -6   -8   0    -4   5    4    1    -6   -3   -9   -9   -6   -6",
    ColumnMeaning.TITLE: "          -5   -7   -8   0    -4   -4   -8   -8   -8   3    -1   -5   -8   -8",
    ColumnMeaning.RECOMMENDATION: " -8   -8   -9   0    -6   -5   -9   -9   -9   3    6    -1   -9   -9",
    ColumnMeaning.THEME: "          -5   -6   -5   1    4    -4   -6   -6   -8   0    -8   -8   -1   -8",
    ColumnMeaning.LEAD_AGENCY: "    -6   -7   -8   0    3    -4   -8   -8   -8   1    -9   -9   5    -8",
    ColumnMeaning.STATUS: "         7    4    -9   2    -1   -5   -6   -3   -6   -4   -12  -12  -8   1",
    ColumnMeaning.UPDATE: "         -8   -6   -8   0    -4   -5   -8   -8   -6   2    4    3    -6   -6",
    ColumnMeaning.TARGET: "         -6   -6   -8   0    -2   -5   -8   -6   6    -1   -4   -6   -8   -6",
    ColumnMeaning.COMPLETED: "      -6   -2   -8   0    -2   -5   -8   -6   6    -1   -6   -8   -8   -6",
    ColumnMeaning.BACKGROUND: "     -8   -8   -8   -1   -1   -5   -9   -9   -9   2    6    4    -6   -8",
    ColumnMeaning.RATING: "         0    0    5    2    0    0    0    2    -4   -4   -12  -12  -6   0",
    ColumnMeaning.NOTE: "           0    0    0    0    0    0    0    0    3    0    -6   -8   0    0",
}
VALUES: Mapping[ColumnMeaning, Weights] = {
    meaning: dict(zip(_EVIDENCE.split(), map(float, row.split()), strict=True)) for meaning, row in _VALUES.items()
}
"""The weight of the values for each meaning, for a column in which all cells are such; a share counts in proportion."""

MOSTLY = 0.5
"""From this share of usual words, a column of statuses is sure."""
