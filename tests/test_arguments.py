"""Arguments: no function of layouts, papers and analysis changes what it was passed, and this rule can fail."""

import ast

import pytest

from tests.support.source import ROOT

FOLDERS = ("loaders/layouts", "loaders/papers", "analysis")
# The methods that change a list, a dictionary, a set or a deque.
CHANGES = {
    *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse", "update", "setdefault"),
    *("add", "discard", "difference_update", "intersection_update", "symmetric_difference_update", "appendleft"),
}


def argument_changes(root):
    """Return each place where a function changes a parameter: an assignment into it, or a method that changes it."""
    return [
        f"{file.relative_to(root).as_posix()}:{line} {text}"
        for folder in FOLDERS
        for file in sorted((root / folder).rglob("*.py"))
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for line, text in changes_of(function)
    ]


def changes_of(function):
    """Return the line and the text of each change of a parameter in a function, but not of its inner functions'.

    A name that is assigned anew is a local variable.
    """
    nodes = list(statements(function))
    names = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)} - {"self", "cls"}
    names -= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    found = []
    for node in nodes:
        found += [(node.lineno, ast.unparse(target)) for target in targets(node) if root_name(target) in names]
        call = node.func if isinstance(node, ast.Call) else None
        if isinstance(call, ast.Attribute) and call.attr in CHANGES and root_name(call.value) in names:
            found.append((node.lineno, f"{ast.unparse(call)}()"))
    return found


def statements(function):
    """Yield every node of a function but those of the functions defined in it."""
    pending = list(function.body)
    while pending:
        node = pending.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        pending = [*ast.iter_child_nodes(node), *pending]


def targets(node):
    """Return the attributes and items that a statement assigns or deletes."""
    found = [*getattr(node, "targets", []), *([node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else [])]
    flat = [inner for target in found for inner in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [target for target in flat if isinstance(target, ast.Attribute | ast.Subscript)]


def root_name(node):
    """Return the name that `name.field[index]` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def test_no_function_changes_its_arguments():
    assert argument_changes(ROOT) == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("def f(rows):\n    rows.append(1)", "2 rows.append()"),
        ("def f(row):\n    row.values['ref'] = 1", "2 row.values['ref']"),
        ("def f(row):\n    row.count += 1", "2 row.count"),
        ("def f(columns):\n    del columns['ref']", "2 columns['ref']"),
        ("def f(*, table):\n    table.rows.items.pop()", "2 table.rows.items.pop()"),
        ("class C:\n    def f(self, row):\n        row.ref = 1", "3 row.ref"),
    ],
)
def test_a_changed_argument_is_found(make_tree, text, change):
    line, _, what = change.partition(" ")
    assert argument_changes(make_tree({"analysis/a.py": text})) == [f"analysis/a.py:{line} {what}"]
