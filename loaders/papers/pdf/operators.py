"""Following what a page of a PDF draws: which letters, where and how large; ISO 32000-1, 9.4."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from pypdf.generic import ContentStream

from loaders.papers.pdf.fonts import Glyph, PageFont
from loaders.papers.pdf.geometry import IDENTITY, Matrix, PathReader, multiply, transform_point
from loaders.papers.pdf.page_content import PageContent, Word

_SMALLEST = 0.5
"""Text that is smaller than so many points is not seen."""
_DEEPEST = 8
"""How deep forms, which a page draws as a picture of text, may lie within one another."""


@dataclass(frozen=True, slots=True)
class _State:
    """How text is drawn: what `q` keeps and `Q` brings back."""

    matrix: Matrix
    font: PageFont | None = None
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


_SETTINGS: Mapping[bytes, tuple[str, float]] = {
    b"Tc": ("letter_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}


class ContentInterpreter:
    """Follows the operators of one page."""

    def __init__(self, shown: PageContent, pdf: Any) -> None:
        self._shown = shown
        self._pdf = pdf
        self._state = _State(IDENTITY)
        self._kept: list[_State] = []
        self._line = self._text = IDENTITY
        self._fonts: dict[int, PageFont] = {}
        self._resources: Any = {}
        self._marks: list[bool] = []
        self._paths = PathReader(shown.rules, shown.dots)
        self._depth = 0
        self._space = False
        self._operators: Mapping[bytes, Callable[[Sequence[Any]], None]] = {
            b"q": lambda _: self._kept.append(self._state),
            b"Q": lambda _: self._restore(),
            b"cm": lambda given: self._set(matrix=multiply(_six(given), self._state.matrix)),
            b"BT": lambda _: self._move_to(IDENTITY),
            b"Tm": lambda given: self._move_to(_six(given)),
            b"Td": lambda given: self._move_on(float(given[0]), float(given[1])),
            b"TD": self._move_with_leading,
            b"T*": lambda _: self._move_on(0.0, -self._state.leading),
            b"Tf": self._choose_font,
            b"Tj": lambda given: self._show(given[0]),
            b"TJ": self._show_all,
            b"'": self._show_below,
            b'"': self._show_spaced,
            b"Do": self._draw_form,
            b"BMC": self._mark,
            b"BDC": self._mark,
            b"EMC": lambda _: self._unmark(),
        }

    def interpret(self, stream: ContentStream, resources: Any, matrix: Matrix) -> None:
        """Follow the operators of a page or of a form that it draws."""
        around, state, kept = self._resources, self._state, self._kept
        self._resources, self._kept = resources, []
        self._set(matrix=matrix)
        for operands, operator in stream.operations:
            if operator in _SETTINGS:
                name, scale = _SETTINGS[operator]
                self._set(**{name: float(operands[0]) * scale})
            elif operator in self._operators:
                self._operators[operator](operands)
            else:
                self._paths.follow(operator, operands, self._state.matrix)
        self._resources, self._state, self._kept = around, state, kept

    def _set(self, **settings: Any) -> None:
        self._state = replace(self._state, **settings)

    def _restore(self) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def _move_to(self, matrix: Matrix) -> None:
        self._line = self._text = matrix

    def _move_on(self, right: float, up: float) -> None:
        self._move_to(multiply((1.0, 0.0, 0.0, 1.0, right, up), self._line))

    def _move_with_leading(self, given: Sequence[Any]) -> None:
        self._set(leading=-float(given[1]))
        self._move_on(float(given[0]), float(given[1]))

    def _choose_font(self, given: Sequence[Any]) -> None:
        fonts = self._resource("/Font")
        resource = fonts[given[0]].get_object() if given[0] in fonts else None
        if resource is not None and id(resource) not in self._fonts:
            self._fonts[id(resource)] = PageFont(resource)
        self._set(font=self._fonts.get(id(resource)), size=float(given[1]))

    def _resource(self, kind: str) -> Any:
        return self._resources[kind].get_object() if kind in self._resources else {}

    def _mark(self, given: Sequence[Any]) -> None:
        self._marks.append(str(given[0]) == "/Artifact")

    def _unmark(self) -> None:
        if self._marks:
            self._marks.pop()

    def _show_below(self, given: Sequence[Any]) -> None:
        self._move_on(0.0, -self._state.leading)
        self._show(given[0])

    def _show_spaced(self, given: Sequence[Any]) -> None:
        self._set(word_space=float(given[0]), letter_space=float(given[1]))
        self._show_below(given[2:])

    def _show_all(self, given: Sequence[Any]) -> None:
        for one in given[0]:
            if isinstance(one, int | float):
                self._advance(-float(one) / 1000.0 * self._state.size * self._state.stretch)
            else:
                self._show(one)

    def _show(self, string: Any) -> None:
        if self._state.font is None:
            return
        written = string if isinstance(string, bytes) else getattr(string, "original_bytes", b"")
        for glyph in self._state.font.glyphs(written):
            state = self._state
            self._put(glyph)
            space = state.word_space if glyph.is_space else 0.0
            self._advance((glyph.width * state.size + state.letter_space + space) * state.stretch)

    def _advance(self, distance: float) -> None:
        self._text = multiply((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._text)

    def _put(self, glyph: Glyph) -> None:
        """Put a glyph where it stands: behind the word before, or as the first of another."""
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
        bold, aside = bool(state.font and state.font.bold), any(self._marks)
        last = self._shown.words[-1] if self._shown.words else None
        new = Word(glyph.text, left, right, base, size, bold, spaced=self._space, is_artifact=aside)
        if last is not None and not self._space and new.continues(last):
            last.text, last.right = last.text + glyph.text, right
        else:
            self._shown.words.append(new)
        self._space = False

    def _draw_form(self, given: Sequence[Any]) -> None:
        """Draw a form where it is one: pictures hold no text."""
        forms = self._resource("/XObject")
        form = forms[given[0]].get_object() if given[0] in forms else {}
        if form.get("/Subtype") != "/Form" or self._depth >= _DEEPEST:
            return
        self._depth += 1
        matrix = multiply(_six(form.get("/Matrix", IDENTITY)), self._state.matrix)
        resources = form["/Resources"].get_object() if "/Resources" in form else self._resources
        self.interpret(ContentStream(form, self._pdf, "bytes"), resources, matrix)
        self._depth -= 1


def _six(given: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in given)
    return (a, b, c, d, e, f)
