"""Extract the content of a page of a PDF: its words, with ligatures and special hyphens as plain letters."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from pypdf.generic import ContentStream
from pypdf.generic._font import Font  # how pypdf itself decodes strings; it offers the widths in no other way

from loaders.papers.pdf.geometry import IDENTITY, ROTATIONS, Matrix, PathReader, multiply, transform_point
from loaders.papers.pdf.page_content import PageContent, Word

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-")
)
"""Ligatures, and hyphens of other kinds: a soft hyphen that is drawn is a hyphen."""
_HIGH, _NEAR = 0.7, 3.0
"""The dot of a list item is at most this high above its base line, and this far from its text, in sizes of its font."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""Characters without a width, and half surrogates, which no file can contain."""
_SMALLEST = 0.5
"""Text that is smaller than this many points is invisible."""
_DEEPEST = 8
"""The most depth of nested forms, which a page draws as pictures of text."""
_SETTINGS: Mapping[bytes, tuple[str, float]] = {
    b"Tc": ("letter_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}
_THOUSAND = 1000.0
_SPACE = 32
_USUAL_SPACE = 250.0
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Glyph:
    """The glyph of one code of a string.

    Attributes:
        text: its letters: several for a ligature.
        width: its advance, in sizes of the font.
        is_space: whether word spacing is added behind it.
    """

    text: str
    width: float
    is_space: bool


class PageFont:
    """A font of a page."""

    def __init__(self, resource: Any) -> None:
        self._font = Font.from_font_resource(resource)
        self._codes = self._font.encoding if isinstance(self._font.encoding, dict) else None
        if not self._font.character_widths.get(self._font.space_char):
            self._font.space_width = self._font.space_width or _USUAL_SPACE
        self.bold = any(word in self._font.name.casefold() for word in _BOLD)

    def glyphs(self, string: bytes) -> Iterator[Glyph]:
        """Yield the glyphs of a string, code by code."""
        for code, letter in self._letters(string):
            text = str(self._font.character_map.get(letter, letter))
            is_space = code == self._font.space_char
            width = self._font.space_width if is_space else self._font.get_text_width(code)
            yield Glyph(text, float(width) / _THOUSAND, self._codes is not None and code == chr(_SPACE))

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

    matrix: Matrix
    font: PageFont | None = None
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class ContentInterpreter:
    """Interprets the operators of one page."""

    def __init__(self, content: PageContent, pdf: Any) -> None:
        self._content = content
        self._pdf = pdf
        self._state = _State(IDENTITY)
        self._state_stack: list[_State] = []
        self._line = self._text = IDENTITY
        self._fonts: dict[int, PageFont] = {}
        self._resources: Any = {}
        self._artifact_marks: list[bool] = []
        self._paths = PathReader(content.rules, content.dots)
        self._depth = 0
        self._space = False
        self._operators: Mapping[bytes, Callable[[Sequence[Any]], None]] = {
            b"q": lambda _: self._state_stack.append(self._state),
            b"Q": lambda _: self._restore(),
            b"cm": lambda operands: self._set(matrix=multiply(_six(operands), self._state.matrix)),
            b"BT": lambda _: self._move_to(IDENTITY),
            b"Tm": lambda operands: self._move_to(_six(operands)),
            b"Td": lambda operands: self._move_on(float(operands[0]), float(operands[1])),
            b"TD": self._move_with_leading,
            b"T*": lambda _: self._move_on(0.0, -self._state.leading),
            b"Tf": self._choose_font,
            b"Tj": lambda operands: self._show(operands[0]),
            b"TJ": self._show_all,
            b"'": self._show_below,
            b'"': self._show_spaced,
            b"Do": self._draw_form,
            b"BMC": self._begin_marked_content,
            b"BDC": self._begin_marked_content,
            b"EMC": lambda _: self._end_marked_content(),
        }

    def interpret(self, stream: ContentStream, resources: Any, matrix: Matrix) -> None:
        """Interpret the operators of a page, or of a form that it draws."""
        resources_before, state, stack = self._resources, self._state, self._state_stack
        self._resources, self._state_stack = resources, []
        self._set(matrix=matrix)
        for operands, operator in stream.operations:
            if operator in _SETTINGS:
                name, scale = _SETTINGS[operator]
                self._set(**{name: float(operands[0]) * scale})
            elif operator in self._operators:
                self._operators[operator](operands)
            else:
                self._paths.follow(operator, operands, self._state.matrix)
        self._resources, self._state, self._state_stack = resources_before, state, stack

    def _set(self, **settings: Any) -> None:
        self._state = replace(self._state, **settings)

    def _restore(self) -> None:
        if self._state_stack:
            self._state = self._state_stack.pop()

    def _move_to(self, matrix: Matrix) -> None:
        self._line = self._text = matrix

    def _move_on(self, right: float, up: float) -> None:
        self._move_to(multiply((1.0, 0.0, 0.0, 1.0, right, up), self._line))

    def _move_with_leading(self, operands: Sequence[Any]) -> None:
        self._set(leading=-float(operands[1]))
        self._move_on(float(operands[0]), float(operands[1]))

    def _choose_font(self, operands: Sequence[Any]) -> None:
        fonts = self._resource("/Font")
        resource = fonts[operands[0]].get_object() if operands[0] in fonts else None
        if resource is not None and id(resource) not in self._fonts:
            self._fonts[id(resource)] = PageFont(resource)
        self._set(font=self._fonts.get(id(resource)), size=float(operands[1]))

    def _resource(self, kind: str) -> Any:
        return self._resources[kind].get_object() if kind in self._resources else {}

    def _begin_marked_content(self, operands: Sequence[Any]) -> None:
        self._artifact_marks.append(str(operands[0]) == "/Artifact")

    def _end_marked_content(self) -> None:
        if self._artifact_marks:
            self._artifact_marks.pop()

    def _show_below(self, operands: Sequence[Any]) -> None:
        self._move_on(0.0, -self._state.leading)
        self._show(operands[0])

    def _show_spaced(self, operands: Sequence[Any]) -> None:
        self._set(word_space=float(operands[0]), letter_space=float(operands[1]))
        self._show_below(operands[2:])

    def _show_all(self, operands: Sequence[Any]) -> None:
        for item in operands[0]:
            if isinstance(item, int | float):
                self._advance(-float(item) / 1000.0 * self._state.size * self._state.stretch)
            else:
                self._show(item)

    def _show(self, string: Any) -> None:
        if self._state.font is None:
            return
        encoded = string if isinstance(string, bytes) else getattr(string, "original_bytes", b"")
        for glyph in self._state.font.glyphs(encoded):
            state = self._state
            self._add_glyph(glyph)
            space = state.word_space if glyph.is_space else 0.0
            self._advance((glyph.width * state.size + state.letter_space + space) * state.stretch)

    def _advance(self, distance: float) -> None:
        self._text = multiply((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._text)

    def _add_glyph(self, glyph: Glyph) -> None:
        """Add a glyph at its position: to the end of the last word, or as the start of another."""
        if glyph.text.isspace() or not glyph.text:
            self._space = self._space or bool(glyph.text)
            return
        state = self._state
        matrix = multiply(self._text, state.matrix)
        if matrix[3] <= abs(matrix[1]) or matrix[0] <= 0:  # upright text alone: a watermark stands aslant
            return
        left, base = transform_point(matrix, 0.0, state.rise)
        right, _ = transform_point(matrix, glyph.width * state.size * state.stretch, state.rise)
        size = state.size * hypot(matrix[2], matrix[3])
        if size < _SMALLEST:
            return
        bold, is_artifact = bool(state.font and state.font.bold), any(self._artifact_marks)
        last = self._content.words[-1] if self._content.words else None
        new = Word(glyph.text, left, right, base, size, bold, spaced=self._space, is_artifact=is_artifact)
        if last is not None and not self._space and new.continues(last):
            last.text, last.right = last.text + glyph.text, right
        else:
            self._content.words.append(new)
        self._space = False

    def _draw_form(self, operands: Sequence[Any]) -> None:
        """Interpret a form; pictures contain no text."""
        forms = self._resource("/XObject")
        form = forms[operands[0]].get_object() if operands[0] in forms else {}
        if form.get("/Subtype") != "/Form" or self._depth >= _DEEPEST:
            return
        self._depth += 1
        matrix = multiply(_six(form.get("/Matrix", IDENTITY)), self._state.matrix)
        resources = form["/Resources"].get_object() if "/Resources" in form else self._resources
        self.interpret(ContentStream(form, self._pdf, "bytes"), resources, matrix)
        self._depth -= 1


def extract_page(page: Any) -> PageContent:
    """Return the content of a page, without text that is not upright, such as a watermark."""
    contents = page.get("/Contents")
    content = PageContent()
    if contents is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        resources = page.get_inherited("/Resources", {}).get_object()
        ContentInterpreter(content, page.pdf).interpret(stream, resources, ROTATIONS[int(page.rotation) % 360 // 90])
    for word in content.words:
        word.text = _INVISIBLE.sub("", word.text.translate(_LETTERS))
    content.words = [word for word in content.words if word.text]
    content.words += _drawn_bullets(content)
    return content


def _drawn_bullets(content: PageContent) -> list[Word]:
    """Return the bullet signs that are drawn as dots, each as a word before the next word on its line."""
    bullets: list[Word] = []
    for dot in content.dots:
        level = [word for word in content.words if 0 <= dot.middle - word.base <= _HIGH * word.size]
        after = min((word for word in level if word.left >= dot.right), key=lambda word: word.left, default=None)
        if after is not None and after.left - dot.right <= _NEAR * after.size:
            bullets.append(Word("•", dot.left, dot.right, after.base, after.size, bold=False))
    return bullets


def _six(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)
