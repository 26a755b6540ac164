"""Steps 3 and 4 of Upload: its issues with their corrections, what would change, and what others changed as well."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from operator import call
from pathlib import Path
from typing import cast

import pandas as pd
import streamlit as st

from analysis.status import count_by_round
from components import difference
from components.data_checks import checks_sentence, issue_nodes, issues_of
from components.document.document import FileOffer, file_link
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, part
from components.figures import status_over_time_part
from components.making import Work
from components.published import LoadedTracker
from components.session.upload_state import Change, Comparison, DecidedConflict, Upload, UploadState
from components.session.view import View
from components.upload.comparison import PublishTarget, chosen_change, chosen_mode, compare, mode_key
from components.upload.mapping_form import drafted_options
from components.upload.step1_file import record_file
from components.upload.step2_reading import asks_review
from components.upload.steps import as_link, files_view, note_file, show_not_yet, step_link, unfiltered_view
from loaders.canonical import workbook_bytes
from loaders.client import annotated_copy
from loaders.fixes import fixes_of, with_fixes
from loaders.options import Correction
from loaders.security import Limits
from model.access import Actor, Role
from model.tracker.reading import Issue, Severity, column_letters
from model.tracker.tracker import Tracker
from model.versions.difference import MergeSide
from model.versions.version import Action, Mode, StoreError
from reports.registry import XLSX
from store.merge import is_translation
from wording.catalogue import Translator, label
from wording.differences.losses import conflict_name, conflict_values, loss_lines
from wording.differences.sentences import DifferenceContext, difference_headline, no_newer_round_warning
from wording.formatting import Names, diff_words, format_location, join_first, written_word
from wording.issues import issue_sentence, message, with_status_names
from wording.names import PAPER, refusal, store_fault
from wording.versions import publisher_of

_TABLE = "upload.table"
# The key of the checkbox that lets the corrections serve the next workbook with the same headings.
KEEP = "upload.corrections.keep"
_MOST_SHOWN, _MOST_PLACES = 20, 6
# Blanks, on which a colour is shown.
_SAMPLE = "\u2003\u2003"
# The issues that one fix mends: those of one text in one column.
_OneProblem = list[Issue]


def show_issues(view: View, workbook: Upload | None) -> None:
    """Show the issues of a workbook by kind, its annotated copy, and the checkbox for warnings that were read."""
    _ = view.translator
    if workbook is None:
        show_not_yet(_("Every cell that needs attention is listed here, with what to do."), key="upload.wrong.none")
        return
    preview = unfiltered_view(view, workbook.preview)
    show_paragraphs(checks_sentence(preview), key="upload.wrong")
    if errors := workbook.reading.issues_of(Severity.ERROR):
        text = label("upload-count", "errors", _, n=len(errors))
        show_paragraphs([element("strong", step_link(text, 2))], key="upload.errors")
    problems = correctable(workbook)
    show_corrections(view, workbook, problems)
    show(_issues_part(preview, {id(issue) for problem in problems for issue in problem}))
    _show_files(view, workbook)
    if warnings := workbook.reading.issues_of(Severity.WARNING):
        words = _.plural("I have read the {n} warning", "I have read the {n} warnings", len(warnings))
        st.checkbox(words, key=_checkbox_key(workbook))


def warnings_read(workbook: Upload) -> bool:
    """Whether the reader has confirmed the warnings; true without warnings."""
    return not workbook.reading.issues_of(Severity.WARNING) or bool(st.session_state.get(_checkbox_key(workbook)))


def show_changes(view: View, workbook: Upload | None, target: PublishTarget) -> Change | None:
    """Show the changes against the current version, and return the change to publish; None for no publishing."""
    _ = view.translator
    if workbook is None:
        show_not_yet(_("What would change is told here, before anything is published."), key="upload.change.none")
        return None
    if not workbook.reading.publishable:
        has_errors = _("What would change is told here once the errors above are corrected.")
        show_not_yet(has_errors, key="upload.change.none", step=3)
        return None
    try:
        comparison = compare(workbook, target)
    except StoreError as fault:
        st.error(escape_markdown(store_fault(fault, _)))
        return None
    _choose_mode(workbook, comparison, _)
    change = chosen_change(workbook, comparison)
    if change is not None:
        if change.candidate.mode is Mode.MERGE:
            show_conflicts(view, comparison)
        _show(view, workbook, change, comparison)
    return change


# The most conflicts with a choice of their own; the buttons decide all.
_MOST = 100
# The most characters of a text whose changed words need no marks.
_SHORT = 80


def show_conflicts(view: View, comparison: Comparison) -> None:
    """Show each conflict with a choice, and the buttons that choose for all; nothing without a conflict."""
    _, conflicts, tracker = view.translator, comparison.conflicts, comparison.before.tracker
    if not conflicts:
        return
    left = sum(each.chosen is None for each in conflicts)
    waiting = _.plural("Publishing waits for {n} choice.", "Publishing waits for {n} choices.", left)
    why = label("upload-count", "conflicts", _, n=len(conflicts))
    words = f"{why} {waiting if left else _('Everything is chosen.')}"
    show(part("upload.conflicts", element("h3", _("Choose what is published")), element("p", words, class_="prose")))
    both = {MergeSide.FILE: _("Take all that is in the workbook"), MergeSide.PUBLISHED: _("Keep all that is published")}
    with st.container(horizontal=True):
        for side, name in both.items():
            key = f"upload.conflicts.{side.value}"
            chosen = {each.key: side for each in conflicts}  # as the fields below do one by one
            st.button(escape_markdown(name), on_click=st.session_state.update, args=(chosen,), key=key)
    several = tracker.recommendations["review"].nunique() > 1
    context = DifferenceContext(_, (tracker.scale,), Names(tracker.names), several)
    for number, each in enumerate(conflicts[:_MOST]):
        _show_conflict(each, number, context)
    if (count := len(conflicts)) > _MOST:
        cut = _("These are the first {n} of {all}. The buttons above decide the others too.", n=_MOST, all=count)
        show(part("upload.conflicts.more", element("p", cut, class_="muted")))


def correctable(workbook: Upload) -> list[_OneProblem]:
    """Return the problems with a plain fix, errors first."""
    found: dict[tuple[str, ...], _OneProblem] = {}
    for issue in workbook.reading.issues:
        if issue.severity is not Severity.INFO and fixes_of(issue, workbook.reading.scale):
            place = issue.cell if issue.code == "status-colour-disagrees" else column_letters(issue)
            found.setdefault((issue.code, issue.sheet, place, issue.found), []).append(issue)
    return sorted(found.values(), key=lambda problem: problem[0].severity is not Severity.ERROR)[:_MOST_SHOWN]


def show_corrections(view: View, workbook: Upload, problems: Sequence[_OneProblem]) -> None:
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


def correction_text(correction: Correction, _: Translator) -> str:
    """Return what a correction reads, and where; or the status that it adds to the scale."""
    if correction.is_new_status:
        return _("“{status}” is a status that means done", status=correction.value)
    place = format_location(correction.sheet, f"{correction.column}{correction.row or ''}", _)
    return _("{place}: “{found}” is read as “{value}”", place=place, found=correction.found, value=correction.value)


def _issues_part(view: View, shown: Collection[int]) -> HtmlNode:
    """Show errors and warnings by kind, and notes folded.

    Issues of statuses read from colours are in step 2; issues shown with their fixes are left out.
    """
    _, issues = view.translator, [issue for issue in issues_of(view, from_colour=False) if id(issue) not in shown]
    infos = [issue for issue in issues if issue.severity is Severity.INFO]
    nodes_of = partial(issue_nodes, view, columns=view.loaded.reading.columns, on="upload", linked=as_link)
    nodes = nodes_of(issue for issue in issues if issue.severity is not Severity.INFO)
    if infos:
        title = _.plural("{n} note for your information", "{n} notes for your information", len(infos))
        nodes.append(element("details", element("summary", title), *nodes_of(infos)))
    return part("upload.issues", *(nodes or [element("p", _("Nothing to report."), class_="muted")]))


def _checkbox_key(workbook: Upload) -> str:
    return f"upload.warnings.{workbook.token}"


def _show_files(view: View, workbook: Upload) -> None:
    """Show the downloads: a paper as a workbook, to fill its blanks in; a workbook with its cells marked, corrected."""
    _, reading = view.translator, workbook.reading
    if reading.layout == PAPER:
        name, work = f"{Path(workbook.request.name).stem}.xlsx", partial(workbook_bytes, reading.rows, reading.scale)
        offer = FileOffer("workbook.xlsx", name, XLSX, lambda _actor: work, role=Role.EDITOR)
        text = _(
            "To fill in what the paper leaves blank: correct the workbook, and choose it here instead of the paper."
        )
        _show_file(view, offer, _("Download what was read as a workbook"), text)
        return
    if not reading.issues:
        return
    text = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    _show_file(view, _marked_copy(workbook, (), _), _("Download a copy of your workbook with the cells marked"), text)
    marked = [(each, correction_text(each, _)) for each in workbook.options.corrections if not each.is_new_status]
    if marked:
        note = _("The corrected cells are marked, each with what was there before. Charts and pictures are not in it.")
        offer = _marked_copy(workbook, marked, _)
        _show_file(view, offer, _("Take the corrected workbook"), note, key="upload.corrected.file")


def _marked_copy(workbook: Upload, corrections: Sequence[tuple[Correction, str]], _: Translator) -> FileOffer:
    """Return the offer of a copy with the cells of issues marked, or of corrections, which are written in.

    Its work has a process of its own.
    """
    request, reading, word = workbook.request, workbook.reading, "corrected" if corrections else "marked"

    def work(_actor: Actor) -> Work:
        issues = () if corrections else with_status_names(reading.issues, reading.scale, _)
        notes = [(each.sheet, each.cell, each.severity, issue_sentence(each, _, on="upload")) for each in issues]
        limits = Limits.from_environment()
        return partial(annotated_copy, request.content, notes, limits=limits, corrections=corrections)

    name = f"{Path(request.name).stem}-{word}.xlsx"
    return FileOffer(f"{word}.xlsx", name, XLSX, work, make=call, role=Role.EDITOR)


def _show_file(view: View, offer: FileOffer, label: str, note: str, *, key: str = "upload.issues.file") -> None:
    note_file(view, offer)
    show(part(key, file_link(files_view(view), offer, label), element("p", note, class_="muted")))


def _choose_mode(workbook: Upload, comparison: Comparison, _: Translator) -> None:
    """Show the choice of a mode, with the effect of each; where it is fixed, show why."""
    changes = comparison.changes
    if workbook.merge_only:
        if Mode.MERGE in changes:
            updates = _("The workbook holds updates alone. They would be added to what is published.")
            texts = _("The workbook is that of a translator. It would fill in Welsh texts and change nothing else.")
            show_paragraphs(texts if is_translation(workbook.reading) else updates, key="upload.mode.only")
            for issue in changes[Mode.MERGE].candidate.reading.issues:
                if issue.code == "translation-changed":  # its English has changed, so that it is not taken
                    st.warning(escape_markdown(f"{issue.sheet}: {issue_sentence(issue, _)}"))
        elif comparison.no_merge is not None:
            show_paragraphs(refusal("merge", comparison.no_merge, _), key="upload.mode.none")
        return
    if Mode.MERGE not in changes:
        if comparison.no_merge is not None and not changes[Mode.REPLACE].difference.is_empty:
            alone = _("The workbook would replace what is published.")
            show_paragraphs(f"{alone} {refusal('merge', comparison.no_merge, _)}", key="upload.mode.why")
        return
    merge = _("Merge: what the workbook changes is taken, and everything else stays")
    if comparison.is_another:
        merge = _("Add: its recommendations are another review, and what is published stays")
    replacing = _("Replace: the workbook is the whole tracker from now on")
    names, effects = {Mode.MERGE: escape_markdown(merge), Mode.REPLACE: escape_markdown(replacing)}, []
    for change in map(changes.__getitem__, names):
        lost = "; ".join(loss_lines(change.losses, _).values())
        losing = [_("It loses: {lost}.", lost=lost)] if lost else []
        effects.append(escape_markdown(" ".join([*losing, difference_headline(change.difference, _)])))
    # set in each run: the browser knows the options by their labels, which change with the language
    st.session_state[mode_key(workbook)] = chosen_mode(workbook, comparison)
    label, words, key = _("How the workbook is published"), names.__getitem__, mode_key(workbook)
    st.radio(label, list(names), format_func=words, captions=effects, key=key)


def _show(view: View, workbook: Upload, change: Change, comparison: Comparison) -> None:
    _, found, before, after = view.translator, change.difference, comparison.before, change.after
    latest = map(_latest_round, (before.tracker, after))
    earlier, later = (None if pd.isna(month) else month.date() for month in latest)
    adds_none = no_newer_round_warning(earlier, later, _)
    if adds_none and not found.is_empty:
        show_paragraphs(adds_none, key="upload.no-round")
    if comparison.is_another:
        text = _("Nothing that is published is in the workbook. Is its review named as before? See step 2.")
        show_paragraphs([step_link(text, 2)], key="upload.none-the-same")
        reviews = before.tracker.recommendations["review"].unique()
        if len(reviews) == 1 and asks_review(workbook):
            label = escape_markdown(_("Read it as the review “{review}”", review=reviews[0]))
            again = UploadState.read_again, replace(workbook.options, review=str(reviews[0]))
            st.button(label, on_click=UploadState.change, args=again, key="upload.as-review")
    linked, button = [(before.tracker, view.language_query)], difference.table_button(_TABLE, _)
    sentences = partial(difference.difference_part, linked=linked, all_changes=button, key="upload.difference")
    key = "changes of an upload", after.digest, view.key
    show(before.drawn(key, lambda: sentences(view, before.tracker, after)))
    note_file(view, difference.changes_file(view, before.tracker, after))
    show(difference.difference_table_part(files_view(view), before.tracker, after, key=_TABLE))
    if not found.is_empty:
        _show_charts(view, change, before)


def _show_charts(view: View, change: Change, before: LoadedTracker) -> None:
    """Show status over time before and after publishing, side by side."""
    _ = view.translator
    now, later = _("Status over time now"), _("Status over time after publishing")
    shown = (("before", now, before.tracker), ("after", later, change.after))
    for column, (name, title, tracker) in zip(st.columns(2, gap="large"), shown, strict=True):
        with column:
            show(part(f"upload.chart.{name}.title", element("h3", title)))
            counts = count_by_round(tracker, as_at=_latest_round(tracker))
            whole = unfiltered_view(view, replace(before, tracker=tracker))
            show(status_over_time_part(whole, counts, title=title, key=f"upload-{name}"))


def _latest_round(tracker: Tracker) -> pd.Timestamp:
    """Return the month of a tracker's latest update, or NaT."""
    return cast(pd.Timestamp, tracker.progress["round"].max())


