from io import BytesIO

import pytest

from loaders.formats.csv.reader import read_csv
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError


def sheet_of(content, limits=None):
    (sheet,) = read_csv(BytesIO(content), limits=limits or Limits())
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
    assert [(issue.code, issue.found) for issue in sheet.issues] == [
        ("encoding-detected", shown),
        ("delimiter-detected", ","),
    ]


@pytest.mark.parametrize(("delimiter", "found"), [(",", ","), (";", ";"), ("\t", "tab"), ("|", "|")])
def test_the_delimiter_is_the_one_that_gives_the_most_rows_of_one_width(delimiter, found):
    lines = ["Ref{}Text{}Status", "1{}a, b; c{}Red", '2{}"x{}y"{}Green']
    written = "\r\n".join(line.replace("{}", delimiter) for line in lines)
    if delimiter in ",;":
        written = written.replace("a, b; c", '"a, b; c"')
    sheet = sheet_of(written.encode())
    assert rows(sheet)[1:] == [(2, ["1", "a, b; c", "Red"]), (3, ["2", f"x{delimiter}y", "Green"])]
    assert sheet.issues[1].found == found


def test_every_value_is_text_as_it_is_written():
    sheet = sheet_of(b"Ref,Due,Done\n007,44197,0.50\n1.0,=1+1,\n")
    assert rows(sheet)[1:] == [(2, ["007", "44197", "0.50"]), (3, ["1.0", "=1+1"])]


def test_blank_lines_count_and_lines_within_quotes_do_not():
    sheet = sheet_of(b'a,b\n\n,\n"x\ny",z\n')
    assert rows(sheet) == [(1, ["a", "b"]), (4, ["x\ny", "z"])]


def test_letters_that_were_lost_before_are_reported_with_their_cell():
    sheet = sheet_of("Ref,Update\n1,Caf\ufffd\n".encode())
    assert [(issue.code, issue.cell, issue.found) for issue in sheet.issues[2:]] == [
        ("characters-lost", "B2", "Caf\ufffd")
    ]


def test_control_characters_are_taken_out_and_long_texts_cut():
    sheet = sheet_of(b"a,b\nx\x07,12345\n", Limits(characters=3))
    assert (rows(sheet)[1], sheet.cleaned, sheet.shortened) == ((2, ["x", "123"]), ["A2"], ["B2"])


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b"Just some words.\nAnd more.\n", Limits(), "file-not-workbook"),
        (b"a,b\n" * 5, Limits(rows=3), "too-many-rows"),
        (b"a,b,c\n", Limits(columns=2), "too-many-columns"),
    ],
)
def test_what_is_no_table_or_too_large_is_refused(content, limits, code):
    with pytest.raises(WorkbookError) as refused:
        sheet_of(content, limits)
    assert refused.value.code == code


def test_a_quote_that_is_never_closed_loses_nothing():
    sheet = sheet_of(b'a,b\n1,"x\n2,y\n')
    assert rows(sheet) == [(1, ["a", "b"]), (2, ["1", "x"]), (3, ["2", "y"])]
