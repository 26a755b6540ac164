import pytest

from model.language import Language
from reports.figures.glyphs import displayable
from reports.figures.svg_to_png import svg_to_png


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Done – ŵ £5 €", "Done – ŵ £5 €"), ("a\U000f1234b", "a[U+F1234]b"), ("\U0001faff", "[U+1FAFF]")],
)
def test_what_no_font_has_is_its_code_point(text, printed):
    assert displayable(text, Language.ENGLISH) == printed


@pytest.mark.parametrize(("language", "words"), [(Language.ENGLISH, "[Hourglass]"), (Language.WELSH, "[Awrwydr]")])
def test_a_symbol_is_words_or_a_picture_where_the_machine_has_a_font_with_it(language, words):
    assert displayable("⌛\ufe0f", language).removesuffix("\ufe0f") in (words, "⌛")


def test_two_symbols_that_no_font_has_do_not_look_alike_in_a_picture():
    first, second = (
        svg_to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 20"><text x="0" y="15">{character}</text></svg>',
            Language.ENGLISH,
        )
        for character in ("\U000f1234", "\U000f1235")
    )
    assert first != second
