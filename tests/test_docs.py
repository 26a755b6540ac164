"""The manual: what exists is in it, what it links to exists, and no file says where packages come from."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from components.session.links import READING, TRACKER_URLS
from model.tracker.columns import SHEETS
from model.tracker.reading import SEVERITIES
from tests.browser.look.pictures import picture_files
from tests.support.source import LAYERS

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAPERS = [*sorted(ROOT.glob("*.md")), *DOCS]
OUTSIDE = ("http://", "https://", "mailto:")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SOURCE_PATH = re.compile(rf"`((?:{'|'.join(LAYERS)}|tests|benchmarks|deploy|docs)/[\w/.-]*\w)/?`")
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


@pytest.mark.parametrize("page", sorted(READING | TRACKER_URLS))
def test_each_page_has_its_heading_in_the_user_guide(page):
    name = page.replace("-", " ")
    told = headings(ROOT / "docs" / "user-guide.md")
    assert any(re.search(rf"\b{name}\b", heading, re.IGNORECASE) for heading in told), told


def test_each_setting_is_in_the_operator_guide():
    sources = [path for path in files_of_the_project() if path.suffix in (".py", "") and "tests" not in path.parts]
    settings = set(re.findall(r"\bCYNNYDD_[A-Z_]+\b", text_of([*sources, ROOT / "tests" / "conftest.py"])))
    guide = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    assert "CYNNYDD_TRACKER" in settings
    assert {setting for setting in settings if f"`{setting}`" not in guide} == set()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in ROOT.glob("*/__main__.py")))
def test_each_command_is_in_the_manual(folder, capsys):
    with pytest.raises(SystemExit):
        import_module(f"{folder}.__main__").main(["--help"])
    commands = re.search(r"\{([\w,-]+)\}", capsys.readouterr().out)
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


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_file_that_the_manual_names_exists(paper):
    named = SOURCE_PATH.findall(paper.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    (tmp_path / "guide.md").write_text("# The guide\n\n```\n# no heading\n```\n", encoding="utf-8")
    paper = tmp_path / "README.md"
    targets = ["guide.md", "guide.md#the-guide", "https://example.org", "gone.md", "guide.md#no-heading", "#none"]
    paper.write_text("# Begin\n", encoding="utf-8")
    assert [leads_somewhere(paper, target) for target in targets] == [True, True, True, False, False, False]


def test_the_changelog_is_in_sentences():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog
    entries = re.split(r"^- ", changelog, flags=re.MULTILINE)[1:]
    assert entries
    plain = [re.sub(r"\s+", " ", entry.partition("\n\n")[0]).strip() for entry in entries]
    assert [entry for entry in plain if not re.match(r"[A-Z`*].*\.$", entry) or len(entry.split()) < 6] == []


def test_each_decision_is_numbered_and_listed_and_has_its_parts():
    folder = ROOT / "docs" / "decisions"
    decisions = sorted(folder.glob("[0-9]*.md"))
    assert len({path.name[:4] for path in decisions}) == len(decisions)
    listed = LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert listed == [path.name for path in decisions]
    for path in decisions:
        title, *parts = headings(path)
        assert title.startswith(f"{int(path.name[:4])}. ")
        assert parts == ["Context", "Choice", "What was measured", "What follows"]


def test_no_file_names_a_package_index():
    found = []
    for path in files_of_the_project():
        words = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {registry}" for registry in REGISTRIES if registry in words]
    assert found == []


# The contributing guide

# A row of the table of folders: those inside a layer describe themselves.
FOLDER_ROW = re.compile(r"^\| `([\w/]+)/` \| (.+) \|$", re.MULTILINE)
RECIPES = (
    *("Add a page", "Add a chart", "Add a layout", "Add a file format", "Add a paper format", "Add an issue code"),
    *("Add or change a string", "Add or update a package", "Add a column of the contract", "Where is …?"),
)
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
TOP = {"benchmarks", "data", "deploy", "docs", "tests", "tests/support"}


def contributing():
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def listed_folders():
    """Return the folders in the table of the guide, each with its description."""
    return dict(FOLDER_ROW.findall(contributing()))


def package_folders():
    """Return the folders of the layers that hold Python files, but those of `pages`, which are no packages."""
    files = [path for layer in LAYERS if layer != "pages" for path in (ROOT / layer).rglob("*.py")]
    return sorted({path.parent.relative_to(ROOT).as_posix() for path in files})


def description_of(folder):
    """Return the first line of a package's docstring, or None where the folder is no package."""
    init = ROOT / folder / "__init__.py"
    text = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) if init.is_file() else None
    return text.partition("\n")[0] if text else None


def missing_paths(recipe):
    """Return the paths a recipe names that do not exist."""
    paths = [path for path in PATH.findall(recipe) if "/" in path or path.endswith((".txt", ".md", ".py"))]
    return [path for path in paths if not (ROOT / path).exists()]


def recipe(text, title):
    """Return the text below the heading of a recipe."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_table_of_folders_is_the_set_of_folders():
    assert listed_folders().keys() == {*LAYERS, *TOP}


def test_each_description_is_the_docstring_of_the_folder():
    listed = listed_folders()
    described = {folder: text for folder in listed if (text := description_of(folder)) is not None}
    assert {folder: listed[folder] for folder in described} == described


def test_each_folder_of_a_layer_has_a_description_in_one_line():
    assert [folder for folder in package_folders() if not (description_of(folder) or "").endswith(".")] == []


@pytest.mark.parametrize("title", RECIPES)
def test_the_paths_of_each_recipe_exist(title):
    text = recipe(contributing(), title)
    assert PATH.search(text)
    assert missing_paths(text) == []


def test_each_page_has_its_two_pictures_in_the_manual():
    gallery = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
    shown = {ROOT / "docs" / target for target in re.findall(r"\]\((images/[^)]+)\)", gallery)}
    assert shown == set(picture_files().values())
    assert all(file.is_file() for file in shown)
