import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.pipeline import read_workbook
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, write_workbook
from tests.support.workbooks.layouts import book_of

ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "data" / "tracker.xlsx"


@pytest.fixture
def good(tmp_path):
    return write_workbook(tmp_path / "good.xlsx")


@pytest.fixture
def bad(tmp_path):
    return write_workbook(tmp_path / "bad.xlsx", progress=[{**RATED, "Ref": "9"}, {**RATED, "Status": "Puce"}])


def loaders(*arguments, **options):
    """Run the command in another process, as a person does."""
    command = [sys.executable, "-m", "loaders", *map(str, arguments)]
    usual = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.run(command, cwd=ROOT, check=False, **{**usual, **options})


def test_check_reports_what_is_in_a_workbook_and_that_it_can_be_published(good, capsys):
    assert main(["check", str(good)]) == 0
    lines = capsys.readouterr().out.splitlines()
    sheets = "Reviews, Recommendations, Progress, Monitoring, Key, Names"
    assert re.fullmatch(r"good\.xlsx \(version [0-9a-f]{8}\)\. .*", lines[0])
    assert lines[0].endswith(f"). Read as: the sheets of the template. Sheets read: {sheets}")
    assert lines[1:] == [
        "The workbook can be published.",
        "1 recommendation, 1 update, 0 monitoring promises",
        "Agencies: Dyfed-Powys Police · Themes: Resourcing",
        "Rounds: February 2024 · Scale, worst first: Red, Amber, Green",
        "Columns: 55, each by its exact heading",
        "This is how it was read. Compare it with the workbook:",
        "  The only one. Ref: 1 [Recommendations B2]; Title: Funding [Recommendations C2]; Recommendation: Find "
        "lasting funding. [Recommendations D2]; Lead agency: Dyfed-Powys Police [Recommendations F2]; Theme: "
        "Resourcing [Recommendations E2]; Status: Amber [Progress E2]; Date of the update: February 2024 "
        "[Progress C2]; Update: Work has begun. [Progress H2]",
    ]


def test_check_reports_each_error_on_a_line_with_its_cell_and_remedy_and_exits_with_1(bad, capsys):
    assert main(["check", str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:4] == [
        "The workbook cannot be published until its errors are corrected.",
        "Error: Progress B2: 1 row is about recommendation 9, which has no row of its own (review: Stalking). What to "
        "do: Add its row, or correct the ref. [ref-unknown]",
        "Error: Progress E3: “Puce” is not a status of this workbook’s scale: Red, Amber, Green. What to do: Use a "
        "status of the Key, or add this one to the Key. [status-unknown]",
    ]


def test_check_reports_issues_of_one_kind_and_column_on_one_line_with_their_number_and_first_cells(tmp_path, capsys):
    progress = [{**RATED, "Date": f"{day} May 2024", "Status": "Maybe" if day % 3 else "Red"} for day in range(1, 15)]
    path = write_workbook(tmp_path / "tracker.xlsx", progress=progress)
    remedy = "Use a status of the Key, or add this one to the Key. [status-unknown]"
    assert main(["check", str(path)]) == 1
    assert capsys.readouterr().out.splitlines()[2:3] == [
        "Error: Progress: “Status” holds “Maybe” in 10 cells: E2, E3, E5, E6, E8, E9, E11, E12 and 2 more. It is not "
        f"one of this workbook’s statuses: Red, Amber, Green. What to do: {remedy}"
    ]
    assert main(["check", str(path), "--all"]) == 1
    assert "E2, E3, E5, E6, E8, E9, E11, E12, E14, E15. It is" in capsys.readouterr().out


def test_check_answers_in_welsh_with_the_option_for_it(bad, capsys):
    assert main(["check", str(bad), "--language", "cy"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(
        "Darllenwyd fel: dalennau'r templed. Dalennau a ddarllenwyd: Reviews, Recommendations, Progress, Monitoring, "
        "Key, Names"
    )
    assert lines[2] == (
        "Gwall (Progress B2). Nid oes rhes i argymhelliad 9, ond mae rhesi eraill amdano (1; adolygiad: Stalking). "
        "Beth i'w wneud: Ychwanegwch ei res, neu cywirwch y cyfeirnod. [ref-unknown]"
    )
    assert lines[-5:-2] == [
        "Asiantaethau: Dyfed-Powys Police · Themâu: Resourcing",
        "Rowndiau: Chwefror 2024 · Graddfa, gwaethaf yn gyntaf: Red, Amber, Green",
        "Colofnau: 55, pob un yn ôl ei hunion bennawd",
    ]


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["check", "gone.xlsx"], "Ni chanfuwyd y ffeil: gone.xlsx."),
        (["check", "gone.xlsx", "--as-at", "June"], "Nid mis yw “June”."),
        (["convert", "gone.xlsx", "out.csv"], "Nid yw enw out.csv yn gorffen fel hyn: .xlsx."),
    ],
)
def test_refusals_are_in_the_chosen_language(capsys, arguments, output):
    assert main([*arguments, "--language", "cy"]) == 2
    assert capsys.readouterr().err[: len(output)] == output


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["convert"]])
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text"])
def test_what_cannot_be_read_is_refused_in_a_sentence_and_never_a_traceback(tmp_path, capsys, command, kind):
    file = tmp_path / "tracker.xlsx"
    if kind == "folder":
        file.mkdir()
    elif kind != "missing":
        file.write_bytes(b"" if kind == "empty" else b"Ref,Status\n")
    out = [tmp_path / "out.xlsx"] if command == ["convert"] else []
    assert main([*command, str(file), *map(str, out)]) == 2
    done = capsys.readouterr()
    assert re.fullmatch(r"[A-Zt][^\n]+\. [A-Z][^\n]+\.\n", done.err)
    assert (done.out == "") is ("--json" not in command)
    assert not (tmp_path / "out.xlsx").exists()


