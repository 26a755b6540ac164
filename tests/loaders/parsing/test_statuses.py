"""A status is a word, a letter or a written meaning of the scale, or else a fill; similar words are reported."""

import pytest
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import PatternFill

from loaders.options import Correction, ReadOptions
from tests.support.workbooks.layouts import AMBER, GREEN, issues, read, updates

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Update Feb 24"]
WORDS = ("Red", "Amber", "Green") * 4
GREENS = ["#c6efce", "#92d050", "#b6d7a8", "#d1fae5", "#e2efda", "#058e01", "#00b050", "#9bbb59", "#d8e4bc"]
AMBERS = ["#ed7d31", "#f4b084", "#ffeb9c", "#ffe599", "#fef3c7", "#fff2cc", "#ffc000", "#ff9900"]
REDS = ["#ffc7ce", "#ea9999", "#fee2e2", "#ffe0e0", "#ff0000", "#c00000"]


def rows(*statuses):
    return {"T": [HEAD, *([n, f"Task {n}.", "CPS", status, "Begun."] for n, status in enumerate(statuses, 1))]}


def statuses_of(reading):
    return [status for _, _, status, _ in updates(reading)]


def read_column(*cells, words=WORDS, options=None, **sheets):
    """Return the statuses of cells above some plain words, and the issues of the column.

    A cell is a value, or a value and its fill.
    """
    pairs = [cell if isinstance(cell, tuple) else (cell, "") for cell in cells]
    fills = {f"T!D{row}": f"FF{fill[1:].upper()}" for row, (_, fill) in enumerate(pairs, 2) if fill}
    table = rows(*(value for value, _ in pairs), *words)
    reading = read({**table, **sheets}, fills=fills, options=options or ReadOptions())
    column = [i for i in reading.issues if i.cell.startswith("D") and i.code != "status-blank"]
    found = [(i.code, i.cell, i.found, dict(i.details)) for i in column]
    return statuses_of(reading)[: len(cells)], found


LOOKALIKES = "Incomplete|Not complete|Not on track|Closed - not implemented|nearly green|Greenwich|--|N/A"
OTHERS = ["not Green", "unamber", "closed, Coch 2", "Red ish?", "🔵", "🔴 Green", "1", "2", "0.2", "TRUE"]
OTHER_CELLS = [*OTHERS[:-4], 1, 2.0, 0.2, True]
PAIRS = {
    **{"A/R": "Amber, Red", "Amber, previously Red": "", "Red to Amber": "Red, Amber", "R → A": "Red, Amber"},
    **{"Coch/Ambr": "Red, Amber", "Red\nAmber": "", "DPP: Green; CPS: Red": "Green, Red", "Amber-Green": ""},
    **{"Green - Amber by May": "", "Green - complete": "", "Green, not yet embedded": "", "Green (unconfirmed)": ""},
}


def test_a_lookalike_a_number_and_a_pair_are_no_status_and_are_reported_with_their_candidates():
    written = [*LOOKALIKES.split("|"), *OTHERS]
    statuses, found = read_column(*LOOKALIKES.split("|"), *OTHER_CELLS, words=WORDS * 5)
    assert statuses == [None] * len(written)
    assert [(code, words) for code, _, words, _ in found] == [("status-unknown", words) for words in written]
    statuses, found = read_column(*PAIRS, words=WORDS * 5)
    assert (statuses, [details["candidates"] for *_, details in found]) == ([None] * len(PAIRS), list(PAIRS.values()))


MEANINGS = {
    **{"No progress": "Red", "no progress made.": "Red", "No progress has been made.": "Red", "🔴": "Red"},
    **{"Ni wnaed unrhyw gynnydd": "Red", "Mae'r argymhelliad wedi'i gwblhau.": "Green", "🟢": "Green"},
    **{"Some progress has been made but more is required": "Amber", "🟡": "Amber", "🟠": "Amber"},
}


def test_the_written_meaning_of_a_status_and_its_circle_are_that_status_and_are_reported():
    statuses, found = read_column(*MEANINGS)
    assert statuses == list(MEANINGS.values())
    assert [(code, words) for code, _, words, _ in found] == [("status-from-meaning", words) for words in MEANINGS]
    assert read_column("🟢 Green", "Amber ⚠️", "Oren") == (["Green", "Amber", "Amber"], [])


