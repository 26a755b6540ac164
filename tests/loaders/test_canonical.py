from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from loaders.canonical import translation_bytes, workbook_bytes
from loaders.formats.spreadsheets import read_based_on
from loaders.pipeline import read_workbook
from model.dates import day, parse_date
from model.terms import RED_AMBER_GREEN, Scale, Status
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import whole_trackers

BUNDLED = Path(__file__).parents[2] / "data" / "tracker.xlsx"


def opened(content):
    return load_workbook(BytesIO(content))


def row_of(plan, **fields):
    return {column.field: None for column in plan.columns} | fields


def test_a_day_is_a_real_date_and_every_other_date_its_words():
    dates = [day(date(2024, 2, 1)), parse_date("Feb 24"), parse_date("Q1 2024/25"), parse_date("to be arranged"), None]
    rows = {"monitoring": [row_of(MONITORING, due=stated) for stated in dates]}
    sheet = opened(workbook_bytes(rows, RED_AMBER_GREEN))["Monitoring"]
    assert [(sheet.cell(line, 4).value, sheet.cell(line, 4).is_date) for line in range(2, 6)] == [
        (datetime(2024, 2, 1), True),
        ("Feb 24", False),
        ("Q1 2024/25", False),
        ("to be arranged", False),
    ]


def test_text_is_never_a_formula_a_link_or_a_number():
    texts = ["=1+1", "+44", "-5", "@SUM(A1)", "https://example.org", "1.10", "{=1}", " =2"]
    rows = {"progress": [row_of(PROGRESS, update=text) for text in texts]}
    sheet = opened(workbook_bytes(rows, RED_AMBER_GREEN))["Progress"]
    cells = [sheet.cell(line, 8) for line in range(2, 2 + len(texts))]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in texts]


def test_a_statuss_colour_follows_the_word():
    scale = Scale((Status('Say "no"', colour="Red"), Status("Green", complete=True, colour="Green")))
    sheet = opened(workbook_bytes({}, scale))["Progress"]
    rules = {str(area.sqref): list(area.rules) for area in sheet.conditional_formatting}
    assert {area: [rule.formula for rule in listed] for area, listed in rules.items()} == {
        "E2:E2001": [['"Say ""no"""'], ['"Green"']],
        "J2:J2001": [['"Say ""no"""'], ['"Green"']],
    }
    assert [rule.dxf.fill.bgColor.rgb for rule in rules["E2:E2001"]] == ["FFB3261E", "FF1B7A43"]


def test_converting_the_bundled_tracker_changes_no_cell_and_converting_again_no_byte():
    reading = read_workbook(BUNDLED)
    first = workbook_bytes(reading.rows, reading.scale)
    reread = read_workbook(first)
    assert (reread.rows, reread.scale, reread.issues) == (reading.rows, reading.scale, reading.issues)
    assert workbook_bytes(reread.rows, reread.scale) == first
    before, after = load_workbook(BUNDLED), opened(first)
    assert before.sheetnames == after.sheetnames
    for sheet in before:
        assert values_of(sheet) == values_of(after[sheet.title])


def test_a_workbook_names_the_version_it_is_from_also_after_it_was_saved_elsewhere():
    reading = read_workbook(BUNDLED)
    assert reading.source.based_on == ""
    content = workbook_bytes(reading.rows, reading.scale, based_on="12 abc")
    again = BytesIO()
    opened(content).save(again)
    for each in (content, again.getvalue()):
        found = read_workbook(each)
        assert (found.source.based_on, found.rows) == ("12 abc", reading.rows)


def test_a_property_that_cannot_be_read_is_not_used():
    content = workbook_bytes({}, RED_AMBER_GREEN, based_on="12 abc")
    for damaged in (b"<Properties", b"", b"<Properties><property name='Cynnydd version'/></Properties>"):
        target = BytesIO()
        with ZipFile(BytesIO(content)) as package, ZipFile(target, "w") as written:
            for part in package.namelist():
                written.writestr(part, damaged if part == "docProps/custom.xml" else package.read(part))
        assert read_based_on(target.getvalue()) == ""


def values_of(sheet):
    """Return every cell that has a value, by its address."""
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


NASTY = [
    *("=1+1", "+44 1267", "-- done --", "@SUM(A1)", "\u200fright to left\u200e", "two  spaces", "line\n\n\nline"),
    *("_x000D_", "a _x005F_ b", "<r>bold</r>", "&amp; <b>", "'quoted", "{=1}", "1E5", "0012"),
    *("🙂 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301", "a\u2028b", "\u202eevil", "x" * 32_767, "🙂" * 16_383 + "x"),
]


@pytest.mark.filterwarnings("error")
def test_every_character_of_a_nasty_text_is_preserved():
    recommendations, progress = [], []
    for number, text in enumerate(NASTY, start=1):
        recommendation = {"review": "Stalking", "ref": str(number)}
        recommendations.append(row_of(RECOMMENDATIONS, **recommendation, recommendation=text))
        dated = {"date": parse_date("Feb 24"), "kind": "Progress"}
        progress.append(row_of(PROGRESS, **recommendation, **dated, update=text, evidence=text))
    rows = {"recommendations": recommendations, "progress": progress}
    reread = read_workbook(workbook_bytes(rows, RED_AMBER_GREEN)).rows
    assert [row["recommendation"] for row in reread["recommendations"]] == NASTY
    assert [(row["update"], row["evidence"]) for row in reread["progress"]] == [(text, text) for text in NASTY]


def test_a_text_that_is_too_long_is_cut_only_a_single_time(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("Ref,Recommendation,Update Feb 24\n1,Do it.," + "x" * 32_766 + " and more", encoding="utf-8")
    rows = read_workbook(path).rows
    assert len(str(rows["progress"][0]["update"])) == 32_766
    assert read_workbook(workbook_bytes(rows, RED_AMBER_GREEN)).rows["progress"] == rows["progress"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole_trackers())
def test_any_tracker_is_read_back_as_it_was_written(tmp_path, sheets):
    reading = read_workbook(write_workbook(tmp_path / "tracker.xlsx", **sheets))
    again = read_workbook(workbook_bytes(reading.rows, reading.scale))
    assert (again.rows, again.scale) == (reading.rows, reading.scale)


def test_the_workbook_of_a_translator_has_keys_english_and_welsh_and_nothing_else():
    rows = {
        "recommendations": [row_of(RECOMMENDATIONS, review="Stalking", ref="1", recommendation="Train.", theme="Data")],
        "progress": [row_of(PROGRESS, review="Stalking", ref="1", kind="Progress", status="Amber")],
    }
    book = opened(translation_bytes(rows, RED_AMBER_GREEN))
    assert [[cell.value for cell in row] for row in book["Recommendations"].iter_rows()] == [
        ["Review", "Ref", "Title", "Recommendation", "Title (Welsh)", "Recommendation (Welsh)"],
        ["Stalking", "1", None, "Train.", None, None],
    ]
    assert [[cell.value for cell in row] for row in book["Progress"].iter_rows()] == [
        ["Review", "Ref", "Date", "Kind", "Update", "Update (Welsh)"]
    ]
    formats = book["Recommendations"].conditional_formatting
    assert [rule.formula for area in formats for rule in area.rules] == [['AND(C2<>"",E2="")'], ['AND(D2<>"",F2="")']]
