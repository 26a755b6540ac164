import pytest

from loaders.papers.paragraphs import BULLET, LineJoiner
from loaders.papers.read_paper import text_lines
from model.text import normalise_space


def points(text):
    lines = text_lines(text)
    paragraphs = LineJoiner(lines, lambda text: False).paragraphs(lines)
    return [normalise_space(BULLET.sub("", line.text)) for line in paragraphs]


def test_signs_of_every_kind_begin_a_point_and_are_left_out():
    text = "• One.\n- Two.\n– Three.\n* Four.\no\tFive.\n1. Six.\n(b) Seven.\n▪ Eight.\n- ◦ Nine."
    assert points(text) == ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine."]


def test_signs_of_symbol_fonts_begin_a_point_and_are_left_out():
    text = "\uf0b7 One.\n\uf0a7 Two.\n\uf0d8 Three.\n\uf06f Four.\n§ Five.\nØ Six.\nü Seven."
    assert points(text) == ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven."]


def test_a_wrapped_point_is_whole_again():
    assert points("• The force has\n  filled every post.\n• Two.") == ["The force has filled every post.", "Two."]


def test_a_point_broken_by_a_page_goes_on_after_the_gap_also_with_a_capital_letter():
    text = "- The office pays for an Independent\n\nStalking Advocacy Caseworker.\n\n- Two."
    assert points(text) == ["The office pays for an Independent Stalking Advocacy Caseworker.", "Two."]


def test_a_word_parted_by_a_page_keeps_its_hyphen_where_the_paper_writes_one():
    text = "• The Co-\n\nordinator reviews.\n\n• The Co-ordinator visits."
    assert points(text) == ["The Co-ordinator reviews.", "The Co-ordinator visits."]


def test_a_word_parted_at_the_end_of_a_line_loses_the_hyphen_where_the_paper_writes_none():
    text = "• The train-\n  ing has begun.\n• More training follows."
    assert points(text) == ["The training has begun.", "More training follows."]


def test_where_a_paper_parts_words_at_the_ends_of_lines_each_is_whole_unless_its_parts_are_words():
    text = (
        "• The train-\n  ing has begun, and infor-\n  mation is shared.\n• The follow-\n  up comes next.\n"
        "• More training; each follow is up to date.\n• Offi-\n  cers were asked."
    )
    assert points(text) == [
        "The training has begun, and information is shared.",
        "The follow-up comes next.",
        "More training; each follow is up to date.",
        "Officers were asked.",
    ]


def test_a_hyphen_before_a_capital_letter_or_before_another_such_word_stays_as_it_is():
    assert points("• The Sub-\n  Group meets.\n• A short-\n  and long-term plan.") == [
        "The Sub-Group meets.",
        "A short- and long-term plan.",
    ]


def test_a_soft_hyphen_at_the_end_of_a_line_is_always_removed():
    assert points("• The infor\u00ad\n  mation is shared.") == ["The information is shared."]


def test_a_point_that_lost_its_sign_is_a_separate_point():
    assert points(" The tool is used.\n\n- Training has begun.") == ["The tool is used.", "Training has begun."]


def test_a_paragraph_after_a_finished_point_begins_another():
    assert points("• One is done.\n\nTwo is begun.") == ["One is done.", "Two is begun."]


@pytest.mark.parametrize("sign", ["•", "-", ""])
def test_nothing_of_a_point_is_lost(sign):
    words = [f"Point {number} says that {number * 7} officers were trained." for number in range(1, 30)]
    assert points("\n\n".join(f"{sign} {one}" for one in words)) == words


def test_a_word_without_end_takes_no_longer_than_a_word():
    assert points(f"• {'x' * 300_000}\n• Two.") == ["x" * 300_000, "Two."]
