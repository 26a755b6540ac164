"""Values in single quotation marks, and texts that only begin with one."""

import pytest

from loaders.formats.csv.rows import use_double_quotes


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        (
            "'Ref','Text','Cost'\n1,'Train, soon\nor \"late\"',5\n",
            'Ref,Text,Cost\r\n1,"Train, soon\nor ""late""",5\r\n',
        ),
        ("'Ref';'It''s'\r\n1;'a;b'\r\n", 'Ref;It\'s\r\n1;"a;b"\r\n'),
        ("'Ref'\tNo\n'x'\t1\n", "Ref\tNo\r\nx\t1\r\n"),
    ],
)
def test_single_marks_around_values_become_double_ones(written, usual):
    assert use_double_quotes(written) == usual


@pytest.mark.parametrize(
    "text",
    ["Ref,'Text'\n1,'a'\n", "'tis the tracker of 2024, ours\nRef,Text\n", "'Ref'\n'1'\n", "'a'b,c\n", "", "Ref,It's\n"],
)
def test_a_mark_that_only_stands_in_a_text_stays(text):
    assert use_double_quotes(text) == text


def test_a_long_first_line_is_looked_at_in_no_time():
    for text in ("'" + "a','" * 50_000 + "\n", "'a'" + ",b" * 50_000 + ",'\n", "'a'" + ",'b'" * 50_000 + ",'\n"):
        assert use_double_quotes(text) == text
