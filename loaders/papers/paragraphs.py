"""The paragraphs of a paper: its text without headers, footers, contents and footnotes, its wrapped lines joined."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil
from statistics import median

from loaders.papers.line import UPDATES, Line, PaperHeading, PaperPart, heading_of, parse_fact, parse_review_fact
from model.language import normalise_space

BULLET = re.compile(
    r"^\s*(?:(?:[•●▪◦‣∙·○■□❑❖➢➤✓\uf000-\uf0ff§Øü*–—-]|o(?=\s)|[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)+(?=\S)"
)
"""The bullet sign of a point: of any kind, a number or a letter with a full stop or a bracket, also doubled.

A PDF gives the signs of symbol fonts, which Word puts before its lists, as U+F000 to U+F0FF or as other characters.
"""
_OF = re.compile(r"\s*o\s+[a-zâêîôûŵŷ]")
"""The Welsh word for "of", or a bullet sign before a small letter."""
REQUIRES = re.compile(r"\b(?:should|must|shall|needs? to|is to|are to|dylai|dylid|rhaid)\b", re.IGNORECASE)
"""A verb of the sentence that recommends something; a title has none."""

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_SPLIT_WORD_END = re.compile(r"(?<!\w)(\w++)(?:-|\u00ad)$")
_WORD = re.compile(r"\w+(?:-\w+)+|\w+")
_SPLIT_WORD = re.compile(r"(?<!\w)(\w++)[-\u00ad]\n([a-zŵŷâêîôûáéíóú]+)")
_SPLIT_AT_HYPHEN = re.compile(r"-\n(?=[a-zŵŷâêîôûáéíóú])")
_SPLIT_WORD_START = re.compile(r"^[a-zŵŷâêîôûáéíóú]+")
_OPEN_END = re.compile(
    r"(?:[,/&]|\b(?:and|or|of|to|in|the|an?|for|with|by|per|from|on|at|as|see|under|that|which|its|their"
    r"|ac?|neu|i|o|yn|yr?|gan|gyda|gan|dan|fel|sy'n|eu))$",
    re.IGNORECASE,
)
"""The end of a line that cannot be the end of a sentence or a heading."""
_BETWEEN = {"and", "or", "to", "a", "neu", "i"}
"""Words that may follow a word which itself ends with a hyphen: "short- and long-term"."""
_LONG = 130
"""A text with lines longer than this has a paragraph on each line, and is not wrapped."""
_FULL, _LEAST_FULL = 0.6, 40
"""A line ends early if it is shorter than this share of the full width; a full line has at least so many letters."""
_TAIL = 200
"""The end of a text is judged by this many letters: a point may grow to thousands of lines."""
_SAME_POSITION = 2.0
"""Two left edges at most this many points apart are aligned."""
_SOFT_HYPHEN = "\u00ad"
"""The character that some programs write where they split a word at the end of a line; it is no letter of the word."""
_MOST_LINES, _MOST_LETTERS = 4, 2_000
"""The most lines of a heading, and the most letters of the text behind a recommendation's number that are looked at."""
_LONG_HEADINGS = (PaperPart.AGENCIES, PaperPart.THEME)
"""Parts whose headings may be long enough to wrap; the others are short."""

_ENTRY = re.compile(r"(?P<name>.+?)(?:\s*(?:\.\s?){3,}|\s*…+|\t+|\s{2,}|\s)\s*\d{1,3}")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|tudalen|p\.|t\.)\s*)?\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S.*", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_LEAST_PAGES, _NEARLY_ALL = 3, 0.8
_ENTRIES = (PaperPart.RECOMMENDATION, *UPDATES, PaperPart.MONITORING, PaperPart.STATUS)


@dataclass(slots=True)
class BodyText:
    """The body text of a paper, without its headers and footers.

    Attributes:
        lines: the lines of the body text, in order.
        footnotes: the lines of footnotes, which belong to no entry.
        contents: the headings that the table of contents lists, in lower case.
    """

    lines: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)


def extract_body_text(lines: Sequence[Line]) -> BodyText:
    """Return the body text of a paper, without its table of contents, page numbers, headers, footers and footnotes."""
    body = BodyText()
    in_contents = False
    before: Line | None = None
    for line in lines:
        if line.header_footer or is_page_number(line.text):
            continue
        heading = heading_of(line)
        if heading is not None and heading.part is PaperPart.CONTENTS:
            in_contents = True
        elif in_contents and (entry := _ENTRY.fullmatch(line.text.strip())):
            body.contents.add(entry["name"].strip(" .…").casefold())
        elif _FOOTNOTE.fullmatch(line.text) or (
            body.footnotes and before is body.footnotes[-1] and heading is None and _continues_footnote(before, line)
        ):
            body.footnotes.append(line)
        else:
            in_contents = False
            body.lines.append(line)
        before = line
    return body


