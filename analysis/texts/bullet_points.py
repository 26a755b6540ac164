"""The points of an update, and which of them were made before."""

import re

import pandas as pd

FEWEST_WORDS = 4
"""A point of fewer words, such as "As above", says too little to be a repetition."""

_SIGN = r"[•◦○●▪‣·]\s*|[*–—-](?:\s+|$)"
"""What people type before a point. A dash or an asterisk with no space after it belongs to the text."""

_SIGN_BEFORE = re.compile(rf"^(?:{_SIGN})")
_BULLET = re.compile(rf"^(?:{_SIGN}|[0-9]+[.)](?:\s+|$))")
_NO_WORD = bytes(
    code for code in range(256) if (code < 128 and not chr(code).isalnum() and code != 10) or 128 <= code < 192
) + bytes((0xC2, 0xE2))
"""What is left out of UTF-8 when words are compared: ASCII punctuation and spaces, and the bytes of the bullets, dashes
and quotation marks beyond ASCII. An accented letter leaves one byte, the same for most accents."""


def points_of(words: str, *, numbers: bool = False) -> list[str]:
    """Return the points of an update: its lines, without their bullets.

    Args:
        words: the words of the update.
        numbers: whether a number before a point stays: to be read, it does; to be compared, it is a bullet.
    """
    bullet = _SIGN_BEFORE if numbers else _BULLET
    lines = (bullet.sub("", line.strip()).strip() for line in words.split("\n"))
    return [line for line in lines if line]


def point_at(words: str, position: int) -> str:
    """Return the point in which a place of an update's words lies."""
    line = words[words.rfind("\n", 0, position) + 1 :].split("\n", 1)[0]
    return _BULLET.sub("", line.strip()).strip()


def repeated_points(updates: pd.DataFrame, words: "pd.Series[str]", *, wanted: pd.Index) -> pd.DataFrame:
    """Return the points of some entries that their recommendation had made in an earlier round.

    Capitals, punctuation, bullets and spaces make no difference; a point of under four words is none.

    Args:
        said: entries, earliest first.
        words: the words of each, with the same index.
        asked: the index of the entries whose points are wanted.

    Returns:
        Columns place, round, since (the round in which the point was first made) and words (the point), with the index
        of the entry.
    """
    points = words.loc[wanted].map(points_of).explode().dropna().astype("str")
    points = points[points.str.count(r"\S+").ge(FEWEST_WORDS)]
    own = updates.loc[points.index, ["place", "round"]].assign(words=points.to_numpy(), plain=_plain(points))
    first = _first_made(updates, words, set(zip(own["place"], own["plain"], strict=True)))
    made = zip(own["place"], own["plain"], own["round"], strict=True)
    since = [first.get((place, plain), month) for place, plain, month in made]
    table = own.assign(since=pd.Series(since, index=own.index, dtype="datetime64[us]"))
    return table.loc[table["since"].lt(table["round"]), ["place", "round", "since", "words"]]


def _first_made(
    said: pd.DataFrame, words: "pd.Series[str]", wanted: set[tuple[int, bytes]]
) -> dict[tuple[int, bytes], pd.Timestamp]:
    """Return the round in which each wanted point was first made."""
    first: dict[tuple[int, bytes], pd.Timestamp] = {}
    entries = zip(said["place"].tolist(), said["round"].to_numpy(), words.tolist(), _plain(words), strict=True)
    for place, month, update, plain in entries:
        for line, point in enumerate(plain.split(b"\n")):
            if point[:1].isdigit():  # a number may be the point's own or its bullet, which only its punctuation tells
                point = _plain_text(_BULLET.sub("", update.split("\n")[line].strip()))  # noqa: PLW2901
            if (place, point) in wanted:
                first.setdefault((place, point), month)
    return first


def _plain(words: "pd.Series[str]") -> list[bytes]:
    """Return texts without what may differ in a repetition: capitals, punctuation and spaces; the lines stay lines.

    In bytes, because deleting characters from bytes is several times faster than from text.
    """
    return [text.encode().translate(None, _NO_WORD) for text in words.str.lower().tolist()]


def _plain_text(text: str) -> bytes:
    return text.lower().encode().translate(None, _NO_WORD)
