"""The page of the manual on numbers explains each rule."""

from model.terms import AttentionReason, Contradiction, Flag, Movement, Problem, StallSign, Timing
from tests.support.source import ROOT

PAGE = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")


def test_the_manual_names_the_file_of_each_rule_a_single_time():
    paths = [path for path in (ROOT / "analysis").rglob("*.py") if path.name != "__init__.py"]
    names = {path.relative_to(ROOT).as_posix() for path in paths}
    assert {name for name in names if PAGE.count(f"`{name}`") != 1} == set()


def test_the_manual_explains_each_code_and_gives_the_rule_of_each_movement():
    codes = (*AttentionReason, *Contradiction, *Timing, *StallSign, *Flag, *Problem)
    assert [code for code in codes if f"`{code}`" not in PAGE] == []
    assert [movement for movement in Movement if f"| {movement} |" not in PAGE] == []
