"""Localised fields: in the language of the reader, else in the other, which is marked as such."""

from collections import namedtuple

import pytest

from model.language import Language
from wording.format.localised import localised_value

Row = namedtuple("Row", ["title", "title_cy"])
ENGLISH, WELSH = Language.ENGLISH, Language.WELSH


@pytest.mark.parametrize(
    ("row", "language", "value"),
    [
        (Row("Training", "Hyfforddiant"), WELSH, ("Hyfforddiant", None)),
        (Row("Training", "Hyfforddiant"), ENGLISH, ("Training", None)),
        (Row("Training", " "), WELSH, ("Training", ENGLISH)),
        (Row("Training", float("nan")), WELSH, ("Training", ENGLISH)),
        (Row(float("nan"), "Hyfforddiant"), ENGLISH, ("Hyfforddiant", WELSH)),
        (Row(" ", None), WELSH, ("", None)),
        (Row(" Training\n", ""), ENGLISH, (" Training\n", None)),
    ],
)
def test_a_field_is_in_the_readers_language_or_in_the_other_that_is_marked(row, language, value):
    assert localised_value(row, "title", language) == value


def test_a_field_without_a_welsh_column_is_english():
    assert localised_value(Row("Training", "x"), "title_cy", WELSH) == ("x", ENGLISH)
