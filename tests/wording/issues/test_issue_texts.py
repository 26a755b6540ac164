"""Each issue code has one `IssueText`, in the file named for the folder of loaders/ that raises it first."""

import ast
from collections import defaultdict

import pytest

from model.issues.issue_codes import FILE_FAULTS, SEVERITIES
from tests.support.source import ROOT

CODES = {*SEVERITIES, *FILE_FAULTS}
PIPELINE = (
    *("security", "cells", "formats/csv", "formats/ods", "formats/xlsx"),
    *("layouts", "layouts/tables", "layouts/interpret", "layouts/select", "layouts/issues", "layouts/recognise"),
    "mapping",
    *("papers/text", "papers/lines", "papers/statuses", "papers/sections", "papers/records", "papers"),
    *("read_cells", "returns", "parsing", "published", "validation", "pipeline", "worker"),
)
"""The folders and modules of loaders/ that raise issues, in the order in which a file passes through them."""


RAISED_BY_MERGE = ("translation-changed",)
"""The codes that store/merge/ raises, as only it compares a workbook with the rows that are published."""


def text_faults(root, codes, pipeline):
    """Return each code without one `IssueText`, in no file of the pipeline, or in a file with another name."""
    texts, stages = text_files(root), stages_by_code(root, codes, pipeline)
    faults = [f"{code} has {len(texts[code])} texts" for code in sorted(codes) if len(texts[code]) != 1]
    faults += [f"{code} is no issue code" for code in sorted(texts.keys() - codes)]
    faults += [f"{code} is raised nowhere in the pipeline" for code in sorted(codes - stages.keys())]
    faults += [
        f"{code} is in {file}.py and raised in {stages[code]}"
        for code in sorted(stages)
        for file in texts[code]
        if not is_named_for(file, stages[code])
    ]
    return faults


def text_files(root):
    """Return the files of wording/issues/ with an `IssueText` of each code, by code; a file twice if it has two."""
    folder, files = root / "wording" / "issues", defaultdict(list)
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
                if key is not None and ast.unparse(value).startswith("IssueText("):
                    files[ast.literal_eval(key)].append(file.relative_to(folder).with_suffix("").as_posix())
    return files


def stages_by_code(root, codes, pipeline):
    """Return the first folder or module of the pipeline whose own files have each code as a string."""
    stages: dict[str, str] = {}
    for stage in pipeline:
        folder = root / "loaders" / stage
        for file in folder.glob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]:
            nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            found = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
            for code in found & codes:
                stages.setdefault(code, stage)
    return stages


def is_named_for(file, stage):
    """Return whether a file is named for a folder, for one that holds it, or lies in a folder of that name."""
    return f"{file}/".startswith(f"{stage}/") or f"{stage}/".startswith(f"{file}/")


def test_each_code_has_one_text_in_the_file_named_for_the_folder_that_raises_it():
    assert text_faults(ROOT, CODES, PIPELINE) == [
        f"{code} is raised nowhere in the pipeline" for code in RAISED_BY_MERGE
    ]


TEXT = 'TEXTS = {"%s": IssueText(message=f, remedy=f)}'


@pytest.fixture
def raised_in_tables(make_tree):
    """Return a function that makes a tree in which layouts/tables raises `row-odd`, with further files."""
    return lambda files: make_tree({"loaders/layouts/tables/rows.py": 'log.add("row-odd")'} | files)


def faults_of(root):
    return text_faults(root, {"row-odd"}, ("layouts/tables", "parsing"))


@pytest.mark.parametrize("file", ["layouts/tables", "layouts/tables/rows", "layouts"])
def test_a_text_in_the_file_of_the_folder_is_allowed(raised_in_tables, file):
    parsing = {"loaders/parsing/rows.py": 'log.add("row-odd")'}
    assert faults_of(raised_in_tables({f"wording/issues/{file}.py": TEXT % "row-odd"} | parsing)) == []


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"wording/issues/parsing.py": TEXT % "row-odd"}, "row-odd is in parsing.py and raised in layouts/tables"),
        (
            {"wording/issues/layouts/tab.py": TEXT % "row-odd"},
            "row-odd is in layouts/tab.py and raised in layouts/tables",
        ),
        ({}, "row-odd has 0 texts"),
        (
            {"wording/issues/layouts.py": TEXT % "row-odd", "wording/issues/layouts/tables.py": TEXT % "row-odd"},
            "row-odd has 2 texts",
        ),
        ({"wording/issues/layouts.py": f"{TEXT % 'row-odd'} | {(TEXT % 'row-odd')[8:]}"}, "row-odd has 2 texts"),
        (
            {"wording/issues/layouts.py": f"{TEXT % 'row-odd'} | {(TEXT % 'row-old')[8:]}"},
            "row-old is no issue code",
        ),
        (
            {"wording/issues/layouts.py": TEXT % "row-odd", "loaders/layouts/tables/rows.py": "log.add('row-even')"},
            "row-odd is raised nowhere in the pipeline",
        ),
    ],
)
def test_a_text_that_is_misplaced_missing_or_repeated_is_found(raised_in_tables, files, fault):
    assert faults_of(raised_in_tables({"loaders/parsing/values.py": ""} | files)) == [fault]
