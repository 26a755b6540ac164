"""Tables that are text, in the encodings and with the delimiters that programs write."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats.csv_text import read_csv, read_rows
from loaders.security import Limits
from model.terms import Language
from model.tracker.reading import WorkbookError
from wording.catalogue import translator
from wording.issues import message


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


LINES = "Ref,Update\n1,Café\n2,Begun\n3,Done\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("lost", [[-1], [2], [15], [15, 40]], ids=["last", "first", "middle", "two"])
def test_utf_16_with_bytes_missing_is_refused_and_not_read_as_other_characters(encoding, lost):
    written = dict(enumerate(f"\ufeff{LINES}".encode(encoding)))
    kept = bytes(byte for at, byte in written.items() if at not in {each % len(written) for each in lost})
    with pytest.raises(WorkbookError, match="file-damaged") as refused:
        sheet_of(kept)
    assert refused.value.details == {"encoding": "UTF-16"}
    assert "UTF-16" in message(refused.value, translator(Language.ENGLISH))


@pytest.mark.parametrize(("delimiter", "found"), [(",", ","), (";", ";"), ("\t", "tab"), ("|", "|")])
def test_the_delimiter_is_the_one_that_is_most_often_in_rows_of_one_width(delimiter, found):
    steps = "Do it:\n- first, this\n- then, that"
    lines = [["Ref", "Text", "Status"], ["1", "a, b; c", "Red"], ["2", f"x{delimiter}y", "Green"], ["3", steps, "Red"]]
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
    assert (rows(sheet)[1], sheet.shortened) == ((2, ["x", "1234"]), ["B2"])


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
    ("text", "line"), [('a,"b\nc,d\n', "1"), ('h,i\n"a\nb",c\n"d,e\n', "4"), ('h\na,"b" c\n', "2")]
)
def test_a_mark_that_is_not_closed_or_has_text_behind_it_is_refused_with_its_line(text, line):
    with pytest.raises(WorkbookError) as refused:
        sheet_of(text.encode() + b"1,2\n" * 3)
    assert (refused.value.code, refused.value.details) == ("quotation-unclosed", {"line": line})


def test_a_mark_within_a_value_is_one():
    assert list(read_rows('a,5" pipe\n"b ""c""",d\n', ",")) == [["a", '5" pipe'], ['b "c"', "d"]]


@given(st.lists(st.lists(st.text('ab,;"\n ', max_size=5), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_written_as_it_should_be_is_read_as_it_was(values):
    out = StringIO(newline="")
    csv.writer(out).writerows(values)
    assert list(read_rows(out.getvalue(), ",")) == values
