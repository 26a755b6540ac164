"""A fast path for rows of the usual XML: one regular expression matches all their cells at once.

All other XML is passed to the XML reader, so that together they see each row once and in order.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence

CellParts = tuple[str, str, str, str, str, str, str]
"""A cell: column letters, row digits, style, type, stored value, inline text, and an empty text."""

_XML = r"[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_TEXT = rf"{_XML}*+(?:&(?:amp|lt|gt|quot|apos);{_XML}*+)*+"
_FORMULA = rf"<f(?: [a-z]+=\"[^\"<>&]*+\")*+(?:/>|>{_TEXT}</f>)"
_CELL = (
    r'<c r="([A-Z]{1,3}+)([0-9]++)"(?: s="([0-9]++)"|)(?: t="([A-Za-z]++)"|)'
    rf'(?:>(?:(?:{_FORMULA}|)<v>([0-9]++|{_XML}++)</v>|<is><t(?: xml:space="preserve"|)>({_TEXT})</t></is>)</c>|/>)'
)
"""A cell. An empty branch, `(?:…|)`, takes half as long as an optional group, `(?:…)?`; digits are the usual value."""
_CELLS = re.compile(_CELL + r"|([\s\S]++)")
"""The cells of a row; from the first other content on, the last group matches the remainder."""
_ROW = re.compile(r'<row r="([0-9]++)"((?: [A-Za-z0-9:]++="[^"<>&]*+")*+)>')
_HIDDEN = re.compile(' hidden="(?:1|true)"')
_HEAD = re.compile(
    rb"((?:\xef\xbb\xbf)?(?:<\?xml(?: version=.1\.0.)?(?: encoding=.(?:utf|UTF)-8.)?(?: standalone=.\w+.)?\?>)?\s*)"
    rb"<worksheet[\s>]"
)
_EXCLUDED = ("<!", "<?")
_ROW_START, _ROW_END = "<row ", "</row>"
_MAX_PENDING = 1 << 22
"""The longest text without the end of a row; beyond it, everything is passed to the fallback."""


class FastRowReader:
    """Reads the rows of the usual XML in a sheet, and passes everything else to a fallback.

    Args:
        fallback: called with the XML that is no such row.
        row: called with such a row: its number, whether it is hidden, and its cells.
        among_rows: whether the fallback has reached the part of the sheet with rows.
    """

    def __init__(
        self,
        fallback: Callable[[bytes | str], None],
        row: Callable[[str, bool, Sequence[CellParts]], None],
        *,
        among_rows: Callable[[], bool],
    ) -> None:
        self._fallback, self._row, self._among_rows = fallback, row, among_rows
        self._decoder = getincrementaldecoder("utf-8")()
        self._pending = ""
        self._is_fast: bool | None = None

    def feed(self, chunk: bytes) -> None:
        """Read the next piece. Raises ValueError if a sheet that starts as UTF-8 is not."""
        if self._is_fast is None:
            self._detect_encoding(chunk)
        elif self._is_fast:
            self._pending += self._decoder.decode(chunk)
            self._read_complete_rows()
        else:
            self._fallback(chunk)

    def close(self) -> None:
        """Pass the remainder to the fallback."""
        if self._is_fast:
            self._fall_back()

    def _detect_encoding(self, chunk: bytes) -> None:
        """Detect whether the sheet is UTF-8 with the usual root, and pass on its XML declaration."""
        head = _HEAD.match(chunk)
        self._is_fast = head is not None
        if head:
            self._fallback(chunk[: head.end(1)])
            chunk = chunk[head.end(1) :]
        self.feed(chunk)

    def _read_complete_rows(self) -> None:
        """Read up to the end of the last complete row. From a comment on, which may contain rows, use the fallback."""
        end = self._pending.rfind(_ROW_END) + len(_ROW_END)
        too_long = end < len(_ROW_END) and len(self._pending) > _MAX_PENDING
        if too_long or any(sign in self._pending for sign in _EXCLUDED):
            self._fall_back()
        elif end >= len(_ROW_END):
            text, self._pending = self._pending[:end], self._pending[end:]
            self._read_rows(text)

    def _read_rows(self, text: str) -> None:
        """Read the rows of a text that ends with a row; other XML may precede each row."""
        for piece in text.split(_ROW_END)[:-1]:
            start = piece.rfind(_ROW_START)
            if start > 0:
                self._fallback(piece[:start])
            row = _ROW.match(piece, start) if start >= 0 and self._among_rows() else None
            cells = _CELLS.findall(piece, row.end()) if row else []
            if row is None or (cells and cells[-1][-1]):
                self._fallback(piece[max(start, 0) :] + _ROW_END)
            else:
                number, attributes = row.groups()
                self._row(number, "hidden" in attributes and _HIDDEN.search(attributes) is not None, cells)

    def _fall_back(self) -> None:
        """Pass the pending text, and from now on everything, to the fallback."""
        self._fallback(self._pending.encode() + self._decoder.getstate()[0])
        self._pending, self._is_fast = "", False
