"""Rounds over the labels of a form: each is the round of labels, or else a label itself or a row that says nothing."""

from loaders.layouts.forms.block import Block
from loaders.layouts.forms.labels import names_round


def settle_groups(block: Block) -> None:
    """Let rounds be labels where others have values beside them; those over no label are among what is not read."""
    if any(label.beside and names_round(label.value) for label in block.labels):
        for label in block.labels:
            label.group = None
        block.labels = sorted([*block.labels, *block.groups], key=lambda label: label.place[::-1])
        return
    rows = {row.number: row for row in block.sheet.rows}
    for group in block.groups:
        if any(label.group is group for label in block.labels):
            continue
        row = rows[group.place[1]]
        if row.cells == 1:
            block.strays = sorted([*block.strays, row], key=lambda one: one.number)
        else:
            block.beside.append(group.place)
