"""Several agencies in one cell: the first is the lead."""

import re

from loaders.known_names import KnownNames

_ALWAYS = re.compile(r"[;\n]")
_WHERE_NOT_A_NAME = re.compile(r"\s*/\s*")
_WHERE_BOTH_ARE_NAMES = re.compile(r"\s*,\s*|\s+(?:and|&|a|ac)\s+")


def split_agencies(written: str, known: KnownNames) -> list[str]:
    """Return the agencies of a cell in order, each once.

    Semicolons and line ends always part names; a stroke does unless the whole is a name of the Names sheet; a comma
    and "and" do only where every part is such a name, for they stand inside names too.
    """
    agencies: list[str] = []
    for piece in _ALWAYS.split(written):
        one = " ".join(piece.split())
        if one:
            agencies += _parts(one, known)
    return list(dict.fromkeys(agencies))


def _parts(one: str, known: KnownNames) -> list[str]:
    if known.declares(one):
        return [one]
    parts = [part for part in _WHERE_NOT_A_NAME.split(one) if part]
    if len(parts) > 1:
        return [agency for part in parts for agency in _parts(part, known)]
    named = [part for part in _WHERE_BOTH_ARE_NAMES.split(one) if part]
    return named if len(named) > 1 and all(known.declares(part) for part in named) else [one]
