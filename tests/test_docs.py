"""The manual: what exists is in it, what it links to exists, and no file says where packages come from."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from model.issues.issue_codes import SEVERITIES
from model.tracker.columns import SHEETS

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAPERS = [*sorted(ROOT.glob("*.md")), *DOCS]
OUTSIDE = ("http://", "https://", "mailto:")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
] + ["-".join(parts) for parts in (("index", "url"), ("find", "links"), ("trusted", "host"))]
PRIVATE = re.compile(r"^\.(?!ci$|streamlit$|gitignore$|gitattributes$|editorconfig$)|^__pycache__$")


def text_of(paths):
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def files_of_the_project():
    """Return every file that belongs to the project; what tools leave behind begins with a dot."""
    paths = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in paths if not any(PRIVATE.search(part) for part in path.relative_to(ROOT).parts)]


def headings(path):
    """Return the headings of a paper: what follows the number signs outside of code."""
    return re.findall(r"^#+ +(.+?)\s*$", CODE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)


def anchor(heading):
    """Return the address of a heading within its page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# What exists is in the manual


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_each_page_has_its_heading_in_the_user_guide(page):
    name = page.stem.replace("_", " ")
    told = headings(ROOT / "docs" / "user-guide.md")
    assert any(re.search(rf"\b{name}\b", heading, re.IGNORECASE) for heading in told), told


def test_each_setting_is_in_the_operator_guide():
    sources = [path for path in files_of_the_project() if path.suffix in (".py", "") and "tests" not in path.parts]
    settings = set(re.findall(r"\bCYNNYDD_[A-Z_]+\b", text_of([*sources, ROOT / "tests" / "conftest.py"])))
    guide = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    assert "CYNNYDD_TRACKER" in settings
    assert {setting for setting in settings if f"`{setting}`" not in guide} == set()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in ROOT.glob("*/__main__.py")))
def test_each_command_is_in_the_manual(folder):
    asked = [sys.executable, "-m", folder, "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    commands = re.search(r"\{([\w,-]+)\}", told)
    names = commands[1].split(",") if commands else [""]
    manual = text_of(PAPERS)
    assert [name for name in names if f"python -m {folder} {name}".strip() not in manual] == []


def test_each_heading_of_the_workbook_is_in_the_manual():
    manual = text_of(DOCS)
    asked = {sheet.name for sheet in SHEETS} | {column.heading for sheet in SHEETS for column in sheet.columns}
    assert {name for name in asked if not re.search(rf"[`|] ?{re.escape(name)} ?[`|]", manual)} == set()


def test_each_issue_code_is_in_the_manual():
    manual = text_of(DOCS)
    assert {code for code in SEVERITIES if f"`{code}`" not in manual} == set()


# What the manual says is so


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(paper):
    targets = LINK.findall(CODE.sub("", paper.read_text(encoding="utf-8")))
    assert [target for target in targets if not leads_somewhere(paper, target)] == []


def leads_somewhere(paper, target):
    """Say whether a link within the project has a file, and a heading where it names one."""
    if target.startswith(OUTSIDE):
        return True
    name, _, place = target.partition("#")
    path = (paper.parent / name).resolve() if name else paper
    return path.exists() and (not place or place in map(anchor, headings(path)))


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    (tmp_path / "guide.md").write_text("# The guide\n\n```\n# no heading\n```\n", encoding="utf-8")
    paper = tmp_path / "README.md"
    targets = ["guide.md", "guide.md#the-guide", "https://example.org", "gone.md", "guide.md#no-heading", "#none"]
    paper.write_text("# Begin\n", encoding="utf-8")
    assert [leads_somewhere(paper, target) for target in targets] == [True, True, True, False, False, False]


def test_the_readme_begins_with_what_it_is_a_picture_and_two_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0].split("\n\n")
    title, what, picture, *rest = [part.strip() for part in lines if part.strip()]
    assert title == "# Cynnydd"
    assert what[0].isalpha()
    assert what.endswith(".")
    assert re.fullmatch(r"!\[[^\]]{20,}\]\(docs/images/overview\.png\)", picture)
    commands = re.findall(r"^python3 start\.py\S*(?: \w+)?", "\n\n".join(rest), re.MULTILINE)
    assert commands == ["python3 start.py", "python3 start.py test"]


def test_the_changelog_is_in_sentences():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog
    entries = re.split(r"^- ", changelog, flags=re.MULTILINE)[1:]
    assert entries
    plain = [re.sub(r"\s+", " ", entry.partition("\n\n")[0]).strip() for entry in entries]
    assert [entry for entry in plain if not re.match(r"[A-Z`].*\.$", entry) or len(entry.split()) < 6] == []


def test_each_decision_is_numbered_listed_and_says_what_follows():
    folder = ROOT / "docs" / "decisions"
    decisions = sorted(folder.glob("[0-9]*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    listed = LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert listed == [path.name for path in decisions]
    for path in decisions:
        title, *parts = headings(path)
        assert title.startswith(f"{int(path.name[:4])}. ")
        assert parts == ["Context", "Choice", "What was measured", "What follows"]


def test_no_file_says_where_packages_come_from():
    found = []
    for path in files_of_the_project():
        words = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {registry}" for registry in REGISTRIES if registry in words]
    assert found == []
