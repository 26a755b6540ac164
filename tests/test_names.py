"""The names: words that a colleague would search for, and one class a name."""

from collections import defaultdict

import pytest

from tests.support.source import ROOT, Named, definitions, source_files, words

# Words that say neither what a thing is nor what a function does.
BANNED = {
    *("told", "tell", "tells", "untold", "said", "say", "says", "held", "hold", "kept", "meant"),
    *("given", "own", "once", "asked", "beside", "apart"),
}


def banned_names(root):
    """Return each module, class and function with a banned word in its name."""
    return [f"{found.file}:{found.line} {found.name}" for found in all_definitions(root) if words(found.name) & BANNED]


def repeated_classes(root):
    """Return each class name of the source that several classes have."""
    classes = defaultdict(list)
    for found in all_definitions(root):
        if found.name.lstrip("_")[:1].isupper() and not found.file.startswith("tests/"):
            classes[found.name].append(f"{found.file}:{found.line}")
    return [f"{name}: {', '.join(places)}" for name, places in sorted(classes.items()) if len(places) > 1]


def all_definitions(root) -> list[Named]:
    """Return the definitions of the source, the benchmarks and the tests."""
    files = [*source_files(root), *(file for name in ("benchmarks", "tests") for file in (root / name).rglob("*.py"))]
    return [found for file in sorted(files) for found in definitions(file, root)]


@pytest.mark.parametrize("rule", [banned_names, repeated_classes], ids=lambda rule: rule.__name__)
def test_the_names_keep_their_rules(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("analysis/told.py", "", "analysis/told.py:1 told"),
        ("analysis/counts.py", "def _kept_rows(): ...", "analysis/counts.py:1 _kept_rows"),
        ("analysis/counts.py", "class Row:\n    def tell(self): ...", "analysis/counts.py:2 tell"),
        ("tests/test_counts.py", "def test_nothing_is_told(): ...", "tests/test_counts.py:1 test_nothing_is_told"),
    ],
)
def test_a_banned_word_is_found(make_tree, path, text, fault):
    assert banned_names(make_tree({path: text})) == [fault]


def test_two_classes_of_one_name_are_found(make_tree):
    root = make_tree({"analysis/a.py": "class Row: ...", "store/b.py": "def f():\n    class Row: ..."})
    assert repeated_classes(root) == ["Row: analysis/a.py:1, store/b.py:2"]
