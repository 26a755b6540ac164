"""Correct on the page: the fixes of an issue as buttons, what was corrected so far, and the corrected workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from components.document.document import FileOffer
from components.document.pieces import show
from components.downloads import annotated_file
from components.elements import element, escape_markdown, part
from components.session.upload_state import UploadedWorkbook, change_upload, current_upload, read_again
from components.session.view import View
from components.upload.mapped_file import drafted_options
from components.upload.reading_file import record_file
from loaders.fixes import fixes_of, with_fixes
from loaders.options import Correction
from model.issue import Issue, Severity, column_letters
from model.versions.version import Action
from wording.catalogue import Translator
from wording.formatting import format_location, join_first, written_word
from wording.issues import message
from wording.sentences import label

_KEEP = "upload.corrections.keep"
_MOST_SHOWN, _MOST_PLACES = 20, 6
# Blanks, on which a colour is shown.
_SAMPLE = "\u2003\u2003"
# The issues that one fix mends: those of one text in one column.
_OneProblem = list[Issue]


def correctable(workbook: UploadedWorkbook) -> list[_OneProblem]:
    """Return the problems with a plain fix, errors first."""
    found: dict[tuple[str, ...], _OneProblem] = {}
    for issue in workbook.reading.issues:
        if issue.severity is not Severity.INFO and fixes_of(issue, workbook.reading.scale):
            place = issue.cell if issue.code == "status-colour-disagrees" else column_letters(issue)
            found.setdefault((issue.code, issue.sheet, place, issue.found), []).append(issue)
    ranked = sorted(found.values(), key=lambda problem: problem[0].severity is not Severity.ERROR)
    return ranked[:_MOST_SHOWN]


def show_corrections(view: View, workbook: UploadedWorkbook, problems: Sequence[_OneProblem]) -> None:
    """Show each problem with its fixes as buttons, one button for all plain ones, and what was corrected before."""
    _ = view.translator
    _show_made(workbook, _)
    if not problems:
        return
    show(part("upload.fixes.title", element("h3", _("Correct it here"))))
    plain: list[Correction] = []
    for number, problem in enumerate(problems):
        first, fixes = problem[0], fixes_of(problem[0], workbook.reading.scale)
        plain += fixes if len(fixes) == 1 else ()
        places = join_first([issue.cell for issue in problem], _MOST_PLACES, _)
        where = element("strong", format_location(first.sheet, places, _))
        sample = [" ", element("span", _SAMPLE, fill=first.found)] if first.code == "colour-unsure" else []
        show(part(f"upload.fix.{number}", element("p", where, ": ", message(first, _), *sample, class_="prose")))
        with st.container(horizontal=True, key=f"upload-fixes-{number}"):
            for index, fix in enumerate(fixes):
                _button(_label(fix, workbook, _), [fix], key=f"upload.fix.{number}.{index}")
    if len(plain) > 1:
        _button(label("upload-count", "corrections", _, n=len(plain)), plain, key="upload.fix.all")


def keeps_corrections() -> bool:
    """Return whether the corrections serve the next workbook with the same headings."""
    return bool(st.session_state.get(_KEEP))


def correction_text(correction: Correction, _: Translator) -> str:
    """Return what a correction reads, and where; or the status that it adds to the scale."""
    if correction.is_new_status:
        return _("“{status}” is a status that means done", status=correction.value)
    place = f"{correction.column}{correction.row or ''}"
    location = format_location(correction.sheet, place, _)
    return _("{place}: “{found}” is read as “{value}”", place=location, found=correction.found, value=correction.value)


def corrected_offer(workbook: UploadedWorkbook, _: Translator) -> FileOffer:
    """Return the offer of the workbook with its corrections written in and marked."""
    content = workbook.content
    marked = [(each, correction_text(each, _)) for each in workbook.options.corrections if not each.is_new_status]
    name = f"{Path(workbook.name).stem}-corrected.xlsx"
    return annotated_file("corrected.xlsx", name, lambda _actor: content, (), _, corrections=marked)


def _show_made(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show each correction with a button that undoes it, and whether to keep them; nothing without any."""
    if not workbook.options.corrections:
        return
    show(part("upload.corrected.title", element("h3", _("Corrected here"))))
    for number, correction in enumerate(workbook.options.corrections):
        text = correction_text(correction, _)
        with st.container(horizontal=True, vertical_alignment="center", key=f"upload-corrected-row-{number}"):
            show(part(f"upload.corrected.{number}", element("p", text, class_="prose")))
            st.button(_("Undo"), on_click=_undo, args=(correction,), key=f"upload.corrected.undo.{number}")
    st.checkbox(_("Keep these corrections for the next workbook with the same headings"), key=_KEEP)


def _button(label: str, fixes: Sequence[Correction], *, key: str) -> None:
    st.button(escape_markdown(label), on_click=_correct, args=(tuple(fixes),), key=key)


def _label(correction: Correction, workbook: UploadedWorkbook, _: Translator) -> str:
    if correction.is_new_status:
        return _("“{status}” is a status: complete and signed off", status=correction.value)
    scale = workbook.reading.scale
    value = written_word(correction.value, scale, _) if correction.value in scale.names else correction.value
    if correction.is_of_colour:
        return _("Read this colour as {value}", value=value)
    if correction.within:
        return _("“{found}” is {value}", found=correction.found, value=value)
    return _("Read “{found}” as {value}", found=correction.found, value=value)


def _correct(fixes: Iterable[Correction]) -> None:
    """Read the workbook again with some fixes, and record each on the audit trail."""
    file = current_upload().upload
    if file is not None:
        options = with_fixes(drafted_options(file), fixes)
        for fix in fixes:
            record_file(Action.CORRECTION, file.request, str(fix))
        change_upload(read_again, options)


def _undo(correction: Correction) -> None:
    file = current_upload().upload
    if file is not None:
        record_file(Action.CORRECTION, file.request, f"↶ {correction}")
        options = drafted_options(file)
        corrections = tuple(each for each in options.corrections if each != correction)
        change_upload(read_again, replace(options, corrections=corrections))