def _show_conflict(decided: DecidedConflict, number: int, context: DifferenceContext) -> None:
    _, (published, yours) = context.translator, conflict_values(decided.conflict, context)
    version, published_by = decided.version, _("Published")
    if version is not None:
        by = {"number": version.number, "who": publisher_of(version, _)}
        published_by = _("Published: version {number}, {who}", **by)
    titles = {MergeSide.PUBLISHED: escape_markdown(published_by), MergeSide.FILE: escape_markdown(_("In the workbook"))}
    # set in each run: the browser knows the options by their labels, which change with the language
    st.session_state[decided.key] = decided.chosen
    label, words = escape_markdown(conflict_name(decided.conflict, context)), titles.__getitem__
    captions = [escape_markdown(published), escape_markdown(yours)]
    st.radio(label, [*titles], index=None, format_func=words, captions=captions, horizontal=True, key=decided.key)
    if max(len(published), len(yours)) > _SHORT and decided.conflict.field:
        show(part(f"upload.conflict.{number}.words", difference.marked_words(diff_words(published, yours), _)))


def _show_made(workbook: Upload, _: Translator) -> None:
    """Show each correction with a button that undoes it, and whether to keep them; nothing without any."""
    if not workbook.options.corrections:
        return
    show(part("upload.corrected.title", element("h3", _("Corrected here"))))
    undo = partial(_correct, undo=True)
    for number, correction in enumerate(workbook.options.corrections):
        with st.container(horizontal=True, vertical_alignment="center", key=f"upload-corrected-row-{number}"):
            show_paragraphs(correction_text(correction, _), key=f"upload.corrected.{number}")
            st.button(_("Undo"), on_click=undo, args=((correction,),), key=f"upload.corrected.undo.{number}")
    st.checkbox(_("Keep these corrections for the next workbook with the same headings"), key=KEEP)


def _button(label: str, fixes: Sequence[Correction], *, key: str) -> None:
    st.button(escape_markdown(label), on_click=_correct, args=(tuple(fixes),), key=key)


def _label(correction: Correction, workbook: Upload, _: Translator) -> str:
    if correction.is_new_status:
        return _("“{status}” is a status: complete and signed off", status=correction.value)
    scale = workbook.reading.scale
    value = written_word(correction.value, scale, _) if correction.value in scale.names else correction.value
    if correction.is_of_colour:
        return _("Read this colour as {value}", value=value)
    if correction.within:
        return _("“{found}” is {value}", found=correction.found, value=value)
    return _("Read “{found}” as {value}", found=correction.found, value=value)


def _correct(fixes: Sequence[Correction], *, undo: bool = False) -> None:
    """Read the workbook again with some fixes, or without them, and record each on the audit trail."""
    file, options = UploadState.current().upload, drafted_options()
    if file is None:
        return
    for fix in fixes:
        record_file(Action.CORRECTION, file.request, f"↶ {fix}" if undo else str(fix))
    left = tuple(each for each in options.corrections if each not in fixes)
    changed = replace(options, corrections=left) if undo else with_fixes(options, fixes)
    UploadState.change(UploadState.read_again, changed)
