"""What looks like the name of a person in a tracker, with its place, and which of it somebody accepted as public."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker

_NAME = r"[A-ZÀ-ÖØ-ÞŴŶ][\w’'-]+"
_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Sir Dame Cllr Councillor Cynghorydd PC WPC DC PS DS DI DCI Sgt Sergeant Insp Inspector "
    "Supt Superintendent ACC DCC CC Constable Rev Judge"
)
_TITLED = re.compile(
    rf"\b(?:{'|'.join(_TITLES.split())})\b\.?(?: {_NAME}){{1,2}}(?<![.,])|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)
"""A title or rank with a name behind it, or an e-mail address."""
_CAPITALISED = r"(?<![\w’'-])[A-ZÀ-ÖØ-ÞŴŶ](?=[\w’'-]*[a-zà-öø-ÿŵŷ])[\w’'-]+"
_PARTICLE = r"(?:(?:ap|ab|ferch|van|de|von|der|bin|al) )?"
_RUN = re.compile(
    rf"(?P<start>(?:^|[.:;!?•–\n]\s*))?(?P<words>(?:{_CAPITALISED}|\b[A-Z]\.)(?: {_PARTICLE}{_CAPITALISED})+)"
)
"""Capitalised words behind each other, or an initial and a surname; whether a sentence begins with them."""
_WORD = re.compile(r"[\w’'-]+")
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-zà-öø-ÿŵŷ][\w’'-]*")
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_WHOLE, _BEGINNINGS = ("|".join(_WORDS[name].split()) for name in ("whole", "beginnings"))
_TERM = re.compile(rf"(?:{_WHOLE})(?:[’']?s[’']?)?$|(?:{_BEGINNINGS})", re.IGNORECASE)
"""A word of bodies, roles, documents, places and months, whole or by its beginning, that a name of a person has not."""


class PersonName(NamedTuple):
    """Text that looks like the name of a person, and where it stands: the table, the ref and the field.

    `is_titled` is False for capitalised words that may be something else.
    """

    name: str
    table: str
    ref: str
    field: str
    is_titled: bool

    @property
    def digest(self) -> str:
        """What it is known by on the audit trail, which keeps no names: the name and its place."""
        return sha256("\n".join(self[:4]).encode()).hexdigest()[:12]


def places_by_name(found: Iterable[PersonName]) -> dict[str, list[PersonName]]:
    """Return each name with its places."""
    places: dict[str, list[PersonName]] = {}
    for each in found:
        places.setdefault(each.name, []).append(each)
    return places


class _Text(NamedTuple):
    text: str
    table: str
    ref: str
    field: str


def person_names(tracker: Tracker) -> list[PersonName]:
    """Return what looks like the name of a person in any text of a tracker, each once a place, those with titles first.

    Found are a title or rank before a name, e-mail addresses, and two or three capitalised words of which one is
    nowhere in lower case, unless one is of a theme, an agency, a body, a place or a month. A first name alone, a name
    in capitals or small letters, or one of common words alone is not found: nobody can rely on the list being complete.
    """
    texts = list(_texts(tracker))
    plain = [each._replace(text=_TITLED.sub("\n", each.text)) for each in texts]
    is_common = _common_words(tracker, plain)
    titled = (PersonName(match[0], *each[1:], True) for each in texts for match in _TITLED.finditer(each.text))
    others = (PersonName(name, *each[1:], False) for each in plain for name in _untitled(each.text, is_common))
    return list(dict.fromkeys(chain(titled, others)))


def _texts(tracker: Tracker) -> Iterator[_Text]:
    for plan in SHEETS:
        table = getattr(tracker, plan.table, pd.DataFrame())
        refs = table["ref"] if "ref" in table else table.get("review", table.get("name"))
        for column in plan.columns:
            if column.data_type in (DataType.DATE, DataType.FLAG) or column.field not in table or refs is None:
                continue
            filled = table[column.field].dropna().astype(str)
            for text, ref in zip(filled, refs[filled.index].fillna("").astype(str), strict=True):
                yield _Text(text, plan.table, ref, column.field)


def _common_words(tracker: Tracker, texts: Iterable[_Text]) -> Callable[[str], bool]:
    """Return whether a word is no name: it stands in lower case somewhere, or in the name of a theme or a body."""
    agencies = tracker.recommendations["lead_agency"].dropna().astype(str)
    names = [*tracker.themes, *(name for name in agencies.unique() if any(map(_TERM.match, name.split())))]
    common = {word.lower() for name in names for word in _WORD.findall(name)}
    common.update(*(_LOWER_CASE.findall(each.text) for each in texts))
    return lambda word: re.sub(r"[’']s?$", "", word).lower() in common or word.lower() in common


def _untitled(text: str, is_common: Callable[[str], bool]) -> Iterator[str]:
    for match in _RUN.finditer(text):
        words = match["words"].split()
        if match["start"] is not None and is_common(words[0]):
            words = words[1:]
        capitalised = [word for word in words if not word[0].islower()]
        if not 2 <= len(capitalised) <= 3 or any(_TERM.match(word) for word in words):
            continue
        if not all(is_common(word) for word in capitalised if not word.endswith(".")):
            yield " ".join(words)
