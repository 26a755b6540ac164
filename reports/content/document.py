"""What a paper consists of, whatever format it is written in: headings, text, lists, tables, figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.language import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Some words of a paper. Nothing in them is ever markup.

    `language` is that of the words where it is not the paper's own: free text of a workbook in a Welsh paper.
    """

    words: str
    strong: bool = False
    muted: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status as a small mark: its shape, its letter and its colours, never a colour alone, with its word.

    Attributes:
        word: the status in the paper's language, which is always readable beside the mark or as its text.
        shape: as `Scale.shape` names it; `dash` for what has no status.
        fill: the colour of the shape as `#rrggbb`; `ink` that of the letter on it; `edge` that of its line.
        inferred: whether it was inferred: a dashed edge, and said in words.
        said: the words that a screen reader speaks.
    """

    word: str
    letter: str
    shape: str
    fill: str
    ink: str
    edge: str
    inferred: bool = False
    spoken: str = ""
    alone: bool = False
    """Whether the mark stands without its word beside it, as in a matrix; the word is its alternative text then."""


Span = Text | StatusMark
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that `leads` to what follows stands on the same page as the beginning of that."""

    spans: Spans
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title, one row of headings, and where the first column names its rows, headings there too."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    first_column_is_header: bool = True
    widths: tuple[float, ...] = ()
    """How wide the columns are, as shares; even where none are given."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it says in words; its numbers stand in a table beside it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A paper.

    Attributes:
        subtitle: the lines below the title: what it is about, the date.
        furniture: what every page says at its foot: data as at, version, publisher.
        page_words: how a page is numbered, with `{page}` and `{pages}`.
        publisher: who stands behind it, for the properties of the file.
    """

    title: str
    subtitle: tuple[str, ...]
    language: Language
    footer: str
    page_number_pattern: str
    blocks: Sequence[Block]
    publisher: str = ""


def text_spans(text: str, *, strong: bool = False, muted: bool = False, language: Language | None = None) -> Spans:
    """Return plain words as spans."""
    return (Text(text, strong=strong, muted=muted, language=language),)
