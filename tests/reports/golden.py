"""Every paper of one tracker as text: `python -m tests.reports.golden` writes the files that the tests compare.

Look at what `git diff` shows of them before it is committed: it is what people will read.
"""

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pptx
from docx.oxml.ns import qn

from analysis.promises import occasions
from analysis.returns import unanswered
from model.returns.round import Reminder, ReturnFormat
from model.terms import Language
from model.tracker.tracker import Tracker
from reports.calendar_file import round_calendar_bytes
from reports.document import Edition
from reports.excel import workbook_bytes
from reports.registry import FORMATS, PaperType, paper_bytes
from reports.returns.package import Mailing, emails, returns_zip_bytes
from tests.support.editions import edition_of
from tests.support.returns import requests_of, returns_tracker, round_of
from tests.support.trackers import tracker_of, update_row
from wording.catalogue import translator

FOLDER = Path(__file__).parent / "golden"
MEET = {"due": "January 2025", "with": "Detective Superintendent", "kind": "Meeting"}
FUNDED = "Funding is confirmed until April 2025.\nMore is sought."


def varied_tracker() -> Tracker:
    """Return a tracker of one review with something of every kind that a paper tells."""
    return tracker_of(
        [
            {
                **{"ref": "1", "title": "Fund the post", "title_cy": "Ariannu'r swydd", "theme": "Resourcing"},
                **{"recommendation": "Fund it for good.", "lead_agency": "The Force", "target": "March 2024"},
            },
            {
                **{"ref": "2", "recommendation": "Train officers.\nTrain judges.", "theme": "Training"},
                **{"lead_agency": "The Courts", "supporting_agencies": "The Force; The Office", "related_refs": "1"},
                **{"lead_role": "Detective Superintendent", "accepted": "Yes", "target": "Autumn 2024"},
            },
            {"ref": "3", "title": "Share data", "recommendation": "Share it.", "lead_agency": "The Force"},
            {"ref": "4", "title": "Tell victims", "recommendation": "Tell them.", "theme": "Training"},
            {"ref": "5", "title": "Meet", "recommendation": "Meet.", "theme": "Resourcing"},
        ],
        [
            update_row("1", "February 2024", "Red", "Nobody is funded.", basis="Inferred", rated_by="The office"),
            update_row("1", "June 2024", "Amber", FUNDED, basis="Inferred", agency_status="Green"),
            update_row("2", "February 2024", "Amber", "Training has begun."),
            update_row("2", "June 2024", "Amber", "Training has begun.", evidence="Minutes"),
            update_row("4", "June 2024", None),
            update_row("5", "February 2024", "Amber", kind="Response"),
            update_row("5", "June 2024", "Green", "They meet until May 2025.", basis="Published"),
        ],
        monitoring=[
            {**MEET, "ref": "1", "activity": "Meet.", "activity_cy": "Cwrdd."},
            {**MEET, "ref": "2", "activity": "Ask for figures.", "kind": "Request", "due": "12 January 2025"},
            {"ref": "3", "due": "March 2024", "activity": "Attend the clinic.", "done": False},
            {"ref": "3", "due": "March 2024", "activity": "Write.", "done": True, "outcome": "They wrote back."},
            {"ref": "4", "activity": "Look again."},
            {"ref": "5", "due": "July 2024", "activity": "Meet again."},
        ],
        targets=[{"ref": "1", "date": "June 2024", "target": "31 October 2024", "reason": "No funds."}],
        decisions=[{"ref": "5", "date": "June 2024", "decision": "Closed", "by": "Commissioner", "reason": "Done."}],
        reviews=[{"title": "Deep dive", "published": "3 June 2024", "response_days": "56", "source": "A report"}],
        names=[
            {"kind": "Theme", "name": "Resourcing", "name_cy": "Adnoddau"},
            {"kind": "Agency", "name": "The Force", "short_name": "TF", "name_cy": "Yr Heddlu"},
            {"kind": "Role", "name": "Detective Superintendent", "name_cy": "Ditectif Uwch-arolygydd"},
        ],
    )


def of_two_reviews() -> Tracker:
    """Return a tracker of two reviews that share a ref."""
    both = ("Custody", "Stalking")
    return tracker_of(
        [{"ref": ref, "review": review} for review, refs in zip(both, ("12", "1"), strict=True) for ref in refs],
        [update_row("1", "June 2024", "Red", review="Custody"), update_row("1", "June 2024", "Green")],
        monitoring=[
            {"ref": "1", "review": review, "due": due, "activity": "Meet."}
            for review, due in zip(both, ("July 2024", "August 2024"), strict=True)
        ],
    )


