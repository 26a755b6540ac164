"""The paragraphs of a paper: its text without headers, footers, contents and footnotes, its wrapped lines joined."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median

from loaders.papers.line import SOFT_HYPHEN, UPDATES, Line, PaperHeading, PaperPart
from loaders.vocabulary import paper_pattern
from model.terms import normalise_space

# The bullet sign of a point: of any kind, a number or a letter with a full stop or a bracket, also doubled. A PDF gives
# the signs of symbol fonts, which Word puts before its lists, as U+F000 to U+F0FF or as other characters.
BULLET = re.compile(
    r"^\s*(?:(?:[•●▪◦‣∙·○■□❑❖➢➤✓\uf000-\uf0ff§Øü*–—-]|o(?=\s)|[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)+(?=\S)"
)
# The Welsh word for "of", or a bullet sign before a small letter.
_OF = re.compile(r"\s*o\s+[a-zâêîôûŵŷ]")
# A verb of the sentence that recommends something; a title has none.
REQUIRES = paper_pattern("requires")

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_SPLIT_WORD = re.compile(r"(?<!\w)(\w++)[-\u00ad]\n([a-zŵŷâêîôûáéíóú]+)")
_SPLIT_WORD_END = re.compile(r"(?<!\w)(\w++)(?:-|\u00ad)$")
_WORD = re.compile(r"\w+(?:-\w+)+|\w+")
_SPLIT_WORD_START = re.compile(r"^[a-zŵŷâêîôûáéíóú]+")
# The end of a line that cannot be the end of a sentence or a heading.
_OPEN_END = paper_pattern("open_end")
# Words that may follow a word which itself ends with a hyphen: "short- and long-term".
_BETWEEN = {"and", "or", "to", "a", "neu", "i"}
# A text with lines longer than this has a paragraph on each line, and is not wrapped.
_LONG = 130
# A line ends early if it is shorter than this share of the full width; a full line has at least so many letters.
_FULL, _LEAST_FULL = 0.6, 40
# The end of a text is judged by this many letters: a point may grow to thousands of lines.
_TAIL = 200
# Two left edges at most this many points apart are aligned.
_SAME_POSITION = 2.0
# The most letters of the text behind a recommendation's number, and of a labelled fact.
_MOST_LETTERS, _LONGEST_FACT = 2_000, 500
# Parts whose headings may be long enough to wrap; the others are short.
_LONG_HEADINGS = (PaperPart.AGENCIES, PaperPart.THEME)

# An entry of a table of contents, with its page.
_ENTRY = re.compile(r".+?[\s.…]\d{1,3}")
_PAGE_NUMBER = paper_pattern("page_number")
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S.*", re.DOTALL)


def extract_body_text(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the body text of a paper without contents and page numbers, and its footnotes."""
    body, notes = list[Line](), list[Line]()
    in_contents, before = False, None
    for line in lines:
        if is_page_number(line.text):
            continue
        if line.part is PaperPart.CONTENTS:
            in_contents = True
        elif _FOOTNOTE.fullmatch(line.text) or (notes and before is notes[-1] and _continues_footnote(before, line)):
            notes.append(line)
        elif not (in_contents and _ENTRY.fullmatch(line.text.strip())):
            in_contents = False
            body.append(line)
        before = line
    return body, notes