@pytest.mark.parametrize("mark", ["●", "x", "✓"])
@pytest.mark.parametrize(("colours", "status"), [(GREENS, "Green"), (AMBERS, "Amber"), (REDS, "Red")])
def test_the_fill_of_a_cell_with_only_a_mark_is_its_status_also_a_pastel(mark, colours, status):
    statuses, found = read_column(*((mark, colour) for colour in colours))
    details = {"count": str(len(colours)), "rows": f"2-{len(colours) + 1}", "statuses": status}
    assert (statuses, found) == ([status] * len(colours), [("status-from-colour", "D2", status, details)])


@pytest.mark.parametrize(
    ("colour", "statuses"), [("#ffff00", "Amber"), ("#ff5a00", "Red, Amber"), ("#0070c0", ""), ("#7030a0", "")]
)
def test_a_colour_with_several_meanings_is_reported_in_one_issue_and_greys_and_bands_mean_nothing(colour, statuses):
    details = {"count": "2", "rows": "2-3", "statuses": statuses}
    expected = ([None, None], [("colour-unsure", "D2", colour, details)])
    assert read_column((None, colour), (None, colour)) == expected
    bands = ["#d9d9d9", "#f2f2f2", "#000000", "#1f3864"]
    assert read_column(*((None, band) for band in bands)) == ([None] * len(bands), [])


def test_a_word_and_a_fill_that_disagree_are_an_error_and_neither_is_taken():
    statuses, found = read_column(("Green", "#ffc7ce"), ("Green", "#c6efce"), ("Red", "#ffff00"))
    disagreement = ("status-colour-disagrees", "D2", "Green", {"colour": "Red"})
    assert (statuses, found) == ([None, "Green", "Red"], [disagreement])


def test_a_scale_without_colours_reads_none_and_a_key_may_have_colours_between_two():
    options = ReadOptions(scale=("Open", "Closed"))
    statuses, found = read_column((None, "#00b050"), ("Closed", "#00b050"), words=("Open",), options=options)
    assert (statuses, [(code, cell) for code, cell, *_ in found if code == "colour-unsure"]) == (
        [None, "Closed"],
        [("colour-unsure", "D2")],
    )
    names = {"Red": "Red", "Amber/Red": "Amber-Red", "Amber": "Amber", "Amber/Green": "Amber-Green", "Green": "Green"}
    key = [["Status", "Complete", "Colour"], *([name, "No", colour] for name, colour in names.items())]
    shades = ("#ff0000", "#ed7d31", "#ffc000", "#c2d04f", "#00b050")
    statuses, found = read_column(*((None, shade) for shade in shades), words=tuple(names), Key=key)
    assert statuses == ["Red", None, "Amber", "Amber/Green", "Green"]
    assert [details["statuses"] for code, *_, details in found if code == "colour-unsure"] == ["Amber/Red, Amber"]


def test_a_shade_of_any_colour_of_a_key_is_its_status_but_one_between_two_is_a_question():
    key = [["Status", "Complete", "Colour"], ["Late", "No", "#ff0000"], ["At risk", "No", "#ff99cc"]]
    key += [["Held", "No", "#7030a0"], ["Done", "Yes", "#00b050"]]
    statuses, found = read_column((None, "#8040b0"), (None, "#ff66a3"), words=("Late", "Done"), Key=key)
    unsure = [details["statuses"] for code, *_, details in found if code == "colour-unsure"]
    assert (statuses, unsure) == (["Held", None], ["Late, At risk"])


def test_it_is_counted_how_statuses_were_read():
    cells = ["Red", "coch", "A", "No progress", None, "R", "Puce", None]
    reading = read(rows(*cells), fills={"T!D6": GREEN})
    assert reading.statuses_read == {"word": 2, "letter": 2, "meaning": 1, "colour": 1}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [((None, None), ["T D2:D4"]), (("x", "?"), ["T D2:D4"]), (("Red", None), [])],
    ids=["blank", "no statuses", "words"],
)
def test_a_rule_that_colours_a_status_column_without_words_is_a_warning(cells, expected):
    def paint(book):
        red = PatternFill(bgColor="FFFFC7CE")
        book["T"].conditional_formatting.add("A2:Z4", FormulaRule(formula=['$E2="Begun."'], fill=red))
        book["T"].conditional_formatting.add("D1:D900", DataBarRule("min", None, "max", None, "FF0000FF"))

    reading = read(rows(*cells, None), change=paint)
    found = [f"{one.sheet} {one.found}" for one in reading.issues if one.code == "conditional-format-not-read"]
    assert found == expected


