"""Comma-separated text keeps its rows, whatever quotation marks are never closed."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats.csv.reader import read_csv
from loaders.formats.csv.rows import read_rows
from loaders.pipeline import read_workbook
from loaders.security.limits import DEFAULT_LIMITS

TEXTS = st.lists(st.lists(st.text('ab,;"\n ', max_size=5), min_size=2, max_size=3), min_size=1, max_size=4)


def rows(text):
    return list(read_rows(text, ","))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,"b\nc,d\ne,f\n', [(["a", "b"], 1), (["c", "d"], None), (["e", "f"], None)]),
        ('h,i\na,"b\nc,"d"\n', [(["h", "i"], None), (["a", "b"], 2), (["c", "d"], None)]),
        ('h,i\na,"b,c"\nd,"e', [(["h", "i"], None), (["a", "b,c"], None), (["d", "e"], 3)]),
        ('h,i\na,"b, c","d\ne,f\n', [(["h", "i"], None), (["a", "b, c", "d"], 2), (["e", "f"], None)]),
        ('h,i,j\na,"b,"d"\ne,f,g\n', [(["h", "i", "j"], None), (["a", "b", "d"], 2), (["e", "f", "g"], None)]),
        ('h,i\r\n"a\r\nb",c\r\n"d,e\r\n', [(["h", "i"], None), (["a\r\nb", "c"], None), (["d", "e"], 4)]),
        ('a,"b" c\nd,e\n', [(["a", "b c"], None), (["d", "e"], None)]),
        ('a,5" pipe\nd,e\n', [(["a", '5" pipe'], None), (["d", "e"], None)]),
        ('a,"b ""c"" d"\n', [(["a", 'b "c" d'], None)]),
    ],
    ids=[
        "first",
        "before another",
        "at the end",
        "behind a closed one",
        "before a closed one",
        "lines in a value",
        "loose",
        "inches",
        "doubled",
    ],
)
def test_a_mark_that_is_never_closed_takes_in_only_its_line(text, expected):
    assert rows(text) == expected


@given(TEXTS)
def test_what_is_written_as_it_should_be_is_read_as_it_was(values):
    out = StringIO(newline="")
    csv.writer(out).writerows(values)
    assert rows(out.getvalue()) == [(row, None) for row in values]


@given(st.text('ab,"\n', max_size=40))
def test_no_line_is_lost(text):
    read = "".join(value for row, _ in rows(text) for value in row)
    assert read.replace("\n", "").replace('"', "").replace(",", "") == "".join(sign for sign in text if sign in "ab")


def test_it_is_an_error_that_names_the_line():
    content = (
        b'Ref,Recommendation,Owner,RAG Feb 24\n1,"Train, all\nof them",CPS,Red\n2,"Count,CPS,Amber\n3,Pay,CPS,Red\n'
    )
    reading = read_workbook(content, name="tracker.csv")
    issues = [issue for issue in reading.issues if issue.code == "quotation-unclosed"]
    assert [(issue.sheet, issue.cell, issue.found, dict(issue.details)) for issue in issues] == [
        ("CSV", "A3", "2 Count CPS Amber", {"line": "4"})
    ]
    assert [(row["ref"], row["status"]) for row in reading.rows["progress"]] == [
        ("1", "Red"),
        ("2", "Amber"),
        ("3", "Red"),
    ]


def test_a_hundred_thousand_lines_below_it_are_read_in_time():
    content = b'Ref,"Status\n' + b"1,Red\n" * 100_000
    [sheet] = read_csv(BytesIO(content), limits=DEFAULT_LIMITS)
    assert (len(sheet.rows), sheet.issues[-1].code) == (100_001, "quotation-unclosed")