def golden_texts() -> dict[str, str]:
    """Return the text of each paper by the name of its golden file."""
    found: dict[str, list[str]] = {}
    for language in Language:
        edition = edition_of(varied_tracker(), language=language.value)
        for paper, formats in FORMATS.items():
            for ending in set(formats) & set(READERS):
                name = f"{paper}{ending}.{language.value}.txt"
                found[name] = list(READERS[ending](paper_bytes(edition, paper, ending)))
        meeting = paper_bytes(_of_first_meeting(edition), PaperType.PACK, ".docx")
        found[f"pack-of-a-meeting.docx.{language.value}.txt"] = list(READERS[".docx"](meeting))
    both = edition_of(of_two_reviews())
    for paper, ending in ((PaperType.PANEL, ".docx"), (PaperType.WORKBOOK, ".xlsx"), (PaperType.CALENDAR, ".ics")):
        found[f"two-reviews.{paper}{ending}.txt"] = list(READERS[ending](paper_bytes(both, paper, ending)))
    listing = workbook_bytes(edition_of(varied_tracker()), (("Stalking", "2"), ("Stalking", "1")))
    found["list.xlsx.en.txt"] = list(READERS[".xlsx"](listing))
    found["round.ics.txt"] = list(calendar_lines(round_calendar_bytes(round_of(), translator(Language.ENGLISH))))
    for format_ in ReturnFormat:
        found[f"returns.{format_.value}.txt"] = list(_lines_of_returns(format_))
        found[f"reminders.{format_.value}.txt"] = list(_lines_of_reminders(format_))
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def _of_first_meeting(edition: Edition) -> Edition:
    meetings = occasions(edition.tracker, as_at=edition.as_at)
    key = meetings.loc[meetings["with"].notna(), "occasion"].iloc[0]
    return Edition(**{**vars(edition), "occasion": str(key)})