def test_without_a_status_column_the_fill_of_the_update_is_the_status():
    sheets = {"T": [["Ref", "Recommendation", "Progress Feb 24"], [1, "Train.", "Begun."], [2, "Count.", "Counted."]]}
    reading = read(sheets, fills={"T!C2": AMBER, "T!C3": GREEN})
    assert updates(reading) == [("1", "Feb 24", "Amber", "Begun."), ("2", "Feb 24", "Green", "Counted.")]
    assert issues(reading) == [("status-from-colour", "T C2")]


def test_a_pale_fill_is_no_status_without_a_correction():
    cells = ((None, "#ffc7ce"), (None, "#c6efce"))
    statuses, found = read_column(*cells)
    assert (statuses, [code for code, *_ in found]) == ([None, None], ["colour-unsure", "colour-unsure"])
    corrections = (Correction("T", "D", "#ffc7ce", "Red"), Correction("T", "D", "#c6efce", "Green"))
    statuses, found = read_column(*cells, options=ReadOptions(corrections=corrections))
    assert (statuses, [code for code, *_ in found]) == (["Red", "Green"], ["status-from-colour"])


def test_a_key_of_red_amber_and_green_has_their_colours_and_their_welsh():
    key = [["Key"], ["RED", "Nothing done."], ["Amber", "Some done."], ["Gwyrdd", "Complete."]]
    reading = read({**rows("Coch", "ambr", "Green"), "Key": key})
    assert [(one.name, one.colour, one.name_cy) for one in reading.scale.statuses] == [
        ("RED", "Red", ""),
        ("Amber", "Amber", "Ambr"),
        ("Gwyrdd", "Green", ""),
    ]
    assert statuses_of(reading) == ["RED", "Amber", "Gwyrdd"]


def test_c_is_the_letter_of_coch_but_of_no_status_next_to_the_letter_of_red():
    key = [["Key"], ["Red", "Nothing done."], ["Amber", "Some done."], ["Green", "Complete."]]
    statuses, found = read_column("C", words=("R", "A", "G") * 2, Key=key)
    assert (statuses, [(code, words) for code, _, words, _ in found]) == ([None], [("status-unknown", "C")])
    assert read_column("C", words=("A", "Coch", "G") * 2) == (["Red"], [])
    statuses, found = read_column("C", words=("A", "G") * 2)
    assert (statuses, [(code, words) for code, _, words, _ in found]) == (["Red"], [("status-from-meaning", "C")])


def test_a_status_with_words_behind_it_is_the_status_and_the_words_are_the_update_or_evidence():
    cells = ["Green - complete March 2026", "Red: work has not begun.", "Coch\nDim byd eto.", "R – begun", "A - a list"]
    head, texts = [*HEAD[:3], "Status Feb 24", "Update Feb 24"], [None, None, None, "Counted.", "There is a list."]
    rows = [[n, f"Task {n}.", "CPS", *pair] for n, pair in enumerate(zip(cells, texts, strict=True), 1)]
    reading = read({"T": [head, *rows]})
    assert [(row["status"], row["update"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("Green", "complete March 2026", None),
        ("Red", "work has not begun.", None),
        ("Red", "Dim byd eto.", None),
        ("Red", "Counted.", "begun"),
        ("Amber", "There is a list.", None),
    ]
    assert [issue.code for issue in reading.issues if issue.severity.value != "info"] == []


def test_a_column_of_a_month_whose_texts_begin_with_statuses_has_statuses():
    texts = ["Red - work has not begun; there is no money.", "Complete - signed off by the board in March 2026."]
    key = [["Key"], ["Red", "Late."], ["Complete", "Done."]]
    reading = read(
        {"T": [[*HEAD[:3], "March 2026"], *([n, f"Task {n}.", "CPS", t] for n, t in enumerate(texts, 1))], "K": key}
    )
    assert [(status, update) for *_, status, update in updates(reading)] == [tuple(t.split(" - ")) for t in texts]


def test_what_is_left_to_do_behind_a_word_for_done_is_no_update_but_reported():
    key = {"K": [["Key"], ["Red", "Late."], ["Complete", "Done."]]}
    written = ["Complete - not yet seen by anybody", "Complete - signed off by the board"]
    statuses, found = read_column(*written, words=("Red", "Complete") * 3, **key)
    assert statuses == [None, "Complete"]
    assert [(code, words) for code, _, words, _ in found] == [("status-unknown", written[0])]
