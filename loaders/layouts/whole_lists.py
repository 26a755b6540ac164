"""Which tables hold a whole list whose parts stand on other sheets: their names are no themes and no agencies."""

import re
from collections.abc import Sequence

from loaders.cell_values import shown
from loaders.heading_aliases import Meaning
from loaders.headings import fold
from loaders.layouts.source import Source

_WHOLE = re.compile(
    r"(?:all|full|whole|entire|complete|combined|overall|consolidated|master|main|total)"
    r"(?: (?:list|tracker|register|log|plan|sheet|data|recommendations|recs|actions|agencies|themes|items))?"
    r"|everything|overview|summary|tracker|master tracker|recommendations|actions|action plan|action log|register"
    r"|y cyfan|popeth|pob (?:argymhelliad|un)|yr holl argymhellion|prif restr|trosolwg|crynodeb|argymhellion"
    r"|camau gweithredu|cynllun gweithredu|traciwr|cofrestr",
    re.IGNORECASE,
)


def names_whole_list(name: str) -> bool:
    """Say whether the name of a sheet says that it holds the whole list: All, Master, Summary, Recommendations."""
    return bool(_WHOLE.fullmatch(" ".join(name.replace("_", " ").split())))


def holds_all_others(source: Source, sources: Sequence[Source]) -> bool:
    """Say whether a table holds every item of all others, and more than any of them: they are its parts."""
    own = _texts(source)
    others = [_texts(one) for one in sources if one.table.sheet is not source.table.sheet]
    return len(others) > 1 and all(texts < own for texts in others)


def _texts(source: Source) -> frozenset[str]:
    column = source.columns.column(Meaning.RECOMMENDATION)
    return frozenset(fold(shown(item.row.at(column))) for item in source.rows.items)
