"""A table that becomes blocks: each cell has the label of its column, and the roles keep the table a table."""

from components.elements import BlockColumn, block_table, element


def test_a_cell_has_the_label_of_its_column_and_the_first_names_its_row():
    columns = (
        BlockColumn("Lead agency", "words"),
        BlockColumn("Answered"),
        BlockColumn("Language", is_labelled=False),
    )

    table = block_table("The returns", columns, [["Ministry", element("strong", "overdue"), "Welsh"]])

    assert table == element(
        "div",
        element(
            "table",
            element("caption", "The returns"),
            element(
                "thead",
                element(
                    "tr",
                    element("th", "Lead agency", scope="col", role="columnheader", class_="words"),
                    element("th", "Answered", scope="col", role="columnheader"),
                    element("th", "Language", scope="col", role="columnheader"),
                ),
            ),
            element(
                "tbody",
                element(
                    "tr",
                    element("th", "Ministry", scope="row", role="rowheader", class_="words"),
                    element(
                        "td",
                        element("span", "Answered: ", class_="label muted"),
                        element("strong", "overdue"),
                        role="cell",
                    ),
                    element("td", "Welsh", role="cell"),
                    role="row",
                ),
            ),
            class_="list blocks simple",
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="The returns",
    )
