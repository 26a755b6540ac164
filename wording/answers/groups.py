"""How the themes or agencies compare, as a sentence."""

import pandas as pd

from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.lists import begin_sentence, join_words
from wording.format.names import Names
from wording.format.numbers import format_count, number_word


def group_sentence(ranked: pd.DataFrame, names: Names, _: Translator, *, kind: NameKind | str = NameKind.THEME) -> str:
    """Return which group is furthest behind, from the columns group, outstanding and place (1 is furthest behind).

    Groups with the same place are level: "furthest behind" names all of them, and is not used where every group is
    level. Recommendations without a group or a status have no place, and are left out where others have one.
    """
    if ranked["place"].isna().all():
        return _none_ranked(ranked, names, kind, _)
    ranked = ranked[ranked["place"].notna()]
    if not ranked["outstanding"].any():
        return _all_complete(len(ranked), kind, _)
    if len(ranked) == 1:
        return _only_one(begin_sentence(_group_names(ranked, names, kind, _)[0]), ranked, _)
    if ranked["place"].nunique() == 1:
        return _all_level(len(ranked), kind, _)
    behind = _group_names(ranked[ranked["place"].eq(ranked["place"].min())], names, kind, _)
    ahead = _group_names(ranked[ranked["place"].eq(ranked["place"].max())], names, kind, _)
    if len(ahead) == 1 and len(behind) == len(ranked) - 1 > 1:
        return _one_ahead(ahead[0], len(behind), kind, _)
    return _furthest_behind(behind, _)


def _none_ranked(groups: pd.DataFrame, names: Names, kind: NameKind | str, _: Translator) -> str:
    """Return why no group has a place: there is no group, no group has a name, or nothing is rated."""
    if groups.empty:
        return _("There are no recommendations to show.")
    if groups["group"].isna().all():
        return f"{begin_sentence(names.full(kind, None, _))}."
    return _("Nothing has been rated yet.")


def _group_names(rows: pd.DataFrame, names: Names, kind: NameKind | str, _: Translator) -> list[str]:
    return [names.in_sentence(kind, group, _) for group in rows["group"]]


def _only_one(name: str, ranked: pd.DataFrame, _: Translator) -> str:
    """Return how many recommendations of the only group are complete."""
    complete, total = int(ranked["complete"].sum()), int(ranked["recommendations"].sum())
    return _.plural(
        "{name}: {complete} of {n} recommendation complete.",
        "{name}: {complete} of {n} recommendations complete.",
        total,
        name=name,
        complete=format_count(complete, _),
    )


def _all_complete(n: int, kind: NameKind | str, _: Translator) -> str:
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


def _all_level(n: int, kind: NameKind | str, _: Translator) -> str:
    number = number_word(n, _)
    if kind == NameKind.AGENCY:
        if n == 2:
            return _("Both agencies stand level.")
        return _.plural("There is one agency.", "All {number} agencies stand level.", n, number=number)
    if n == 2:
        return _("Both themes stand level.")
    return _.plural("There is one theme.", "All {number} themes stand level.", n, number=number)


def _one_ahead(name: str, level: int, kind: NameKind | str, _: Translator) -> str:
    some, total = begin_sentence(number_word(level, _)), number_word(level + 1, _)
    if kind == NameKind.AGENCY:
        return _("{some} of {total} agencies stand level; {name} is ahead.", some=some, total=total, name=name)
    return _("{some} of {total} themes stand level; {name} is ahead.", some=some, total=total, name=name)


def _furthest_behind(behind: list[str], _: Translator) -> str:
    if len(behind) == 1:
        return _("{name} is furthest behind.", name=begin_sentence(behind[0]))
    return _("{names} are level, and furthest behind.", names=begin_sentence(join_words(behind, _)))
