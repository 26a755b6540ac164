"""Step 2 of Upload: how the workbook was read, the questions about it, and what it has from sheets to cells."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

import streamlit as st

from components.choices.controls import FIELD_WIDTH, attempt, press_result
from components.data_checks import columns_part, issues_of, issues_part, statuses_read_part, unread_part
from components.document.pieces import show
from components.elements import HtmlNode, columns, definitions, element, escape_markdown, part
from components.marks.lines import key_part
from components.published import displayed_tracker
from components.session.upload_state import Upload, UploadState
from components.session.view import View
from components.upload import mapping_form
from components.upload.steps import show_not_yet, unfiltered_view
from loaders.cells import column_and_row, format_row_ranges
from loaders.mapping.sheet_preview import SheetPreview
from loaders.open_questions import MAPPING, accept_proposals
from loaders.options import NO_OPTIONS, OptionError, parse_options
from loaders.vocabulary.status_words import PROGRESS_WORDS, order_worst_first
from model.terms import label_key
from model.tracker.reading import Issue, OpenQuestion, column_letters
from store.store import Store
from wording.catalogue import Translator, label
from wording.check_report import record_counts, round_words
from wording.formatting import format_location, format_timestamp, marked_name
from wording.issues import message
from wording.names import PAPER, card_lines, card_title, refusal

# The codes of issues about rows that were read as no recommendation of their own.
ROWS_NOT_ITEMS = ("rows-not-items", "rows-below-table", "rows-continue", "groups-read")
_NOTED = {*mapping_form.NOT_READ, *ROWS_NOT_ITEMS, "rows-above-headings", "rows-left-out", "table-beside"}
_INFERRED = ("status-from-colour", "round-year-given", "actions-read", "heading-placed")
# The codes of issues about what was inferred or left out, which a person confirms.
_DOUBTS = (*_INFERRED, *mapping_form.LEFT_OUT, *ROWS_NOT_ITEMS)
_FAULT = "upload.answers.fault"
# The codes of issues that report updates without a date.
_UNDATED = ("snapshot-undated", "snapshot-dated")
# The codes of the issues that report a workbook without the name of its review: assumed, or found to be published.
_REVIEW = ("review-assumed", "review-published")
_FORGET_FAULT = "upload.forget.fault"


def show_reading(view: View, workbook: Upload | None) -> None:
    """Show what a workbook contains, how each part of it was read, and the questions that improve the reading."""
    _, file = view.translator, UploadState.current().upload
    if file is None or not file.is_usable:
        text = _("How the workbook was read is shown here once you have chosen it.")
        show_not_yet(text, key="upload.understood.none")
        return
    show_remembered(file, _)
    if file.read.sheets:
        show_sheets(file, _)
    if workbook is not None:
        _show_cards(workbook, _)
        ask_for_answers(view, workbook)
    mapping_form.show_mapping(file, _)
    if workbook is not None:
        _show_details(view, workbook)
        _show_confirmation(workbook, _)


def unconfirmed_doubts(workbook: Upload) -> dict[str, Issue | OpenQuestion]:
    """Return what was inferred, proposed or left out and is not confirmed yet, by a key of it."""
    corrected = {(each.sheet, each.column) for each in workbook.options.corrections if each.is_of_colour}
    doubts = [issue for issue in workbook.reading.issues if issue.code in _DOUBTS]
    found: dict[str, Issue | OpenQuestion] = {
        f"{each.code} {each.sheet} {each.found}": each
        for each in doubts
        if each.code != "status-from-colour" or (each.sheet, column_letters(each)) not in corrected
    }
    found |= {question.id: question for question in workbook.read.questions if question.option == MAPPING}
    return {key: doubt for key, doubt in found.items() if key not in workbook.request.confirmed}


def show_sheets(file: Upload, _: Translator) -> None:
    """Show each sheet with what was read of it and why the rest was not, and buttons that change it."""
    show(part("upload.sheets.title", element("h3", _("Which sheets are the tracker"))))
    for number, sheet in enumerate(file.read.sheets):
        issues = [issue for issue in file.reading.issues if issue.sheet == sheet.name and issue.code in _NOTED]
        reasons = [element("li", message(issue, _)) for issue in issues]
        here = ((each.area.text, each.read) for each in sheet.tables)
        tables = (_("{range} was read", range=at) if used else _("{range} was left out", range=at) for at, used in here)
        read = "; ".join(tables) or _.plural("read, {n} row.", "read, {n} rows.", sheet.row_count)
        left_out = _.plural("left out, {n} row.", "left out, {n} rows.", sheet.row_count)
        state = read if mapping_form.is_sheet_read(file, sheet) else left_out
        words = element("p", element("strong", sheet.name), ": ", state, class_="prose")
        show(part(f"upload.sheet.{number}", words, element("ul", *reasons, class_="points") if reasons else None))
        _show_buttons(file, sheet, number, issues, _)


def ask_for_answers(view: View, workbook: Upload) -> None:
    """Show the form: a heading for each open question of the workbook, and one button for all of them."""
    _, fault = view.translator, st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(escape_markdown(refusal("answer", fault.code, _, **fault.details)))
    if fault is not None or _words(workbook) or _issue_of(workbook, _UNDATED) is not None or asks_review(workbook):
        _form(workbook, _)
    elif _issue_of(workbook, _REVIEW) is not None:
        with st.expander(_("Correct how it was read")):
            _form(workbook, _)


def asks_review(workbook: Upload) -> bool:
    """Whether the workbook does not name its review, and its recommendations are not clearly those of one."""
    return _issue_of(workbook, ("review-assumed",)) is not None


def show_remembered(upload: Upload, _: Translator) -> None:
    """Show whose remembered answers were used, and buttons to read without or to forget them."""
    press_result(_FORGET_FAULT, _)
    if (remembered := upload.remembered) is None:
        return
    text = _(
        "This workbook has the same headings as one before, so it was read with the answers given on {moment} by "
        "{who}.",
        moment=format_timestamp(datetime.fromisoformat(remembered.at), _),
        who=marked_name(remembered.who, _, verified=remembered.verified),
    )
    show(part("upload.recalled", element("p", text, class_="flag")))
    with st.container(horizontal=True):
        label, without = _("Read it without those answers"), (UploadState.read_again, NO_OPTIONS)
        st.button(label, on_click=UploadState.change, args=without, key="upload.without")
        st.button(_("Forget these answers"), on_click=_forget, key="upload.forget")


def _show_confirmation(workbook: Upload, _: Translator) -> None:
    """Show everything that was inferred, proposed or left out, and one button that confirms it; nothing else."""
    doubts = unconfirmed_doubts(workbook)
    if not doubts:
        return

    def words(doubt: Issue | OpenQuestion) -> str:
        if isinstance(doubt, OpenQuestion):
            return mapping_form.question_text(doubt, _)
        return _("{place}: {doubt}", place=format_location(doubt.sheet, doubt.cell, _), doubt=message(doubt, _))

    intro = _("This was inferred, proposed or left out. Where it is not right, change it above.")
    title, how = element("h3", _("Is that right?")), element("p", intro, class_="prose")
    lines = (element("li", words(doubt)) for doubt in doubts.values())
    show(part("upload.doubts", title, how, element("ul", *lines, class_="points")))
    st.button(_("That is right"), on_click=_confirm, args=(workbook, doubts), key="upload.right")


def _confirm(workbook: Upload, doubts: Mapping[str, Issue | OpenQuestion]) -> None:
    """Confirm the reading; columns in question get the field that is proposed, for the next workbook too."""
    if not _is_current(workbook):
        return
    UploadState.change(UploadState.confirm_reading, doubts)
    if questions := [doubt for doubt in doubts.values() if isinstance(doubt, OpenQuestion)]:
        UploadState.change(UploadState.read_again, accept_proposals(mapping_form.drafted_options(), questions))


def _show_cards(workbook: Upload, _: Translator) -> None:
    """Show some recommendations, each value with the cell that it was read from; nothing without any."""
    cards: list[list[HtmlNode]] = []
    for card in workbook.read.cards:
        title = card_title(card, workbook.read.summary.recommendations, _)
        facts = definitions(
            (name, text, " ", element("span", place, class_="muted small"))
            for name, text, place in card_lines(card, workbook.reading.scale, _)
        )
        cards.append([element("section", element("p", element("strong", title)), facts, aria_label=title)])
    if cards:
        intro = _("Compare them with the workbook: each value names the cell that it was read from.")
        heading = element("h3", _("How recommendations were read")), element("p", intro, class_="prose")
        show(part("upload.cards", *heading, columns([1] * len(cards), *cards)))


def _show_details(view: View, workbook: Upload) -> None:
    """Show what is in the workbook in numbers, and its statuses, folded."""
    _ = view.translator
    preview, summary, none = unfiltered_view(view, workbook.preview), workbook.read.summary, _("none")
    facts = {
        _("Read as"): label("layout", workbook.reading.layout, _),
        _("It holds"): record_counts(summary, _),
        _("Agencies"): "; ".join(summary.agencies) or none,
        _("Themes"): "; ".join(summary.themes) or none,
        _("Rounds"): round_words(summary, _) or none,
    }
    with st.expander(_("What it holds, in numbers and names")):
        show(part("upload.facts", definitions(facts.items())))
    if workbook.reading.layout == PAPER:
        with st.expander(_("How each heading was read")):
            show(columns_part(preview))
            show(unread_part(preview))
    with st.expander(_("The statuses and what they mean")):
        show(key_part(preview))
        show(statuses_read_part(preview))
        if issues_of(preview, from_colour=True):
            show(part("upload.colours.title", element("h3", _("Read from a cell’s colour"))))
            show(issues_part(preview, from_colour=True, key="upload.colours"))


def _show_buttons(file: Upload, sheet: SheetPreview, number: int, issues: list[Issue], _: Translator) -> None:
    """Show what can be done with a sheet; nothing where it is the only one, and all of it was read."""
    mapping = mapping_form.sheet_mapping(sheet)
    is_read = mapping_form.is_sheet_read(file, sheet) or (mapping.read and mapping.header_row is not None)
    rows = [each.found for each in issues if each.code in ROWS_NOT_ITEMS and mapping_form.parse_rows(each.found)]
    cells = {each.cell for each in file.reading.issues if each.sheet == sheet.name and each.code == "status-blank"}
    blank = format_row_ranges(sorted(column_and_row(cell)[1] for cell in cells))  # they may be headings
    others = any(mapping_form.is_sheet_read(file, other) for other in file.read.sheets if other is not sheet)
    if is_read and not (others or rows or blank):
        return
    key, change, add = f"upload.sheet.{number}", mapping_form.set_read, mapping_form.add_rows
    with st.container(horizontal=True, key=f"upload-sheet-buttons-{number}"):
        if not is_read:
            label, read = _("Read this too") if others else _("Read this sheet"), {"read": True}
            st.button(label, on_click=change, args=(sheet,), kwargs=read, key=f"{key}.read")
        elif others:
            st.button(_("Not this"), on_click=change, args=(sheet,), kwargs={"read": False}, key=f"{key}.not")
        for index, words in enumerate(rows):
            n = len(mapping_form.parse_rows(words))
            label = _.plural("Row {rows} is a recommendation", "Rows {rows} are recommendations", n, rows=words)
            st.button(label, on_click=add, args=(sheet, "item_rows", words), key=f"{key}.items.{index}")
        if blank:
            n = len(mapping_form.parse_rows(blank))
            label = _.plural("Leave row {rows} out", "Leave rows {rows} out", n, rows=blank)
            st.button(label, on_click=add, args=(sheet, "excluded_rows", blank), key=f"{key}.blank")


def _form(workbook: Upload, _: Translator) -> None:
    with st.form(f"upload.answers.{workbook.token}", border=False):
        _ask_scale(workbook, _)
        if (undated := _issue_of(workbook, _UNDATED)) is not None:
            st.markdown(escape_markdown(message(undated, _)))
            label, month = _("The month this list is from, such as 2024-06"), workbook.options.as_at or ""
            st.text_input(label, value=month, key=f"upload.month.{workbook.token}", width=FIELD_WIDTH, max_chars=7)
        if (review := _issue_of(workbook, _REVIEW)) is not None:
            published = map(str, displayed_tracker().tracker.recommendations["review"].unique())
            names = list(dict.fromkeys([review.found, *published, review.details.get("assumed", review.found)]))
            why = _(
                "The workbook does not name its review. Only under the same review is a recommendation the same as "
                "before."
            )
            st.markdown(escape_markdown(why))
            label, key = _("The review these recommendations are of"), f"upload.review.{workbook.token}"
            st.selectbox(label, names, key=key, width=FIELD_WIDTH)
        st.form_submit_button(_("Read the workbook again with these answers"), on_click=_read_again, args=(workbook,))


def _issue_of(workbook: Upload, codes: Collection[str]) -> Issue | None:
    """Return the first issue of a workbook with one of some codes; None without one."""
    return next((issue for issue in workbook.reading.issues if issue.code in codes), None)


def _read_again(workbook: Upload) -> None:
    """Let the next run read the workbook with the answers of the form; keep the error of an invalid answer.

    Fields that the form has not, or that are left as they are, have the previous answers.
    """
    if not _is_current(workbook):
        return
    state, review, options = st.session_state, _issue_of(workbook, _REVIEW), workbook.options
    if review is not None and (chosen := str(state[f"upload.review.{workbook.token}"])) != review.found:
        options = replace(options, review=chosen)
    try:
        scale, complete = _scale_answers(workbook)
        if _issue_of(workbook, _UNDATED) is not None:
            month = str(state[f"upload.month.{workbook.token}"]).strip()
            options = replace(options, as_at=parse_options(scale=None, as_at=month or None).as_at)
        UploadState.change(UploadState.read_again, replace(options, scale=scale, complete=complete))
    except OptionError as fault:
        st.session_state[_FAULT] = fault


def _is_current(workbook: Upload) -> bool:
    """Whether a press is about the workbook that is there: a browser may send one for a file before it."""
    current = UploadState.current().workbook
    return current is not None and current.request.content == workbook.request.content


def _ask_scale(workbook: Upload, _: Translator) -> None:
    """Show a field for each position of the scale, and one for what means done; nothing without open statuses."""
    if not (words := _words(workbook)):
        return
    st.markdown(escape_markdown(_("The statuses are words of the tracker’s own. Say their order, the worst first.")))
    key, worst_first = f"upload.scale.{workbook.token}", order_worst_first(words)
    ordered = [word for word in worst_first if word in words]
    common_order = ordered if PROGRESS_WORDS.issuperset(map(label_key, words)) else []
    default_order = common_order if workbook.options.scale is None else list(workbook.options.scale)
    for position in range(1, len(words) + 1):
        label = _("Status {n}, the worst", n=position) if position == 1 else _("Status {n}", n=position)
        at = words.index(default_order[position - 1]) if position <= len(default_order) else None
        st.selectbox(label, words, index=at, key=f"{key}.{position}", placeholder=_("not said yet"), width=FIELD_WIDTH)
    done = [word for word in default_order[-1:] if worst_first[-1] == word]
    done = done if workbook.options.complete is None else [*workbook.options.complete]
    label = _("Which of them mean done?")
    st.multiselect(label, words, default=done, key=f"{key}.done", placeholder="", width=FIELD_WIDTH)


def _scale_answers(workbook: Upload) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the order and the statuses that mean done; the previous answers where the form has no such fields.

    Raises OptionError where a status has two positions, or none.
    """
    words, key = _words(workbook), f"upload.scale.{workbook.token}"
    order = tuple(st.session_state[f"{key}.{position}"] for position in range(1, len(words) + 1))
    if not any(order):
        return workbook.options.scale, workbook.options.complete
    if None in order:
        raise OptionError("scale-missing", given=", ".join(word for word in words if word not in order))
    if len(set(order)) < len(order):
        raise OptionError("scale-repeated", given=next(word for word in order if order.count(word) > 1))
    return order, tuple(word for word in order if word in st.session_state[f"{key}.done"])


def _words(workbook: Upload) -> list[str]:
    """Return the statuses of the previous answer and of the cells; empty without a question for the scale."""
    proposed, previous = workbook.reading.proposed_scale, workbook.options.scale or ()
    known = {label_key(word) for word in previous}
    return [*previous, *(word for word, _ in proposed.words if label_key(word) not in known)] if proposed else []


def _forget() -> None:
    """Delete the answers from the store, and let the next run read the workbook without them."""
    upload = UploadState.current().upload
    if upload is not None and attempt(_FORGET_FAULT, partial(Store.forget_mapping, headings=upload.request.headings)):
        UploadState.change(UploadState.read_again, NO_OPTIONS)
