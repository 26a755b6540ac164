"""The order inside each layer: a folder imports only folders that stand before it, and this rule can fail."""

import tomllib

import pytest

from tests.support.source import ROOT, imports

ORDER: dict[str, list[list[str]]] = tomllib.loads((ROOT / "tests" / "inner_layers.toml").read_text(encoding="utf-8"))
"""The folders and modules of each layer, bottom first. Those of one step do not import each other."""

OUTSIDE = {"__init__", "__main__"}
"""The modules of a layer that put its folders together."""


def order_faults(root, order):
    """Return each import against the order, and each module that has no place in it."""
    faults = []
    for layer, steps in order.items():
        rank = {name: step for step, names in enumerate(steps) for name in names}
        for file in sorted((root / layer).rglob("*.py")):
            inner = file.relative_to(root / layer).with_suffix("").parts
            if inner in {(name,) for name in OUTSIDE}:
                continue
            name = place(".".join(inner).removesuffix(".__init__"), rank)
            if name is None and file.stem == "__init__" and not imports(file, root):
                continue
            if name is None:
                faults.append(f"{layer}/{'/'.join(inner)}.py has no place in the order")
                continue
            for found in imports(file, root):
                if (target := imported_place(found.module, layer, rank)) in (None, name):
                    continue
                if rank[target] >= rank[name]:
                    faults.append(f"{found.file}:{found.line} imports {found.module}")
    return faults


def place(module, rank):
    """Return the longest entry of the order that a module is or lies in, or None."""
    parts = module.split(".")
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((name for name in names if name in rank), None)


def imported_place(module, layer, rank):
    """Return the entry of the order that an imported module lies in, or None for another layer."""
    first, _, rest = module.partition(".")
    return place(rest, rank) if first == layer and rest else None


def test_each_folder_imports_only_those_before_it():
    assert order_faults(ROOT, ORDER) == []


def test_each_entry_of_the_order_exists():
    entries = [(layer, name) for layer, steps in ORDER.items() for names in steps for name in names]
    paths = [ROOT / layer / name.replace(".", "/") for layer, name in entries]
    assert [path for path in paths if not path.is_dir() and not path.with_suffix(".py").is_file()] == []


SMALL = {"loaders": [{"cells"}, {"layouts.key", "formats"}, {"layouts.tables"}, {"pipeline"}]}


@pytest.mark.parametrize(
    ("path", "line", "module"),
    [
        ("loaders/cells/values.py", "from loaders.layouts.key import find", "loaders.layouts.key.find"),
        ("loaders/layouts/key/find.py", "from loaders.formats import ods", "loaders.formats.ods"),
        ("loaders/layouts/tables/detect.py", "import loaders.pipeline", "loaders.pipeline"),
        ("loaders/cells/values.py", "def late():\n    import loaders.pipeline", "loaders.pipeline"),
    ],
)
def test_an_import_against_the_order_is_found(make_tree, path, line, module):
    assert order_faults(make_tree({path: line}), SMALL) == [f"{path}:{line.count(chr(10)) + 1} imports {module}"]


def test_a_module_without_a_place_is_found(make_tree):
    root = make_tree({"loaders/extra/new.py": "", "loaders/layouts/new.py": ""})
    assert order_faults(root, SMALL) == [
        "loaders/extra/new.py has no place in the order",
        "loaders/layouts/new.py has no place in the order",
    ]
