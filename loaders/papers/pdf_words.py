"""The words of a PDF's page with their positions, and its horizontal rules."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot
from typing import Any

from pypdf.generic import ContentStream
from pypdf.generic._font import Font  # how pypdf itself decodes strings; it offers the widths in no other way

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ROTATIONS: tuple[_Matrix, ...] = (_IDENTITY, (0, -1, 1, 0, 0, 0), (-1, 0, 0, -1, 0, 0), (0, 1, -1, 0, 0, 0))
"""The rotation of a page before it is displayed, by quarter turns clockwise."""
_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-")
)
"""Ligatures, and hyphens of other kinds: a soft hyphen that is drawn is a hyphen."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""Characters without a width, and half surrogates, which no file can contain."""
SPACE_WIDTH = 0.14
"""A gap of more than this many sizes of the font between two letters is a space, though the page has none."""
_TOLERANCE = 0.1
"""Sizes that differ by at most this many points are equal, as are base lines by this share of the size."""
_SMALLEST = 0.5
"""Text that is smaller than this many points is invisible."""
_DEEPEST = 8
"""The most depth of nested forms, which a page draws as pictures of text."""
_THIN, _LONG = 2.5, 20.0
"""The most height and the least length of a rule, in points."""
_DOT = (1.5, 8.0)
"""The least and the most size of a dot, in points: a bullet sign that is drawn and not written."""
_HIGH, _NEAR = 0.7, 3.0
"""The dot of a list item is at most this high above its base line, and this far from its text, in sizes of its font."""
_SETTINGS: Mapping[bytes, tuple[str, float]] = {
    b"Tc": ("letter_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}
_THOUSAND = 1000.0
_USUAL_SPACE = 250.0
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_STROKES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}


@dataclass(slots=True)
class Word:
    """A word: letters without a space between them, from the left and from the foot of their page, in points.

    Attributes:
        spaced: whether a space precedes it.
        is_artifact: whether the page marks it as no part of its text: a header or a footer.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool = False
    is_artifact: bool = False

    def continues(self, before: "Word") -> bool:
        """Return whether it continues another word: with the same formatting, on its line, without a gap."""
        same = (before.bold, before.is_artifact) == (self.bold, self.is_artifact)
        near = -0.5 * self.size < self.left - before.right < SPACE_WIDTH * self.size
        level = abs(before.base - self.base) <= _TOLERANCE * self.size
        return same and near and level and abs(before.size - self.size) <= _TOLERANCE


@dataclass(frozen=True, slots=True)
class HorizontalRule:
    """A horizontal line, from the left and from the foot of its page, in points."""

    left: float
    right: float
    base: float


@dataclass(slots=True)
class PageContent:
    """The content of a page: its words in drawing order, and its horizontal rules."""

    words: list[Word] = field(default_factory=list)
    rules: list[HorizontalRule] = field(default_factory=list)


def extract_page(page: Any) -> PageContent:
    """Return the content of a page, without text that is not upright, such as a watermark."""
    contents = page.get("/Contents")
    interpreter = _Interpreter(page.pdf)
    if contents is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        resources = page.get_inherited("/Resources", {}).get_object()
        interpreter.interpret(stream, resources, _ROTATIONS[int(page.rotation) % 360 // 90])
    words = [replace(word, text=_INVISIBLE.sub("", word.text.translate(_LETTERS))) for word in interpreter.words]
    words = [word for word in words if word.text]
    return PageContent([*words, *_drawn_bullets(words, interpreter.dots)], interpreter.rules)


def _drawn_bullets(words: Sequence[Word], dots: Sequence[tuple[float, float, float]]) -> Iterator[Word]:
    """Yield the bullet signs that are drawn as dots, each as a word before the next word on its line."""
    for left, right, middle in dots:
        level = [word for word in words if 0 <= middle - word.base <= _HIGH * word.size and word.left >= right]
        after = min(level, key=lambda word: word.left, default=None)
        if after is not None and after.left - right <= _NEAR * after.size:
            yield Word("•", left, right, after.base, after.size, bold=False)


class _PageFont:
    """A font of a page."""

    def __init__(self, resource: Any) -> None:
        self._font = Font.from_font_resource(resource)
        self._codes = self._font.encoding if isinstance(self._font.encoding, dict) else None
        if not self._font.character_widths.get(self._font.space_char):
            self._font.space_width = self._font.space_width or _USUAL_SPACE
        self.bold = any(word in self._font.name.casefold() for word in _BOLD)

    def glyphs(self, string: bytes) -> Iterator[tuple[str, float, bool]]:
        """Yield the letters of each code of a string, its width in sizes of the font, and whether it is spaced out."""
        for code, letter in self._letters(string):
            text = str(self._font.character_map.get(letter, letter))
            space = code == self._font.space_char
            width = float(self._font.space_width if space else self._font.get_text_width(code))
            yield text, width / _THOUSAND, self._codes is not None and code == " "

    def _letters(self, string: bytes) -> Iterator[tuple[str, str]]:
        """Yield each code, by which widths are looked up, with its letter in the encoding."""
        if self._codes is not None:
            yield from ((chr(byte), self._codes.get(byte, chr(byte))) for byte in string)
            return
        encoding = str(self._font.encoding)
        try:
            codes = string.decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = string.decode(encoding, "replace")
        yield from ((code, code) for code in codes)


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state: how text is drawn; `q` saves it and `Q` restores it."""

    matrix: _Matrix = _IDENTITY
    font: _PageFont | None = None
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Interpreter:
    """Interprets the operators of one page."""

    def __init__(self, pdf: Any) -> None:
        self.words: list[Word] = []
        self.rules: list[HorizontalRule] = []
        self.dots: list[tuple[float, float, float]] = []
        self._pdf = pdf
        self._state = _State()
        self._stack: list[_State] = []
        self._line = self._text = _IDENTITY
        self._fonts: dict[int, _PageFont] = {}
        self._resources: Any = {}
        self._artifacts: list[bool] = []
        self._paths: list[list[tuple[float, float]]] = []
        self._depth = 0
        self._space = False
        self._operators: Mapping[bytes, Callable[..., object]] = {
            b"q": lambda *_: self._stack.append(self._state),
            b"Q": lambda *_: self._restore(),
            b"cm": lambda *six: self._set(matrix=_multiply(_six(six), self._state.matrix)),
            b"BT": lambda *_: self._move_to(_IDENTITY),
            b"Tm": lambda *six: self._move_to(_six(six)),
            b"Td": self._move_on,
            b"TD": self._move_with_leading,
            b"T*": lambda *_: self._move_on(0.0, -self._state.leading),
            b"Tf": self._choose_font,
            b"Tj": self._show,
            b"TJ": self._show_all,
            b"'": self._show_below,
            b'"': self._show_spaced,
            b"Do": self._draw_form,
            b"BMC": lambda tag, *_: self._artifacts.append(str(tag) == "/Artifact"),
            b"BDC": lambda tag, *_: self._artifacts.append(str(tag) == "/Artifact"),
            b"EMC": lambda *_: self._artifacts.pop() if self._artifacts else None,
            b"m": lambda *point: self._paths.append([self._point(point)]),
            b"l": lambda *point: self._add_to_path(point),
            b"c": lambda *points: self._add_to_path(points),
            b"v": lambda *points: self._add_to_path(points),
            b"y": lambda *points: self._add_to_path(points),
            b"re": self._add_rectangle,
            b"n": lambda *_: self._paths.clear(),
        }

    def interpret(self, stream: ContentStream, resources: Any, matrix: _Matrix) -> None:
        """Interpret the operators of a page, or of a form that it draws."""
        before = self._resources, self._state, self._stack
        self._resources, self._stack = resources, []
        self._set(matrix=matrix)
        for operands, operator in stream.operations:
            if operator in _SETTINGS:
                name, scale = _SETTINGS[operator]
                self._set(**{name: float(operands[0]) * scale})
            elif operator in _STROKES | _FILLS:
                self._paint(stroked=operator in _STROKES)
            elif operator in self._operators:
                self._operators[operator](*operands)
        self._resources, self._state, self._stack = before

    def _set(self, **settings: Any) -> None:
        self._state = replace(self._state, **settings)

    def _restore(self) -> None:
        self._state = self._stack.pop() if self._stack else self._state

    def _move_to(self, matrix: _Matrix) -> None:
        self._line = self._text = matrix

    def _move_on(self, right: Any, up: Any) -> None:
        self._move_to(_multiply((1.0, 0.0, 0.0, 1.0, float(right), float(up)), self._line))

    def _move_with_leading(self, right: Any, up: Any) -> None:
        self._set(leading=-float(up))
        self._move_on(right, up)

    def _choose_font(self, name: Any, size: Any) -> None:
        fonts = self._resource("/Font")
        resource = fonts[name].get_object() if name in fonts else None
        if resource is not None and id(resource) not in self._fonts:
            self._fonts[id(resource)] = _PageFont(resource)
        self._set(font=self._fonts.get(id(resource)), size=float(size))

    def _resource(self, kind: str) -> Any:
        return self._resources[kind].get_object() if kind in self._resources else {}

    def _show_spaced(self, word_space: Any, letter_space: Any, string: Any) -> None:
        self._set(word_space=float(word_space), letter_space=float(letter_space))
        self._show_below(string)

    def _show_below(self, string: Any) -> None:
        self._move_on(0.0, -self._state.leading)
        self._show(string)

    def _show_all(self, items: Any) -> None:
        for item in items:
            if isinstance(item, int | float):
                self._advance(-float(item) / _THOUSAND * self._state.size * self._state.stretch)
            else:
                self._show(item)

    def _show(self, string: Any) -> None:
        state = self._state
        encoded = string if isinstance(string, bytes) else getattr(string, "original_bytes", b"")
        for text, width, spaced in state.font.glyphs(encoded) if state.font else ():
            self._add_glyph(text, width)
            space = state.word_space if spaced else 0.0
            self._advance((width * state.size + state.letter_space + space) * state.stretch)

    def _advance(self, distance: float) -> None:
        self._text = _multiply((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._text)

    def _add_glyph(self, text: str, width: float) -> None:
        """Add a glyph at its position: to the end of the last word, or as the start of another."""
        if text.isspace() or not text:
            self._space = self._space or bool(text)
            return
        state, matrix = self._state, _multiply(self._text, self._state.matrix)
        size = state.size * hypot(matrix[2], matrix[3])
        if matrix[3] <= abs(matrix[1]) or matrix[0] <= 0 or size < _SMALLEST:  # upright text alone
            return
        left, base = _transform(matrix, 0.0, state.rise)
        right, _ = _transform(matrix, width * state.size * state.stretch, state.rise)
        bold = bool(state.font and state.font.bold)
        word = Word(text, left, right, base, size, bold, spaced=self._space, is_artifact=any(self._artifacts))
        last = self.words[-1] if self.words else None
        if last is not None and not self._space and word.continues(last):
            last.text, last.right = last.text + text, right
        else:
            self.words.append(word)
        self._space = False

    def _draw_form(self, name: Any) -> None:
        """Interpret a form; pictures contain no text."""
        forms = self._resource("/XObject")
        form = forms[name].get_object() if name in forms else {}
        if form.get("/Subtype") != "/Form" or self._depth >= _DEEPEST:
            return
        self._depth += 1
        matrix = _multiply(_six(form.get("/Matrix", _IDENTITY)), self._state.matrix)
        resources = form["/Resources"].get_object() if "/Resources" in form else self._resources
        self.interpret(ContentStream(form, self._pdf, "bytes"), resources, matrix)
        self._depth -= 1

    def _point(self, point: Sequence[Any]) -> tuple[float, float]:
        return _transform(self._state.matrix, float(point[0]), float(point[1]))

    def _add_to_path(self, points: Sequence[Any]) -> None:
        if self._paths:
            self._paths[-1] += map(self._point, zip(points[::2], points[1::2], strict=True))

    def _add_rectangle(self, *operands: Any) -> None:
        x, y, width, height = (float(operand) for operand in operands[:4])
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self._paths.append([*map(self._point, corners)])

    def _paint(self, *, stroked: bool) -> None:
        """Take a thin path as a rule, as each horizontal side of a stroked one; and a small one as a dot."""
        for path in self._paths:
            xs, ys = [x for x, _ in path], [y for _, y in path]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            sides = [path] if height <= _THIN else pairwise(path) if stroked else ()
            for side in sides:
                (left, base), (right, top) = min(side), max(side)
                if abs(base - top) <= _THIN and right - left >= _LONG:
                    self.rules.append(HorizontalRule(left, right, (base + top) / 2))
            if _DOT[0] <= width <= _DOT[1] and abs(width - height) <= 0.2 * width:
                self.dots.append((min(xs), max(xs), (max(ys) + min(ys)) / 2))
        self._paths = []


def _multiply(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """Return the product of two matrices, which applies the inner one first; ISO 32000-1, 8.3.4."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _transform(matrix: _Matrix, right: float, up: float) -> tuple[float, float]:
    """Return the position of a point on the page."""
    a, b, c, d, e, f = matrix
    return a * right + c * up + e, b * right + d * up + f


def _six(operands: Sequence[Any]) -> _Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)
