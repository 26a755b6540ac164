"""The pictures of layouts in the workbook contract are workbooks that are read as the manual describes."""

import re
from pathlib import Path

import pytest

from tests.support.workbooks.layouts import AMBER, GREEN, items, read

CONTRACT = (Path(__file__).parents[3] / "docs" / "workbook-contract.md").read_text(encoding="utf-8")
PART = CONTRACT.partition("### The layouts in pictures\n")[2].partition("\n## ")[0]
PICTURES = dict(re.findall(r"^#### (\S+)\n(.*?)(?=^#### |\Z)", PART, re.DOTALL | re.MULTILINE))
FILLS = {"`green fill`": GREEN, "`amber fill`": AMBER}
STATUSES = [("1", "2024-02", "Red"), ("1", "2024-06", "Amber"), ("2", "2024-02", "Amber"), ("2", "2024-06", "Green")]
TEXTS = {"1": ["Not begun.", "Half are trained."], "2": ["Agreed.", "Shared."]}


def parse_picture(picture):
    """Return the sheets of a picture and the fills of their cells."""
    sheets: dict[str, list[list[str | None]]] = {}
    fills: dict[str, str] = {}
    for name, table in re.findall(r"^Sheet `(.+)`\n\n((?:\|.*\n)+)", picture, re.MULTILINE):
        letters, _line, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        sheets[name] = [[None if cell in FILLS else cell or None for cell in row[1:]] for row in rows]
        fills |= {
            f"{name}!{letter}{row[0]}": FILLS[cell]
            for row in rows
            for letter, cell in zip(letters[1:], row[1:], strict=True)
            if cell in FILLS
        }
    return sheets, fills


@pytest.mark.parametrize("layout", PICTURES)
def test_a_picture_is_read_as_its_layout_and_as_the_same_tracker(layout):
    sheets, fills = parse_picture(PICTURES[layout])
    reading = read(sheets, fills=fills)
    later = layout == "snapshot"
    assert (reading.layout, reading.publishable) == (layout, True)
    assert items(reading) == [("1", "Training", "Dyfed-Powys Police"), ("2", "Data", "HMCTS")]
    statuses = sorted(
        (row["ref"], row["date"].round.isoformat()[:7], row["status"]) for row in reading.rows["progress"]
    )
    assert statuses == [one for one in STATUSES if not later or one[1] == "2024-06"]
    texts = {ref: both[1:] if later else both for ref, both in TEXTS.items()}
    found = {ref: [row["update"] for row in reading.rows["progress"] if row["ref"] == ref] for ref in texts}
    assert found == (texts if layout != "matrix" else {"1": [None, None], "2": [None, None]})
