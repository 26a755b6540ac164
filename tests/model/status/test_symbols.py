import pytest

from model.language import Language
from model.status import symbol_words, without_symbols


@pytest.mark.parametrize(
    ("text", "words", "english", "welsh"),
    [
        ("✅", "", "Green tick", "Tic gwyrdd"),
        ("✅ Done", "Done", "Green tick", "Tic gwyrdd"),
        ("Late 🔴", "Late", "Red circle", "Cylch coch"),
        ("⚠️", "", "Warning sign", "Arwydd rhybudd"),
        ("👍🏽 Agreed", "Agreed", "Thumbs up", "Bawd i fyny"),
        ("🔴🔴", "", "Red circle Red circle", "Cylch coch Cylch coch"),
        ("🦉", "", "Owl", "Owl"),
        ("◔", "", "Quarter-full circle", "Cylch chwarter llawn"),
        ("!", "", "", ""),
        ("Amber → Green ★", "Amber → Green ★", "", ""),
        ("Wedi'i gwblhau", "Wedi'i gwblhau", "", ""),
    ],
)
def test_a_symbol_has_words_in_both_languages_and_leaves_the_words_next_to_it(text, words, english, welsh):
    assert without_symbols(text) == words
    assert (symbol_words(text, Language.ENGLISH), symbol_words(text, Language.WELSH)) == (english, welsh)


def test_no_two_symbols_have_the_same_words_and_no_words_have_a_symbol():
    symbols = "✅✔✓☑❌✘✗✖✕❎☒☐⚠⛔🚫🛑🚧🚩🏁❗❓⌛⏳⏸⏰🔄🔒⭐👍👎🙂😐🙁○◔◑◕●🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪🟫⬛⬜"
    for language in Language:
        words = [symbol_words(symbol, language) for symbol in symbols]
        assert len(set(words)) == len(symbols)
        assert all(word.isprintable() and word == without_symbols(word) for word in words)