def _continues_footnote(footnote: Line, line: Line) -> bool:
    alike = line.small == footnote.small and not (line.after_gap or footnote.whole_paragraph or line.heading)
    return alike and not BULLET.match(line.text)


def find_headers_footers(lines: Sequence[Line]) -> list[Line]:
    """Return the running headers and footers among the lines of pages, in order.

    They come first or last on at least three pages, ignoring numbers, and on at least half of them; a line that reads
    like the heading of an entry or a labelled fact, on nearly all of them, for tables repeat their headings on every
    page, and recommendations may have the same facts.
    """
    pages = len({line.page for line in lines if line.page})
    around = [None, None, *(line.page for line in lines), None, None]
    edges = [
        line
        for index, line in enumerate(lines)
        if line.page and (around[index] != line.page or around[index + 4] != line.page)
    ]

    def pattern(line: Line) -> str:
        return _DIGITS.sub("0", normalise_space(line.text).casefold())

    def least(line: Line) -> int:
        heading = heading_of(line)
        begins = (heading is not None and heading.part in _ENTRIES) or parse_fact(line.text) is not None
        return max(_LEAST_PAGES, ceil(pages * _NEARLY_ALL) if begins else pages // 2)

    counted = Counter(map(pattern, edges))
    return [line for line in edges if counted[pattern(line)] >= least(line)]


def is_page_number(text: str) -> bool:
    """Return whether a line is a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(normalise_space(text)))


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence or a heading of a list does."""
    return bool(_SENTENCE_END.search(text[-_TAIL:].rstrip()))


def is_open_end(text: str) -> bool:
    """Return whether a text ends with a word or a sign that another one must follow: "reported by HMCTS and"."""
    return bool(_OPEN_END.search(text[-_TAIL:].rstrip()) or _SPLIT_WORD_END.search(text[-_TAIL:].rstrip()))


def is_item(line: Line, last: Line | None = None) -> bool:
    """Return whether a line is an item of a list, by its format or its sign.

    After `last`, an open sentence that begins no such item, an "o" before a small letter is the Welsh word.
    """
    if last is not None and _OF.match(line.text) and not _OF.match(last.text) and not ends_sentence(last.text):
        return line.item
    return line.item or BULLET.match(line.text) is not None


class LineJoiner:
    """Joins the lines of one paper into paragraphs, by whether it is wrapped and whether its points end as sentences.

    `is_status` says of a text whether it is nothing but a status, which stands on a line by itself.
    """

    def __init__(self, lines: Sequence[Line], is_status: Callable[[str], bool]) -> None:
        texts = [line.text.strip() for line in lines]
        self._is_status = is_status
        self._wrapped = not any(len(text) > _LONG for text in texts)
        full = [len(text) for text in texts if len(text) > _LEAST_FULL]
        self._width = median(sorted(full)[-max(1, len(full) // 4) :]) if full else 80
        bullets = [text for text in texts if BULLET.match(text)]
        self._sentences = sum(map(ends_sentence, bullets)) * 2 >= len(bullets)
        text = "\n".join(texts)
        self._words = set(_WORD.findall(_SPLIT_WORD.sub(" ", text).casefold()))  # without the parts of split words
        split = [(first.casefold(), rest) for first, rest in _SPLIT_WORD.findall(text)]
        joined = [first + rest in self._words for first, rest in split]
        hyphenated = [f"{first}-{rest}" in self._words for first, rest in split]
        soft = f"{_SOFT_HYPHEN}\n" in text  # then every other hyphen is a word's own
        self._splits_words = not soft and sum(joined) > sum(hyphenated)

    def paragraphs(self, lines: Sequence[Line]) -> list[Line]:
        """Return the paragraphs of lines, in order, each as a line with the lines that were joined to it."""
        paragraphs: list[Line] = []
        index = 0
        while index < len(lines):
            count = _wrapped_heading_lines(lines, index)
            paragraph = _join_heading(lines[index : index + count])
            last, index = lines[index + count - 1], index + count
            joined, heading = [*paragraph.joined], heading_of(paragraph)
            while index < len(lines) and self._continues(paragraph, heading, last, lines[index : index + 2]):
                line = lines[index]
                text = self._join(paragraph.text, BULLET.sub("", line.text) if is_item(line, last) else line.text)
                last = line
                joined.append(last)
                paragraph = replace(paragraph, text=text, space_after=last.space_after)
                index += 1
            paragraphs.append(replace(paragraph, joined=tuple(joined)) if joined else paragraph)
        return paragraphs

    def _continues(self, paragraph: Line, heading: PaperHeading | None, last: Line, lines: Sequence[Line]) -> bool:
        """Return whether the first of some lines continues a paragraph, which may be a heading and ends with `last`.

        It does if it begins nothing and either is aligned with the text behind the paragraph's sign, follows at once in
        a wrapped text, begins with a small letter, or a point has not ended as a sentence does; after the end of a page
        also if that is a full line with the same left edge.
        """
        line, *after = lines
        if is_item(line, last):
            return bool(after) and _is_split(paragraph, last, line, after[0])
        if heading is not None:
            return self._continues_heading(paragraph, heading, last, line)
        if found := heading_of(line):
            certain = found.part is PaperPart.STATUS and self._is_status(found.words)
            begins = line.after_gap or line.heading or line.whole_paragraph or paragraph.heading
            return not (certain or begins or ends_sentence(paragraph.text))
        if _is_fact(line) or _is_fact(paragraph):
            at_once = not (line.after_gap or line.whole_paragraph or line.heading)
            return _is_fact(paragraph) and not _is_fact(line) and at_once and self._is_full(last, line)
        apart = line.after_gap or line.whole_paragraph or line.frame != last.frame
        if self._is_status(line.text if apart else paragraph.text) and (apart or self._is_short(last, line)):
            return False
        return self._continues_text(paragraph, last, line)

    def _continues_text(self, paragraph: Line, last: Line, line: Line) -> bool:
        finished = ends_sentence(paragraph.text)
        if line.text.strip()[:1].islower():
            return not (finished and line.whole_paragraph)
        differs = not last.heading if line.heading else paragraph.heading and not is_item(paragraph)
        if line.whole_paragraph or differs or (line.heading and line.after_gap):
            return False
        return self._goes_on(paragraph, last, line, finished=finished)

    def _goes_on(self, paragraph: Line, last: Line, line: Line, *, finished: bool) -> bool:
        new_frame = line.frame != last.frame
        point = is_item(paragraph)
        if point and new_frame and _aligned(last.left, line.left) and not self._is_short(last, line):
            return True
        if _below_text(paragraph, line) and (new_frame or not line.after_gap):
            return True
        if not line.after_gap:
            wrapped = self._wrapped or last.space_after is not None
            return not (finished and self._is_short(last, line)) if wrapped else not finished
        return not finished and (new_frame or (point and self._sentences))

    def _continues_heading(self, paragraph: Line, heading: PaperHeading, last: Line, line: Line) -> bool:
        """Return whether a line continues a heading: that of agencies, or the text behind a recommendation's number."""
        if heading.part is PaperPart.AGENCIES:
            return _agencies_go_on(paragraph, last, line)
        words = paragraph.text
        begins = heading_of(line) is not None and (line.after_gap or line.heading or not is_open_end(words))
        if begins or heading.part is not PaperPart.RECOMMENDATION or not heading.trailing_text:
            return False
        finished, full = ends_sentence(words), self._is_full(last, line)
        requires = not finished and REQUIRES.search(words[:_MOST_LETTERS]) is not None
        if line.text.strip()[:1].islower():
            return not (finished and (line.whole_paragraph or line.after_gap))
        if line.heading != paragraph.heading:
            return full and requires and not (line.after_gap or line.whole_paragraph)
        open_end = not finished and is_open_end(words)
        if line.whole_paragraph or open_end or not line.after_gap:
            return open_end or (not line.whole_paragraph and (full or requires))
        return not finished and line.frame != last.frame and full

    def _is_full(self, line: Line, after: Line) -> bool:
        """Return whether a line is as full as the paper allows, so that its text may go on in the line after it."""
        known = self._wrapped or line.space_after is not None
        return known and len(line.text) >= _LEAST_FULL and not self._is_short(line, after)

    def _is_short(self, last: Line, line: Line) -> bool:
        """Return whether a line ends early on purpose: the first word of the next line had room on it."""
        if last.space_after is not None:
            return last.space_after > line.first_word_width
        return len(last.text) < _FULL * self._width

    def _join(self, before: str, after: str) -> str:
        """Join two lines; a word that was split between them is joined as the paper writes it elsewhere."""
        before, after = before.rstrip(), normalise_space(after)
        first, rest = _SPLIT_WORD_END.search(before[-_TAIL:]), _SPLIT_WORD_START.search(after)
        if first is not None and rest is None and after[:1].isalnum():  # "Sub-" and "Group"
            return f"{before}{after}"
        if first is None or rest is None or rest[0] in _BETWEEN:
            return f"{before}{after}" if re.search(r"\S/$", before[-2:]) else f"{before} {after}"
        joined = before.endswith(_SOFT_HYPHEN) or self._is_one_word(first[1].casefold(), rest[0])
        return f"{before[:-1]}{after}" if joined else f"{before}{after}"

    def _is_one_word(self, first: str, rest: str) -> bool:
        """Return whether two parts of a word that was split at the end of a line are one word without a hyphen.

        If the paper splits words at line ends, they are when it writes the joined word elsewhere, and otherwise unless
        it writes them with a hyphen or each part is a word; if it splits words only at their hyphens, they are not.
        """
        if not self._splits_words or f"{first}-{rest}" in self._words:
            return False
        return first + rest in self._words or not {first, rest} <= self._words


def _is_fact(line: Line) -> bool:
    return len(line.text) <= _LONG * _MOST_LINES and bool(parse_fact(line.text) or parse_review_fact(line.text))


def _aligned(edge: float | None, other: float | None) -> bool:
    return edge is not None and other is not None and abs(edge - other) <= _SAME_POSITION


def _is_indented(line: Line) -> bool:
    return line.left is not None and line.text_left is not None and line.text_left - line.left > _SAME_POSITION


def _below_text(first: Line, line: Line) -> bool:
    """Return whether a line is aligned with the text of a point, behind its bullet sign."""
    return _is_indented(first) and _aligned(line.left, first.text_left)


def _is_split(first: Line, last: Line, line: Line, after: Line) -> bool:
    """Return whether a line with a sign continues a point all the same: a program split its paragraph at a page.

    It gives the rest a second sign, indented to the text of the point, and aligns the lines below with that sign.
    """
    plain = after.frame == line.frame != last.frame and not after.after_gap and not BULLET.match(after.text)
    return plain and _is_indented(line) and _aligned(after.left, line.left) and _below_text(first, line)


def _wrapped_heading_lines(lines: Sequence[Line], index: int) -> int:
    """Return the number of lines of the heading that begins with a line, such as that of a theme; 1 for other lines.

    Lines are one heading if all are formatted as one, nothing is between them, none but the first is a heading by its
    words, and together they begin such a part. In a narrow column that of an update may wrap, also at a page.
    """
    if not lines[index].heading:
        return 1
    counts = range(min(_MOST_LINES, len(lines) - index), 1, -1)
    return next((count for count in counts if _is_one_heading(lines[index : index + count])), 1)


def _is_one_heading(lines: Sequence[Line]) -> bool:
    first, last = lines[0], lines[-1]
    for before, line in pairwise(lines):
        separate = heading_of(line) is not None and not line.text.strip()[:1].islower()
        if separate or not line.heading or line.small != first.small or (line.after_gap and line.page == before.page):
            return False
    heading, joined = heading_of(first), heading_of(_join_heading(lines))
    if joined is None:
        return False
    if joined.part in _LONG_HEADINGS:
        parts = (*_LONG_HEADINGS, PaperPart.MONITORING)  # "Perpetrator Monitoring" may begin a theme
        return last.page == first.page and (heading is None or heading.part in parts)
    rest = last.text.strip()
    same_part = heading is None or heading.part is joined.part
    return same_part and joined.part in (*UPDATES, PaperPart.MONITORING) and (rest[:1].islower() or rest.isdigit())


def _agencies_go_on(paragraph: Line, last: Line, line: Line) -> bool:
    """Return whether a heading of agencies, formatted or not, goes on in the next line: "HMCTS and / the OPCC"."""
    alike = (line.page, line.heading, line.small) == (last.page, paragraph.heading, last.small)
    begins_small = line.text.strip()[:1].islower() and not line.after_gap
    if not alike or ends_sentence(line.text) or heading_of(line) is not None:
        return False
    return begins_small or is_open_end(paragraph.text)


def _join_heading(lines: Sequence[Line]) -> Line:
    """Join lines, in the way that makes a heading if there is one."""
    if len(lines) == 1:
        return lines[0]
    joined = replace(lines[0], space_after=lines[-1].space_after, joined=tuple(lines[1:]))
    variants = [replace(joined, text=text) for text in join_variants([line.text for line in lines])]
    return next((line for line in variants if heading_of(line) is not None), variants[0])


def join_variants(lines: Sequence[str]) -> Iterator[str]:
    """Yield the ways to join several lines: with each hyphen at which a word is split, and without it."""
    text = "\n".join(map(str.strip, lines)).replace(f"{_SOFT_HYPHEN}\n", "")
    for hyphen in ("-", ""):
        yield _SPLIT_AT_HYPHEN.sub(hyphen, text).replace("\n", " ")
