"""What stands beside a tracker in its workbook: lists of another kind, summaries, sheets of other times."""

from collections.abc import Mapping

from wording.catalogue import Translator


def other_list(_: Translator, v: Mapping[str, str]) -> str:
    """Say of what a list is that is no part of the tracker, where it stands and how many rows it has."""
    kinds = {
        "risks": _.within("a list of", "risks"),
        "issues": _.within("a list of", "issues"),
        "assumptions": _.within("a list of", "assumptions"),
        "dependencies": _.within("a list of", "dependencies"),
        "decisions": _.within("a list of", "decisions"),
        "lessons": _.within("a list of", "lessons"),
        "changes": _.within("a list of", "changes"),
        "milestones": _.within("a list of", "milestones"),
        "contacts": _.within("a list of", "contacts"),
        "terms": _.within("a list of", "terms"),
    }
    return _.plural(
        "{found} is a list of {what}, not of recommendations. Its {n} row was not read.",
        "{found} is a list of {what}, not of recommendations. Its {n} rows were not read.",
        int(v["rows"]),
        **v,
        what=kinds[v["kind"]],
    )


def beside_table(_: Translator, v: Mapping[str, str]) -> str:
    """Say what stands beside a table, and in which range."""
    said = {
        "counts": _("{found} is a summary beside the table. It was not read.", **v),
        "values": _("{found} lists values to choose from, beside the table. It was not read.", **v),
        "notes": _("{found} holds words beside the table that are no part of it. They were not read.", **v),
        "table": _("{found} is another table, beside the first. It was not read.", **v),
    }
    return said[v["kind"]]


def earlier_sheet(_: Translator, v: Mapping[str, str]) -> str:
    """Say which sheet repeats which, and which of the two was read."""
    if not v["rows"]:
        return _(
            "The sheet {sheet} repeats what stands on {current}, and nothing says which month it is of. "
            "Only {current} was read.",
            **v,
        )
    return _(
        "These rows of the sheet {sheet} repeat what stands on {current}, and nothing says which month they are of: "
        "{rows}. Only {current} was read for them.",
        **v,
    )


def closed_sheet(_: Translator, v: Mapping[str, str]) -> str:
    """Say which rows of a closed sheet say something else, or that none says anything."""
    if not v["found"]:
        return _(
            "The sheet {sheet} is named for what is closed, and no column says how its rows stand. They have no "
            "status: {rows}.",
            **v,
        )
    return _(
        "The sheet {sheet} is named for what is closed, and these of its rows say “{found}”: {rows}. That was kept.",
        **v,
    )
