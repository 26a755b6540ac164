"""Step 4 of an upload where the workbook and other people have changed the same: both values, and a choice for each."""

import streamlit as st

from components.document.pieces import show
from components.elements import element, escape_markdown, part
from components.reading.difference import marked_words
from components.session.upload_state import Comparison, DecidedConflict
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.comparison import choose_sides, conflict_key
from model.versions.difference import MergeSide
from wording.answers.versions import publisher_of
from wording.catalogue import Translator
from wording.differences.changes import DifferenceContext
from wording.differences.conflicts import conflict_name, conflict_values
from wording.format.names import Names
from wording.format.text import diff_words

_MOST = 100
"""The most conflicts with a choice of their own; the buttons decide all."""
_SHORT = 80
"""The most characters of a text whose changed words need no marks."""


def show_conflicts(view: View, workbook: UploadedWorkbook, comparison: Comparison) -> None:
    """Show each conflict with a choice, and the buttons that choose for all; nothing without a conflict."""
    _, conflicts, tracker = view.translator, comparison.conflicts, comparison.before.tracker
    if not conflicts:
        return
    introduction = element("p", _introduction(comparison, _), class_="prose")
    show(part("upload.conflicts", element("h3", _("Choose what is published")), introduction))
    with st.container(horizontal=True):
        for side, label in (
            (MergeSide.FILE, _("Take all that is in the workbook")),
            (MergeSide.PUBLISHED, _("Keep all that is published")),
        ):
            key = f"upload.conflicts.{side.value}"
            st.button(escape_markdown(label), on_click=choose_sides, args=(workbook, comparison, side), key=key)
    several = tracker.recommendations["review"].nunique() > 1
    context = DifferenceContext(_, (tracker.scale,), Names(tracker.names), several)
    for number, each in enumerate(conflicts[:_MOST]):
        _show_conflict(each, conflict_key(workbook, comparison.number, each.conflict), number, context)
    if len(conflicts) > _MOST:
        shown = {"n": _MOST, "all": len(conflicts)}
        cut = _("These are the first {n} of {all}. The buttons above decide the others too.", **shown)
        show(part("upload.conflicts.more", element("p", cut, class_="muted")))


def _introduction(comparison: Comparison, _: Translator) -> str:
    """Return why there is something to choose, and how much is left."""
    conflicts = comparison.conflicts
    why = _.plural(
        "In {n} place the workbook differs from what is published, and somebody has to say what is right.",
        "In {n} places the workbook differs from what is published, and somebody has to say what is right.",
        len(conflicts),
    )
    left = sum(each.chosen is None for each in conflicts)
    waiting = _.plural("Publishing waits for {n} choice.", "Publishing waits for {n} choices.", left)
    return f"{why} {waiting if left else _('Everything is chosen.')}"


def _show_conflict(decided: DecidedConflict, key: str, number: int, context: DifferenceContext) -> None:
    _, (published, yours) = context.translator, conflict_values(decided.conflict, context)
    titles = {MergeSide.PUBLISHED: _published_by(decided, _), MergeSide.FILE: _("In the workbook")}
    # set in each run: the browser knows the options by their labels, which change with the language
    st.session_state[key] = decided.chosen
    st.radio(
        escape_markdown(conflict_name(decided.conflict, context)),
        list(titles),
        index=None,
        format_func=lambda side: escape_markdown(titles[side]),
        captions=[escape_markdown(published), escape_markdown(yours)],
        horizontal=True,
        key=key,
    )
    if max(len(published), len(yours)) > _SHORT and decided.conflict.field:
        show(part(f"upload.conflict.{number}.words", marked_words(diff_words(published, yours), _)))


def _published_by(decided: DecidedConflict, _: Translator) -> str:
    version = decided.version
    if version is None:
        return _("Published")
    return _("Published: version {number}, {who}", number=version.number, who=publisher_of(version, _))
