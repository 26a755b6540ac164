"""Whether what stands beside a table is a list of its own, whose rows are not those of the table."""

from collections.abc import Mapping

from loaders.heading_aliases import NAMES_ACTIONS, Meaning
from loaders.headings import fold
from loaders.layouts.headings_joined import Heading
from loaders.layouts.item_keys import ref_key
from loaders.layouts.main_table import MainTable
from loaders.layouts.side_blocks import Block
from loaders.layouts.tables_found import FoundTable, find_tables


def lists_items(block: Block, table: MainTable) -> bool:
    """Say whether a block is a list of its own: under the same headings, or with refs of other rows than its own."""
    found = find_tables(block.sheet)
    return any(_is_of_the_same(one, table) or _differs_in_refs(one, table) for one in found)


def _is_of_the_same(one: FoundTable, table: MainTable) -> bool:
    """Say whether a table has just the headings of one beside it, and refs or other texts than stand there."""
    known = [main for main in table.tables if _words(main) == _words(one)]
    if not known or not one.has(Meaning.RECOMMENDATION):
        return False
    return one.has(Meaning.REF) or any(_differ(one, main, Meaning.RECOMMENDATION) for main in known)


def _differs_in_refs(one: FoundTable, table: MainTable) -> bool:
    """Say whether a table has the refs of one beside it in other rows: promises, say, or a second list.

    The refs of actions are none of those of recommendations, unless their headings are the same.
    """
    own = _heading(one, Meaning.REF)
    for main in table.tables:
        heading = _heading(main, Meaning.REF)
        if own is None or heading is None:
            continue
        of_actions = any(NAMES_ACTIONS.search(words) for words in (own.words, heading.words))
        told = not of_actions and set(_held(one, own).values()) <= set(_held(main, heading).values())
        if (told or fold(own.words) == fold(heading.words)) and _differ(one, main, Meaning.REF):
            return True
    return False


def _differ(one: FoundTable, main: FoundTable, meaning: Meaning) -> bool:
    """Say whether a row of one table holds another ref, or another text, than the same row of the other."""
    own, beside = (_held(table, _heading(table, meaning)) for table in (one, main))
    return any(beside.get(row, value) != value for row, value in own.items())


def _heading(table: FoundTable, meaning: Meaning) -> Heading | None:
    return next((heading for heading in table.headings if heading.understood.meaning is meaning), None)


def _held(table: FoundTable, heading: Heading | None) -> Mapping[int, str]:
    """Return what the rows of a table hold in a column, as refs are compared, by their numbers."""
    found = {row.number: ref_key(row.at(heading.column)) for row in table.body} if heading is not None else {}
    return {row: value for row, value in found.items() if value}


def _words(table: FoundTable) -> list[str]:
    return [fold(heading.words) for heading in table.headings]
