"""The content of a paper, independent of its format: headings, text, lists, tables, figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.language import Language
from reports.content.office import Logo


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in a paper; nothing in it is markup.

    `language` is set where it differs from the paper's: English free text in a Welsh paper.
    """

    words: str
    strong: bool = False
    muted: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status as a mark: its shape, letter, colours and word, so that colour never stands alone.

    Attributes:
        word: the status in the paper's language.
        shape: the name from `Scale.shape`; "" for a mark that is not a status.
        fill: the colour of the shape as `#rrggbb`; `ink` that of the letter on it; `edge` that of its line.
        inferred: whether the status was inferred: its edge is dashed.
    """

    word: str
    letter: str
    shape: str
    fill: str
    ink: str
    edge: str
    inferred: bool = False


Span = Text | StatusMark
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `keep_with_next` keeps it on the page where the next block begins."""

    spans: Spans
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bullet list."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and one header row; the first column is a header too where it names the rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    first_column_is_header: bool = True
    widths: tuple[float, ...] = ()
    """The widths of the columns, as shares; empty for equal widths."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its alternative text and caption; a table in the same paper has its numbers."""

    svg: str
    alt: str
    caption: str


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        subtitle: the lines below the title: the month, and what is selected.
        footer: the text at the foot of every page: data as at, version, publisher.
        page_number_pattern: the text of the page number, with `{page}` and `{pages}`.
        publisher: the author in the properties of the file.
        logo: the logo of the office, above the title; None for none.
    """

    title: str
    subtitle: tuple[str, ...]
    language: Language
    footer: str
    page_number_pattern: str
    blocks: Sequence[Block]
    publisher: str = ""
    logo: Logo | None = None


def text_spans(text: str, *, strong: bool = False, muted: bool = False, language: Language | None = None) -> Spans:
    """Return a text as spans."""
    return (Text(text, strong=strong, muted=muted, language=language),)