def _continues_footnote(footnote: Line, line: Line) -> bool:
    apart = line.small != footnote.small or line.after_gap or footnote.whole_paragraph or line.heading
    return not apart and line.as_heading is None and not BULLET.match(line.text)


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
        full = sorted(len(text) for text in texts if len(text) > _LEAST_FULL)
        self._width = median(full[-max(1, len(full) // 4) :]) if full else 80
        bullets = [text for text in texts if BULLET.match(text)]
        self._sentences = sum(map(ends_sentence, bullets)) * 2 >= len(bullets)
        text = "\n".join(texts)
        self._words = set(_WORD.findall(_SPLIT_WORD.sub(" ", text).casefold()))  # without the parts of split words
        split = [(first.casefold(), rest) for first, rest in _SPLIT_WORD.findall(text)]
        more_joined = sum((first + rest in self._words) - (f"{first}-{rest}" in self._words) for first, rest in split)
        self._splits_words = more_joined > 0 and f"{SOFT_HYPHEN}\n" not in text  # else each hyphen is a word's own

    def paragraphs(self, lines: Iterable[Line]) -> list[Line]:
        """Return the paragraphs of lines, in order, each as a line with the text of those that continue it."""
        paragraphs: list[Line] = []
        last: Line | None = None
        for line in lines:
            if last is not None and self._continues(paragraphs[-1], last, line):
                paragraphs[-1] = self._joined(paragraphs[-1], line)
            else:
                paragraphs.append(line)
            last = line
        return paragraphs

    def _continues(self, paragraph: Line, last: Line, line: Line) -> bool:
        """Return whether a line continues a paragraph, which may be a heading and ends with the line `last`.

        It does if it begins nothing and either is aligned with the text behind the paragraph's sign, follows at once in
        a wrapped text, begins with a small letter, or a point has not ended as a sentence does.
        """
        if is_item(line, last):
            return False
        heading, found = paragraph.as_heading if len(paragraph.text) <= _MOST_LETTERS else None, line.as_heading
        if self._wraps_heading(paragraph, heading, last, line):
            return True
        if heading is not None:
            return self._continues_heading(paragraph, heading, last, line)
        if found is not None:
            certain = found.part is PaperPart.STATUS and self._is_status(found.words)
            begins = line.after_gap or line.heading or line.whole_paragraph or paragraph.heading
            return not (certain or begins or ends_sentence(paragraph.text))
        if _is_fact(line) or _is_fact(paragraph):
            at_once = not (line.after_gap or line.whole_paragraph or line.heading)
            return _is_fact(paragraph) and not _is_fact(line) and at_once and self._is_full(last, line)
        apart = line.after_gap or line.whole_paragraph or line.column != last.column
        stands_alone = self._is_status(line.text if apart else paragraph.text) and (apart or self._is_short(last, line))
        return not stands_alone and self._continues_text(paragraph, last, line)

    def _wraps_heading(self, paragraph: Line, before: PaperHeading | None, last: Line, line: Line) -> bool:
        """Return whether a line ends a heading that is wrapped, such as that of a theme, or in a narrow column.

        Both are formatted as headings, nothing is between them, and together they begin such a part.
        """
        begins_small = _begins_small(line)
        apart = line.small != last.small or (line.after_gap and line.page == last.page)
        if not (paragraph.heading and line.heading) or apart or (line.as_heading is not None and not begins_small):
            return False
        joined = self._joined(paragraph, line).as_heading
        if joined is None:
            return False
        if joined.part in _LONG_HEADINGS:  # "Perpetrator Monitoring" may begin a theme
            parts = (*_LONG_HEADINGS, PaperPart.MONITORING)
            return line.page == last.page and (before is None or before.part in parts)
        same_part = before is None or before.part is joined.part
        is_rest = begins_small or line.text.strip().isdigit()
        return same_part and is_rest and joined.part in (*UPDATES, PaperPart.MONITORING)

    def _continues_heading(self, paragraph: Line, heading: PaperHeading, last: Line, line: Line) -> bool:
        """Return whether a line continues a heading: that of agencies, or the text behind a recommendation's number."""
        words, begins_small, found = paragraph.text, _begins_small(line), line.as_heading
        if heading.part is PaperPart.AGENCIES:
            alike = (line.page, line.heading, line.small) == (last.page, paragraph.heading, last.small)
            goes_on = is_open_end(words) or (begins_small and not line.after_gap)
            return alike and goes_on and found is None and not ends_sentence(line.text)
        begins = found is not None and (line.after_gap or line.heading or not is_open_end(words))
        if begins or _is_fact(line) or heading.part is not PaperPart.RECOMMENDATION or not heading.trailing_text:
            return False
        open_end = line.heading == paragraph.heading and is_open_end(words) and not ends_sentence(words)
        goes_on = begins_small or self._is_full(last, line) or REQUIRES.search(words) is not None  # else it is a title
        return open_end or (goes_on and self._continues_text(paragraph, last, line))

    def _continues_text(self, paragraph: Line, last: Line, line: Line) -> bool:
        finished, new_frame = ends_sentence(paragraph.text), line.column != last.column
        if _begins_small(line):
            return not (finished and line.whole_paragraph)
        differs = not last.heading if line.heading else paragraph.heading and not is_item(paragraph)
        if line.whole_paragraph or differs or (line.heading and line.after_gap):
            return False
        is_behind_sign = abs(line.left - paragraph.text_left) <= _SAME_POSITION < paragraph.text_left - paragraph.left
        if is_behind_sign and (new_frame or not line.after_gap):
            return True
        if not line.after_gap:
            return not finished or (self._is_wrapped(last) and not self._is_short(last, line))
        return not finished and (new_frame or (is_item(paragraph) and self._sentences))

    def _is_full(self, line: Line, after: Line) -> bool:
        """Return whether a line is as full as the paper allows, so that its text may go on in the line after it."""
        return self._is_wrapped(line) and len(line.text) >= _LEAST_FULL and not self._is_short(line, after)

    def _is_wrapped(self, line: Line) -> bool:
        return self._wrapped or line.space_after is not None

    def _is_short(self, last: Line, line: Line) -> bool:
        """Return whether a line ends early on purpose: the first word of the next line had room on it."""
        known = last.space_after
        return len(last.text) < _FULL * self._width if known is None else known > line.first_word_width

    def _joined(self, paragraph: Line, line: Line) -> Line:
        """Return a paragraph with a line behind it; a split word is joined as the paper writes it elsewhere."""
        before, after = paragraph.text.rstrip(), normalise_space(line.text)
        first, rest = _SPLIT_WORD_END.search(before[-_TAIL:]), _SPLIT_WORD_START.search(after)
        between = "" if re.search(r"\S/$", before[-2:]) else " "
        if first is not None and after[:1].isalnum() and not (rest and rest[0] in _BETWEEN):
            between = ""
            one_word = rest is not None and self._is_one_word(first[1].casefold(), rest[0])
            before = before[:-1] if before.endswith(SOFT_HYPHEN) or one_word else before
        return replace(paragraph, text=f"{before}{between}{after}", space_after=line.space_after)

    def _is_one_word(self, first: str, rest: str) -> bool:
        """Return whether the parts of a word that was split at the end of a line are one word without a hyphen.

        They are in a paper that splits words, unless it writes them with a hyphen or each part is a word.
        """
        known = first + rest in self._words or not {first, rest} <= self._words
        return self._splits_words and known and f"{first}-{rest}" not in self._words


def _begins_small(line: Line) -> bool:
    return line.text.strip()[:1].islower()


def _is_fact(line: Line) -> bool:
    return len(line.text) <= _LONGEST_FACT and bool(line.fact or line.review_fact)
