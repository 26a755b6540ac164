"""How much is outstanding in each theme or agency, as a sentence of numbers."""

import pandas as pd

from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.lists import begin_sentence
from wording.format.names import Names
from wording.format.numbers import format_count, number_word

MOST_GROUPS = 3
"""The most groups that a sentence names."""


def group_sentence(groups: pd.DataFrame, names: Names, _: Translator, *, kind: NameKind | str = NameKind.THEME) -> str:
    """Return how many recommendations are outstanding, and of which groups: "17 of 18 outstanding: DPP 16 of 16".

    The columns are group, outstanding and recommendations of analysis.attention. It gives numbers and no
    verdict: which group is behind is not for a program to say, least of all by one case.
    """
    if groups.empty:
        return _("There are no recommendations to show.")
    total, outstanding = int(groups["recommendations"].sum()), int(groups["outstanding"].sum())
    if not outstanding:
        return _nothing_outstanding(len(groups), kind, _)
    of_all = {"n": format_count(outstanding, _), "total": format_count(total, _)}
    listed = groups.loc[groups["outstanding"].gt(0), ["group", "outstanding", "recommendations"]]
    parts = [
        group_part(group, n, size, names, _, kind=kind)
        for group, n, size in listed.head(MOST_GROUPS).itertuples(index=False)
    ]
    if len(groups) == 1:
        name = begin_sentence(_name(names, kind, groups["group"].iloc[0], _))
        return _("{name}: {n} of {total} outstanding.", name=name, **of_all)
    if len(listed) > MOST_GROUPS:
        parts.append(_.plural("{n} more", "{n} more", len(listed) - MOST_GROUPS))
    return _("{n} of {total} outstanding: {groups}.", groups=", ".join(parts), **of_all)


def group_part(group: object, outstanding: int, size: int, names: Names, _: Translator, *, kind: NameKind | str) -> str:
    """Return how many recommendations of a group are outstanding, in few words: "DPP 16 of 16"."""
    n, total = format_count(outstanding, _), format_count(size, _)
    return _("{name} {n} of {total}", name=_name(names, kind, group, _), n=n, total=total)


def _name(names: Names, kind: NameKind | str, group: object, _: Translator) -> str:
    return names.short(kind, group, _) if kind == NameKind.AGENCY else names.full(kind, group, _)


def _nothing_outstanding(n: int, kind: NameKind | str, _: Translator) -> str:
    number = number_word(n, _)
    if kind == NameKind.AGENCY:
        return _.plural(
            "The one agency has nothing outstanding.",
            "None of the {number} agencies has anything outstanding.",
            n,
            number=number,
        )
    return _.plural(
        "The one theme has nothing outstanding.",
        "None of the {number} themes has anything outstanding.",
        n,
        number=number,
    )