def test_convert_writes_the_canonical_workbook_and_prints_nothing(good, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert main(["convert", str(good), str(out)]) == 0
    assert (read_workbook(out).rows, capsys.readouterr()) == (read_workbook(good).rows, ("", ""))


def test_convert_preserves_every_row_of_a_workbook_with_errors_and_reports_them(bad, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert main(["convert", str(bad), str(out)]) == 1
    captured = capsys.readouterr()
    assert len(read_workbook(out).rows["progress"]) == 2
    assert captured.out == ""
    assert captured.err.startswith("Error: Progress B2: 1 row is about recommendation 9")


@pytest.mark.parametrize(
    ("command", "option"), [("convert", []), ("check", ["--save-mapping"]), ("check", ["--marked"])]
)
def test_nothing_is_written_over_the_workbook_that_is_read(good, command, option, capsys):
    before, link = good.read_bytes(), good.with_name("link.xlsx")
    link.hardlink_to(good)
    for same in (good.parent / "." / good.name, link):
        assert main([command, str(good), *option, str(same)]) == 2
        said = f"{same.name} is the workbook that was read. Give the new workbook another name.\n"
        assert (good.read_bytes(), capsys.readouterr().err) == (before, said)


@pytest.mark.parametrize(
    ("out", "output"),
    [
        ("out.csv", "out.csv does not end in .xlsx. Give the new file a name that does."),
        ("nowhere/out.xlsx", "No such file or directory"),
        ("folder.xlsx", "Is a directory"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused_in_a_sentence(tmp_path, capsys, out, output):
    (tmp_path / "folder.xlsx").mkdir()
    for command in (["convert", str(BUNDLED)], ["template"]):
        assert main([*command, str(tmp_path / out)]) == 2
        done = capsys.readouterr()
        assert done.out == ""
        assert output in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]


def test_a_closed_pipe_is_no_error(bad):
    """The exit status is still that of the workbook."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = loaders("check", bad, stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_every_character_reaches_a_terminal_of_another_encoding(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", recommendations=[{**RECOMMENDATION, "Theme": "Tŷ’r Cyffredin"}])
    done = loaders("check", path, text=False, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Tŷ’r Cyffredin".encode() in done.stdout


def test_a_check_imports_neither_pandas_nor_streamlit():
    command = [sys.executable, "-X", "importtime", "-m", "loaders", "check", str(BUNDLED), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "openpyxl" not in imported
    assert imported.isdisjoint({"pandas", "streamlit", "plotly"})


def test_the_object_has_the_names_that_scripts_rely_on(tmp_path, capsys):
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(book_of({"Actions": [["Recommendation", "RAG"], ["Train.", "Open"], ["Share.", "Closed"]]}))
    assert main(["check", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    parts = {name: list(found[name][0]) for name in ("columns", "scale", "questions", "issues")}
    assert parts == {
        "columns": ["sheet", "cell", "heading", "field", "evidence", "score", "candidates", "area"],
        "scale": ["status", "meaning", "complete", "colour"],
        "questions": ["id", "sheet", "columns", "option", "choices", "proposed"],
        "issues": ["code", "severity", "sheet", "cell", "found", "message", "remedy"],
    }
    assert list(found["proposed_scale"]) == ["sheet", "cell", "words", "confirmed"]
    assert found["proposed_scale"]["words"] == [{"word": "Open", "count": 1}, {"word": "Closed", "count": 1}]


PLAN = [["Our plan"], ["What", "Who"], ["Train the officers.", "DPP"], ["Share the data.", "CPS"]]
MAPPING = """{"format": 1, "sheets": [{"sheet": "Plan", "header_row": 2,
    "columns": [{"column": "A", "heading": "What", "field": "%s"}]}]}"""


def test_check_and_convert_read_by_a_mapping_and_write_the_one_they_used(tmp_path, capsys):
    plan, mapping, used = tmp_path / "plan.xlsx", tmp_path / "mapping.json", tmp_path / "used.json"
    plan.write_bytes(book_of({"Plan": PLAN}))
    mapping.write_text(MAPPING % "recommendation", encoding="utf-8")
    assert main(["check", str(plan)]) == 2
    assert main(["check", str(plan), "--mapping", str(mapping), "--save-mapping", str(used)]) == 0
    assert "2 recommendations, 0 updates" in capsys.readouterr().out
    assert [sheet["header_row"] for sheet in json.loads(used.read_text(encoding="utf-8"))["sheets"]] == [2]
    used.unlink()
    out = tmp_path / "out.xlsx"
    assert main(["convert", str(plan), str(out), "--mapping", str(mapping), "--save-mapping", str(used)]) == 0
    assert len(read_workbook(out).rows["recommendations"]) == 2
    assert used.exists()


def test_the_mapping_to_fill_in_has_every_column_with_its_complete_heading(tmp_path, capsys):
    headings = [f"Thing {n}" for n in range(1, 41)]
    headings[1], headings[2] = "x" * 90, "Long words " * 18 + "go on"
    plan, mapping = tmp_path / "plan.xlsx", tmp_path / "mapping.json"
    rows = [[f"Words {row} {column}." for column in range(1, 41)] for row in (1, 2)]
    plan.write_bytes(book_of({"Plan": [headings, *rows]}))
    assert main(["check", str(plan), "--save-mapping", str(mapping)]) == 2
    assert "The mapping is written to mapping.json." in capsys.readouterr().err
    saved = json.loads(mapping.read_text(encoding="utf-8"))
    (sheet,) = saved["sheets"]
    assert [column["heading"] for column in sheet["columns"]] == headings
    assert [sheet["columns"][n]["column"] for n in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]
    sheet["columns"][2]["field"], sheet["columns"][39]["field"] = "recommendation", "lead_agency"
    mapping.write_text(json.dumps(saved), encoding="utf-8")
    main(["check", str(plan), "--mapping", str(mapping), "--json"])
    checked = json.loads(capsys.readouterr().out)
    assert (checked["recommendations"], checked["agencies"]) == (2, ["Words 1 40.", "Words 2 40."])


def test_a_mapping_that_is_wrong_is_refused_with_what_and_where(tmp_path, capsys):
    plan, mapping = tmp_path / "plan.xlsx", tmp_path / "mapping.json"
    plan.write_bytes(book_of({"Plan": PLAN}))
    mapping.write_text(MAPPING % "nonsense", encoding="utf-8")
    assert main(["check", str(plan), "--mapping", str(mapping)]) == 2
    wrong = 'The mapping mapping.json is wrong at sheets[0].columns[0].field: "nonsense" is not a field'
    assert capsys.readouterr().err.startswith(wrong)


def test_questions_are_listed_and_their_proposed_answers_accepted(tmp_path, capsys):
    plan, out = tmp_path / "plan.xlsx", tmp_path / "out.xlsx"
    rows = [["Ref", "Recommendation", "Status"], [1, "Train.", "Open"], [2, "Share.", "Closed"], [3, "Buy.", "Open"]]
    plan.write_bytes(book_of({"Plan": [*rows, [], ["Seen", "14/06/2024"]]}))
    assert main(["check", str(plan), "--json"]) == 1
    questions = json.loads(capsys.readouterr().out)["questions"]
    assert [(one["option"], one["proposed"]) for one in questions] == [
        ("--scale", "Open, Closed"),
        ("--as-at", "2024-06"),
    ]
    assert main(["check", str(plan)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("2 questions; --accept-proposals takes the proposed answers:") + 1 :][:2] == [
        "  In which order are the statuses, worst first? --scale, proposed: Open, Closed",
        "  Which month are the updates from? --as-at, proposed: 2024-06",
    ]
    assert main(["check", str(plan), "--json", "--accept-proposals"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == []
    assert main(["convert", str(plan), str(out), "--accept-proposals"]) == 0
    assert [row["status"] for row in read_workbook(out).rows["progress"]] == ["Open", "Closed", "Open"]


def test_a_saved_mapping_lists_every_sheet_and_has_the_answers_so_that_it_alone_reads_the_same(tmp_path, capsys):
    file, saved = tmp_path / "list.xlsx", tmp_path / "mapping.json"
    rows = [["Ref", "Recommendation", "Status"], *([n, f"Text {n}.", word] for n, word in enumerate(WORDS, start=1))]
    file.write_bytes(book_of({"List": rows, "People": [["Name", "Team"], ["Ann", "A"], ["Ben", "B"]]}))
    answers = ("--scale", "Open, Begun, Closed", "--as-at", "2024-06")
    main(["check", str(file), *answers, "--save-mapping", str(saved)])
    first = capsys.readouterr().out
    mapping = json.loads(saved.read_text(encoding="utf-8"))
    assert (mapping["scale"], mapping["as_at"]) == (["Open", "Begun", "Closed"], "2024-06")
    assert [sheet["sheet"] for sheet in mapping["sheets"]] == ["List", "People"]
    assert main(["check", str(file), "--mapping", str(saved)]) == 0
    assert capsys.readouterr().out == first
    saved.write_text(saved.read_text(encoding="utf-8").replace("2024-06", "June"), encoding="utf-8")
    assert main(["check", str(file), "--mapping", str(saved)]) == 2
    assert "is not a month" in capsys.readouterr().err


def test_corrections_are_offered_taken_by_an_option_and_written_into_the_saved_mapping(tmp_path, capsys):
    file, saved = tmp_path / "list.xlsx", tmp_path / "mapping.json"
    rows = [["Ref", "Recommendation", "RAG June 2024"], [1, "Train.", "Grean"], [2, "Share.", "Red"]]
    file.write_bytes(book_of({"List": rows}))
    assert main(["check", str(file)]) == 1
    assert "each as --correct: List C: Grean = Green\n" in capsys.readouterr().out
    fixes = ("--correct", "List C: Grean = Green", "--correct", "+ Blue")
    assert main(["check", str(file), *fixes, "--save-mapping", str(saved)]) == 0
    assert json.loads(saved.read_text(encoding="utf-8"))["statuses_added"] == ["Blue"]
    out = tmp_path / "out.xlsx"
    assert main(["convert", str(file), str(out), "--mapping", str(saved)]) == 0
    assert [row["status"] for row in read_workbook(out).rows["progress"]] == ["Green", "Red"]
    assert main(["check", str(file), "--correct", "Green"]) == 2


WORDS = ["Open", "Begun", "Closed"] * 2
