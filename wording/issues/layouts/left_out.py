"""The sentence on rows or cells in which the text of a column could not be kept."""

from collections.abc import Mapping

from wording.catalogue import Translator


def add_rows_left_out(_: Translator, sentence: str, v: Mapping[str, str]) -> str:
    """Return a sentence on a column, followed by the rows in which its text could not be kept, if there are any."""
    if not v["left_out"]:
        return sentence
    return f"{sentence} " + _("These rows were left out, because nothing was reported there: {left_out}.", **v)


def add_cells_left_out(_: Translator, sentence: str, v: Mapping[str, str]) -> str:
    """Return a sentence on a label of a form, followed by the cells whose text could not be kept, if there are any."""
    if not v["left_out"]:
        return sentence
    return f"{sentence} " + _("These cells were left out, because nothing was reported there: {left_out}.", **v)
