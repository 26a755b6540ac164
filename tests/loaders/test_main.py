import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.__main__ import main
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, write_workbook
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.realistic_trackers import REALISTIC

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


@pytest.mark.parametrize(("command", "option"), [("convert", []), ("check", ["--save-mapping"])])
def test_nothing_is_written_over_the_workbook_that_is_read(good, command, option, capsys):
    before, link = good.read_bytes(), good.with_name("link.xlsx")
    link.hardlink_to(good)
    for same in (good.parent / "." / good.name, link):
        assert main([command, str(good), *option, str(same)]) == 2
        said = f"{same.name} is the workbook that was read. Give the new workbook another name.\n"
        assert (good.read_bytes(), capsys.readouterr().err) == (before, said)


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


@pytest.mark.parametrize("name", REALISTIC)
def test_what_is_reported_of_a_tracker_as_people_keep_it_is_a_screen(name, capsys, tmp_path):
    (tmp_path / "tracker.xlsx").write_bytes(REALISTIC[name].content)
    main(["check", str(tmp_path / "tracker.xlsx")])
    printed = capsys.readouterr().out.splitlines()
    cards = next(n for n, line in enumerate(printed) if line.startswith("This is how it was read."))
    assert 5 < cards <= 22
