"""The bullet points of an update, and which of them repeat an earlier one."""

import re

import pandas as pd

FEWEST_WORDS = 4
"""A point of fewer words, such as "As above", is too short to count as a repetition."""

_SIGN = r"[•◦○●▪■□❑❖➢➤‣·]\s*|[*–—-](?:\s+|$)"
"""What people type before a point. A dash or an asterisk with no space after it belongs to the text."""

_SIGN_BEFORE = re.compile(rf"^(?:{_SIGN})")
_BULLET = re.compile(rf"^(?:{_SIGN}|[0-9]+[.)](?:\s+|$))")
_NO_WORD = bytes(
    code for code in range(256) if (code < 128 and not chr(code).isalnum() and code != 10) or 128 <= code < 192
) + bytes((0xC2, 0xE2))
"""The bytes of UTF-8 that a comparison ignores: ASCII punctuation and spaces, and the bytes of the bullets, dashes
and quotation marks beyond ASCII. An accented letter leaves one byte, the same for most accents."""


def points_of(words: str, *, numbers: bool = False) -> list[str]:
    """Split an update into its points: its lines, without their bullets.

    Args:
        words: the words of the update.
        numbers: whether a number before a point stays, as for reading; for comparing, it is a bullet.
    """
    bullet = _SIGN_BEFORE if numbers else _BULLET
    lines = (bullet.sub("", line.strip()).strip() for line in words.split("\n"))
    return [line for line in lines if line]


def point_at(words: str, position: int) -> str:
    """Return the point at a character position of an update's text."""
    line = words[words.rfind("\n", 0, position) + 1 :].split("\n", 1)[0]
    return _BULLET.sub("", line.strip()).strip()


def repeated_points(updates: pd.DataFrame, words: "pd.Series[str]", *, wanted: pd.Index) -> pd.DataFrame:
    """Return the points of some updates that repeat a point of the same recommendation from an earlier round.

    Capitals, punctuation, bullets and spaces are ignored; a point of fewer than four words does not count.

    Args:
        updates: the counted updates, earliest first.
        words: the text of each, with the same index.
        wanted: the index of the updates whose points are wanted.

    Returns:
        Columns recommendation_row, round, since (the round in which the point first appeared) and words (the point),
        with the index of the update.
    """
    points = words.loc[wanted].map(points_of).explode().dropna().astype("str")
    points = points[points.str.count(r"\S+").ge(FEWEST_WORDS)]
    table = updates.loc[points.index, ["recommendation_row", "round"]].assign(
        words=points.to_numpy(), normalised=_normalised(points)
    )
    first = _first_rounds(updates, words, set(zip(table["recommendation_row"], table["normalised"], strict=True)))
    keys = zip(table["recommendation_row"], table["normalised"], table["round"], strict=True)
    since = [first.get((row_number, normalised), month) for row_number, normalised, month in keys]
    dated = table.assign(since=pd.Series(since, index=table.index, dtype="datetime64[us]"))
    return dated.loc[dated["since"].lt(dated["round"]), ["recommendation_row", "round", "since", "words"]]


def _first_rounds(
    updates: pd.DataFrame, words: "pd.Series[str]", wanted: set[tuple[int, bytes]]
) -> dict[tuple[int, bytes], pd.Timestamp]:
    """Return the first round of each wanted point."""
    first: dict[tuple[int, bytes], pd.Timestamp] = {}
    rows = zip(
        updates["recommendation_row"].tolist(),
        updates["round"].to_numpy(),
        words.tolist(),
        _normalised(words),
        strict=True,
    )
    for row_number, month, update, normalised in rows:
        for line, point in enumerate(normalised.split(b"\n")):
            if point[:1].isdigit():  # a number belongs to the point or is its bullet, which only its punctuation shows
                point = _normalised_text(_BULLET.sub("", update.split("\n")[line].strip()))  # noqa: PLW2901
            if (row_number, point) in wanted:
                first.setdefault((row_number, point), month)
    return first


def _normalised(words: "pd.Series[str]") -> list[bytes]:
    """Normalise texts for comparison: no capitals, punctuation or spaces; line breaks stay.

    In bytes, because deleting characters from bytes is several times faster than from text.
    """
    return [text.encode().translate(None, _NO_WORD) for text in words.str.lower().tolist()]


def _normalised_text(text: str) -> bytes:
    return text.lower().encode().translate(None, _NO_WORD)
