"""Rows whose XML is as plain as nearly every program writes it: their cells are told by one pattern, all at once.

Whatever is not exactly so is passed on to the reader of XML, so that both see each row once and in order.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence

CellParts = tuple[str, str, str, str, str, str, str]
"""A cell: the letters and the digits of its place, its style, its type, what it stores, its own text, and nothing."""

_XML = r"[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_TEXT = rf"{_XML}*+(?:&(?:amp|lt|gt|quot|apos);{_XML}*+)*+"
_FORMULA = rf"<f(?: [a-z]+=\"[^\"<>&]*+\")*+(?:/>|>{_TEXT}</f>)"
_CELL = (
    r'<c r="([A-Z]{1,3}+)([0-9]++)"(?: s="([0-9]++)")?(?: t="([A-Za-z]++)")?'
    rf'(?:/>|>(?:(?:{_FORMULA})?<v>({_XML}++)</v>|<is><t(?: xml:space="preserve")?>({_TEXT})</t></is>)</c>)'
)
_CELLS = re.compile(_CELL + r"|([\s\S]++)")
"""The cells of a row; from what is no plain cell on, the last group holds whatever is left."""
_ROW = re.compile(r'<row r="([0-9]++)"((?: [A-Za-z0-9:]++="[^"<>&]*+")*+)>')
_HIDDEN = re.compile(' hidden="(?:1|true)"')
_HEAD = re.compile(
    rb"((?:\xef\xbb\xbf)?(?:<\?xml(?: version=.1\.0.)?(?: encoding=.(?:utf|UTF)-8.)?(?: standalone=.\w+.)?\?>)?\s*)"
    rb"<worksheet[\s>]"
)
_OPAQUE = ("<!", "<?")
_BEGIN, _END = "<row ", "</row>"
_LONGEST = 1 << 22
"""How long a piece without the end of a row may be before the rest is passed on as it is."""


class PlainRows:
    """Divides the XML of a sheet into plain rows and the rest.

    Args:
        rest: what takes the XML that is not a plain row.
        row: what takes a plain row: its number, whether it is hidden, and its cells.
        among_rows: whether the rest has come to where rows stand.
    """

    def __init__(
        self,
        rest: Callable[[bytes | str], None],
        row: Callable[[str, bool, Sequence[CellParts]], None],
        *,
        among_rows: Callable[[], bool],
    ) -> None:
        self._rest, self._row, self._among_rows = rest, row, among_rows
        self._decoder = getincrementaldecoder("utf-8")()
        self._pending = ""
        self._plain: bool | None = None

    def feed(self, more: bytes) -> None:
        """Read on. Raises ValueError where what looks plain is no UTF-8."""
        if self._plain is None:
            self._begin(more)
        elif self._plain:
            self._pending += self._decoder.decode(more)
            self._divide()
        else:
            self._rest(more)

    def close(self) -> None:
        """Pass on what is left."""
        if self._plain:
            self._pass_on()

    def _begin(self, more: bytes) -> None:
        """See whether the sheet begins as plain ones do, and pass on the declaration of its XML."""
        head = _HEAD.match(more)
        self._plain = head is not None
        if head:
            self._rest(more[: head.end(1)])
            more = more[head.end(1) :]
        self.feed(more)

    def _divide(self) -> None:
        """Tell the plain rows up to the last row's end. Behind a comment, which may hold a row, nothing is plain."""
        end = self._pending.rfind(_END) + len(_END)
        if any(sign in self._pending for sign in _OPAQUE) or (end < len(_END) and len(self._pending) > _LONGEST):
            self._pass_on()
        elif end >= len(_END):
            text, self._pending = self._pending[:end], self._pending[end:]
            self._tell(text)

    def _tell(self, text: str) -> None:
        """Tell the rows of a text that ends with one; before a row may stand what is none."""
        for piece in text.split(_END)[:-1]:
            start = piece.rfind(_BEGIN)
            if start > 0:
                self._rest(piece[:start])
            row = _ROW.match(piece, start) if start >= 0 and self._among_rows() else None
            cells = _CELLS.findall(piece, row.end()) if row else []
            if row is None or (cells and cells[-1][-1]):
                self._rest(piece[max(start, 0) :] + _END)
            else:
                number, more = row.groups()
                self._row(number, "hidden" in more and _HIDDEN.search(more) is not None, cells)

    def _pass_on(self) -> None:
        """Pass on what is left, and from now on everything as it comes."""
        self._rest(self._pending.encode() + self._decoder.getstate()[0])
        self._pending, self._plain = "", False