def document_lines(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word document with their styles, its tables, its fields, and its footer."""
    book = docx.Document(BytesIO(content))
    yield f"<{book.core_properties.language}> {book.core_properties.author}: {book.core_properties.title}"
    with ZipFile(BytesIO(content)) as package:
        if "docProps/custom.xml" in package.namelist():
            properties = docx.oxml.parse_xml(package.read("docProps/custom.xml"))
            yield from (f"<property> {each.get('name')}: {each[0].text}" for each in properties)
    yield from _lines_of_block(book.element.body)
    for section in book.sections:
        yield f"<footer> {_words_in(section.footer._element)}"


def _lines_of_block(block: Any) -> Iterator[str]:
    for element in block.iterchildren():
        if element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            yield f"<{'' if style is None else style.get(qn('w:val'))}> {_words_in(element)}".rstrip()
        elif element.tag == qn("w:tbl"):
            yield f"<table> {element.tblPr.find(qn('w:tblCaption')).get(qn('w:val'))}"
            for row in element.iter(qn("w:tr")):
                yield " | ".join(_words_in(cell) for cell in row.iter(qn("w:tc")))
        else:
            yield from _lines_of_block(element)


def _words_in(element: Any) -> str:
    """Return the words of an element; what is marked, in another language, a field or a picture is in braces."""
    texts = {qn("w:t"): lambda each: each.text, qn("w:br"): lambda _: "\\n", qn("w:tab"): lambda _: "\\t"}
    parts: list[str] = []
    for each in element.iter(qn("w:p"), qn("w:r"), qn("wp:docPr"), qn("w:sdtPr")):
        if each.tag == qn("w:p"):
            parts += ["\\n"] * bool("".join(parts) and each is not element and not parts[-1].startswith("{field"))
        elif each.tag == qn("wp:docPr"):
            parts.append(f"{{picture: {each.get('descr')}}}")
        elif each.tag == qn("w:sdtPr"):
            parts.append(f"{{field {_field(each)}}} ")
        else:
            words = "".join(texts[one.tag](one) or "" for one in each.iter(*texts))
            marks = [one.get(qn("w:val")) for one in each.iter(qn("w:lang"), qn("w:bdr"))]
            parts.append(f"{{{' '.join(marks)}: {words}}}" if marks and words else words)
    return "".join(parts).replace("\xa0", "_")


def _field(settings: Any) -> str:
    """Return what a field is called, whether it can be deleted, and what can be chosen."""
    named = [each.get(qn("w:val")) for each in settings.iter(qn("w:alias"), qn("w:lock"))]
    options = [each.get(qn("w:displayText")) for each in settings.iter(qn("w:listItem"))]
    return " / ".join([*named, *options, *["a day"] * (settings.find(qn("w:date")) is not None)])


def slide_lines(content: bytes) -> Iterator[str]:
    """Yield the shapes of each slide in the order in which they are read, and its notes."""
    show = pptx.Presentation(BytesIO(content))
    yield f"<{show.core_properties.language}> {show.core_properties.author}: {show.core_properties.title}"
    for number, slide in enumerate(show.slides, start=1):
        yield f"\n# Slide {number}"
        for shape in slide.shapes:
            yield from _lines_of_shape(shape)
        yield from (f"<notes> {each.text}" for each in slide.notes_slide.notes_text_frame.paragraphs)


def _lines_of_shape(shape: Any) -> Iterator[str]:
    kind = shape.name.rstrip("0123456789 ")
    if shape.has_text_frame:
        yield from (f"<{kind}> {_marked_runs(each)}" for each in shape.text_frame.paragraphs)
    elif shape.has_table:
        yield f"<table> {shape._element.nvGraphicFramePr.cNvPr.get('descr')}"
        yield from (" | ".join(cell.text for cell in row.cells) for row in shape.table.rows)
    elif shape.has_chart:
        yield f"<chart> {shape._element.nvGraphicFramePr.cNvPr.get('descr')}"
        plot = shape.chart.plots[0]
        yield f"<categories> {' | '.join(plot.categories)}"
        yield from (f"{series.name}: {[int(value) for value in series.values]}" for series in plot.series)


def _marked_runs(paragraph: Any) -> str:
    """Return the words of a paragraph of a slide, each run with its language."""
    languages = [(run._r.rPr.get("lang"), run.text) for run in paragraph.runs]
    return "".join(f"{{{language}: {words}}}" for language, words in languages)


def workbook_lines(content: bytes) -> Iterator[str]:
    """Yield the rows of each sheet with its tables and lists; a cell that may be filled in has an asterisk."""
    book = openpyxl.load_workbook(BytesIO(content))
    yield f"<{book.properties.language}> {book.properties.creator}: {book.properties.title}"
    for sheet in book.worksheets:
        tables = [f"{name} {place}" for name, place in sheet.tables.items()]
        protected = " protected" * sheet.protection.sheet + " by a password" * bool(sheet.protection.password)
        yield f"\n# {sheet.title} ({sheet.sheet_state}{protected}) {', '.join(tables)}".rstrip()
        for row in sheet.iter_rows():
            cells = [f"{cell.value!r}{'*' * (bool(protected) and not cell.protection.locked)}" for cell in row]
            yield " | ".join("" if cell == "None" else cell for cell in cells).rstrip(" |")
        for rule in sheet.data_validations.dataValidation:
            yield f"<{rule.type}> {rule.sqref}: {rule.formula1}"


def open_data_lines(content: bytes) -> Iterator[str]:
    """Yield the files of open data, and the type and the description of each column."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            yield f"\n# {name}"
            yield from (
                json.dumps(json.loads(text), indent=1, ensure_ascii=False) if "json" in name else text
            ).splitlines()


def calendar_lines(content: bytes) -> Iterator[str]:
    """Yield the lines of a calendar, unfolded."""
    yield from content.replace(b"\r\n ", b"").decode().splitlines()


def email_lines(content: bytes) -> Iterator[str]:
    """Yield the headers and the words of a draft e-mail, and what is attached."""
    message = message_from_bytes(content, policy=default)
    yield from (f"{name}: {message[name]}" for name in ("Subject", "To", "X-Unsent", "Content-Language"))
    body = message.get_body()
    assert body is not None
    yield from body.get_content().splitlines()
    yield from (f"<attached> {each.get_filename()}" for each in message.iter_attachments())


# How a file is read again, by its ending; what a PDF must have is in `test_word_and_pdf.py`.
READERS = {
    ".docx": document_lines,
    ".pptx": slide_lines,
    ".xlsx": workbook_lines,
    ".zip": open_data_lines,
    ".ics": calendar_lines,
    ".eml": email_lines,
}


def _lines_of_returns(format_: ReturnFormat) -> Iterator[str]:
    edition, of_round = edition_of(returns_tracker(), as_at="2024-10"), round_of()
    content = returns_zip_bytes(Mailing(edition, of_round, requests_of(of_round, edition.tracker), format_))
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield f"\n## {name}"
            yield from READERS[Path(name).suffix](archive.read(name))


def _lines_of_reminders(format_: ReturnFormat) -> Iterator[str]:
    edition, of_round = edition_of(returns_tracker(), as_at="2024-10"), round_of()
    for reminder in Reminder:
        requests = unanswered(requests_of(of_round, edition.tracker), ())
        for name, content in emails(Mailing(edition, of_round, requests, format_, reminder=reminder)).items():
            yield f"\n## {name}"
            yield from email_lines(content)


def main() -> None:
    """Write the golden files anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in golden_texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
