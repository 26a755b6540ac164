"""Tables that are text, in the encodings and with the delimiters that programs write."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats.csv_text import read_csv, read_rows
from loaders.pipeline import read_workbook
from loaders.security.limits import Limits
from model.issue import WorkbookError


def sheet_of(content, limits=None):
    (sheet,) = read_csv(content, limits=limits or Limits())
    return sheet


def rows(sheet):
    return [(row.number, row.values) for row in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_the_encoding_is_detected_and_reported(encoding, shown):
    sheet = sheet_of("Ref,Update\n1,Café – “done”\n".encode(encoding))
    assert rows(sheet) == [(1, ["Ref", "Update"]), (2, ["1", "Café – “done”"])]
    found = [(issue.code, issue.found) for issue in sheet.issues]
    assert found == [("encoding-detected", shown), ("delimiter-detected", ",")]


@pytest.mark.parametrize(("delimiter", "found"), [(",", ","), (";", ";"), ("\t", "tab"), ("|", "|")])
def test_the_delimiter_is_the_one_that_gives_the_most_rows_of_one_width(delimiter, found):
    lines = [["Ref", "Text", "Status"], ["1", "a, b; c", "Red"], ["2", f"x{delimiter}y", "Green"]]
    written = StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(lines)
    sheet = sheet_of(written.getvalue().encode())
    assert (rows(sheet), sheet.issues[1].found) == (list(enumerate(lines, start=1)), found)


def test_every_value_is_text_as_it_is_written_and_keeps_its_row():
    sheet = sheet_of(b'Ref,Due,Done\n007,44197,0.50\n\n,\n1.0,=1+1,\n"x\ny",z\n')
    assert rows(sheet)[1:] == [(2, ["007", "44197", "0.50"]), (5, ["1.0", "=1+1"]), (6, ["x\ny", "z"])]


def test_what_was_lost_is_taken_out_or_cut_is_reported_with_its_cell():
    sheet = sheet_of("a,Caf\ufffd\nx\x07,123456\n".encode(), Limits(characters=4))
    assert [(issue.code, issue.cell) for issue in sheet.issues[2:]] == [("characters-lost", "B1")]
    assert (rows(sheet)[1], sheet.cleaned, sheet.shortened) == ((2, ["x", "1234"]), ["A2"], ["B2"])


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b"Just some words.\nAnd more.\n", Limits(), "file-not-workbook"),
        (b"a,b\n" * 5, Limits(rows=3), "too-many-rows"),
        (b"a,b,c\n", Limits(columns=2), "too-many-columns"),
    ],
)
def test_what_is_no_table_or_too_large_is_refused(content, limits, code):
    with pytest.raises(WorkbookError, match=code):
        sheet_of(content, limits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,"b\nc,d\ne,f\n', [(["a", "b"], 1), (["c", "d"], None), (["e", "f"], None)]),
        ('h,i\na,"b\nc,"d"\n', [(["h", "i"], None), (["a", "b"], 2), (["c", "d"], None)]),
        ('h,i\na,"b,c"\nd,"e', [(["h", "i"], None), (["a", "b,c"], None), (["d", "e"], 3)]),
        ('h,i\na,"b, c","d\ne,f\n', [(["h", "i"], None), (["a", "b, c", "d"], 2), (["e", "f"], None)]),
        ('h,i\r\n"a\r\nb",c\r\n"d,e\r\n', [(["h", "i"], None), (["a\r\nb", "c"], None), (["d", "e"], 4)]),
        ('h,i,j\na,"b,"d"\ne,f,g\n', [(["h", "i", "j"], None), (["a", "b", "d"], 2), (["e", "f", "g"], None)]),
        ('a,"b" c\nd,e\n', [(["a", "b c"], None), (["d", "e"], None)]),
        ('a,5" pipe\nd,e\n', [(["a", '5" pipe'], None), (["d", "e"], None)]),
        ('a,"b ""c"" d"\n', [(["a", 'b "c" d'], None)]),
    ],
)
def test_a_mark_that_is_never_closed_takes_in_only_its_line(text, expected):
    assert list(read_rows(text, ",")) == expected


@given(st.lists(st.lists(st.text('ab,;"\n ', max_size=5), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_written_as_it_should_be_is_read_as_it_was(values):
    out = StringIO(newline="")
    csv.writer(out).writerows(values)
    assert list(read_rows(out.getvalue(), ",")) == [(row, None) for row in values]


@given(st.text('ab,"\n', max_size=40))
def test_no_line_is_lost(text):
    read = "".join(value for row, _ in read_rows(text, ",") for value in row)
    assert read.replace("\n", "").replace('"', "").replace(",", "") == "".join(sign for sign in text if sign in "ab")


def test_a_mark_that_is_never_closed_is_an_error_that_names_the_line_also_above_many_lines():
    content = b'Ref,Recommendation,Owner,RAG Feb 24\n1,"Train, all\nof them",CPS,Red\n2,"Count,CPS,Amber\n'
    reading = read_workbook(content + b"3,Pay,CPS,Red\n" * 2_000, name="tracker.csv")
    (issue,) = [issue for issue in reading.issues if issue.code == "quotation-unclosed"]
    assert (issue.sheet, issue.cell, issue.found, issue.details) == ("CSV", "A3", "2 Count CPS Amber", {"line": "4"})
    assert [(row["ref"], row["status"]) for row in reading.rows["progress"]][:2] == [("1", "Red"), ("2", "Amber")]
