from pathlib import Path

import pytest

from model.terms import AttentionReason, Contradiction, Flag, Movement, Problem, StallSign, Timing

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")
FILES = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "analysis").rglob("*.py") if path.name != "__init__.py"
)


@pytest.mark.parametrize("path", FILES)
def test_the_manual_names_the_file_of_each_rule(path):
    assert PAGE.count(f"`{path}`") == 1


@pytest.mark.parametrize("code", [*AttentionReason, *Contradiction, *Timing, *StallSign, *Flag, *Problem])
def test_the_manual_explains_each_code(code):
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("movement", Movement)
def test_the_manual_gives_the_rule_of_each_movement(movement):
    assert f"| {movement} |" in PAGE
