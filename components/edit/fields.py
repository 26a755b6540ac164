"""The fields of one recommendation: what is published, and what is typed in its place."""

from collections.abc import Callable

import streamlit as st

from components.choices.controls import publisher_name_field
from components.choices.draft_fields import WIDE, DraftForm, show_name_needed
from components.document.pieces import show, show_answer, show_paragraphs, show_section_heading, show_subtitle
from components.edit.changes import EditState, Key, choose, listed_keys, offer_deletion
from components.elements import element, part
from components.session.links import href
from components.session.view import View
from model.returns.draft import FOLLOWED_UP_BY, LINK, NEW, NOTE, NOTES, value_text
from model.terms import Basis, NameKind
from model.tracker.reading import Row
from wording.catalogue import Translator
from wording.formatting import reviewed_ref
from wording.names import decision_word, field_name, kind_words

_CHOSEN = "edit.chosen"
# The fields of several lines, and those for one of the names of a kind.
_LONG = ("recommendation", "update", "reason")
_NAMES = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY, "lead_role": NameKind.ROLE}


def show_edit_header(view: View, state: EditState) -> None:
    """Show which recommendation is changed, how much is not published, and the choice of another."""
    _, count = view.translator, len(state.changes)
    table, is_named = state.current.tracker.recommendations, view.tracker.has_shared_refs
    ref = reviewed_ref(*state.key, named=is_named)
    show_answer(_("Add a recommendation") if state.is_new else _("Edit recommendation {ref}", ref=ref))
    changed = _.plural("{n} change is not published yet.", "{n} changes are not published yet.", count)
    how = _("What you write is saved when you leave a field, is seen by editors alone, and is published below.")
    show_subtitle(changed if count else _("Nothing is changed yet."), how)
    publisher_name_field(_, key="edit.who", width=WIDE)
    show_name_needed(_)
    st.session_state[_CHOSEN] = state.key
    titles = {
        (review, ref): f"{reviewed_ref(review, ref, named=is_named)} {title}".rstrip()
        for review, ref, title in zip(table["review"], table["ref"], table["title"].fillna(""), strict=True)
    }

    def words(key: Key) -> str:
        return titles.get(key) or _("New recommendation {n}", n=key[1].removeprefix(NEW))

    st.selectbox(_("Recommendation"), listed_keys(state), format_func=words, key=_CHOSEN, on_change=_choose, width=WIDE)


def show_recommendation_fields(view: View, state: EditState) -> None:
    """Show the title, the text, the theme, who leads and who supports; of a new one its review and ref."""
    _, named, row = view.translator, state.current.published, NEW if state.is_new else ""
    if state.is_new:
        reviews = [*named.reviews, *filter(None, [state.text("reviews:+:review")])]
        options = {"": _("Not chosen yet")} | {name: name for name in reviews}
        state.choice_field("recommendations:+:review", field_name("review", _), options, in_list=True)
        state.text_field("recommendations:+:ref", field_name("ref", _))
    else:
        url = href("recommendation", {**view.query, "review": state.key[0], "ref": state.key[1]})
        show(part("edit.read", element("p", element("a", _("Read it as it is published"), href=url))))
    place = f"recommendations:{row}"
    supporting = _("{field}, with a semicolon between two", field=field_name("supporting_agencies", _))
    _show_texts(state, place, _, title="", recommendation="")
    for field, kind in _NAMES.items():
        state.name_field(f"{place}:{field}", field_name(field, _), sorted({each.name for each in named.names_of(kind)}))
        if kind is NameKind.AGENCY:
            _show_texts(state, place, _, supporting_agencies=supporting)
    _show_texts(state, place, _, title_cy="", recommendation_cy="")
    offer_deletion(state, "recommendations", row, _("Delete this recommendation"), _)


def show_update_fields(view: View, state: EditState) -> None:
    """Show the choice of a new update or one to correct, and its status, words and evidence."""
    _, kinds = view.translator, kind_words(view.translator)

    def words(row: Row) -> str:
        return f"{value_text(row.get('date'))}, {kinds[value_text(row.get('kind'))]}"

    row = _chosen_row(state, "progress", _("Which update"), words, _)
    place = f"progress:{row}"
    _show_texts(state, place, _, date=_("Date, such as March 2027"))
    state.choice_field(f"{place}:kind", field_name("kind", _), kinds)
    state.status_field(f"{place}:status", field_name("status", _), view.scale)
    bases = {"": _("not given"), Basis.PUBLISHED.value: _("Published"), Basis.INFERRED.value: _("Inferred")}
    state.choice_field(f"{place}:basis", field_name("basis", _), bases)
    address = _("Evidence: its address, such as https://example.org/minutes")
    evidence = {"evidence": _("Evidence: its title"), LINK: address}
    _show_texts(state, place, _, rated_by="", update="", update_cy="", **evidence)
    offer_deletion(state, "progress", row, _("Delete this update"), _)


def show_target_fields(view: View, state: EditState) -> None:
    """Show the choice of a new target date or one to correct, and its reason."""
    _, target = view.translator, "" if state.is_new else state.published_text("recommendations::target")
    if target:
        show_paragraphs(_("The tracker began with the target date {target}.", target=target), key="edit.target")
    row = _chosen_row(state, "targets", _("Which target date"), lambda row: value_text(row.get("target")), _)
    label = _("New target date, such as March 2027") if row.startswith(NEW) else ""
    _show_texts(state, f"targets:{row}", _, target=label, date=_("Set in, such as March 2027"), reason="")
    offer_deletion(state, "targets", row, _("Delete this target date"), _)


def show_promise_fields(view: View, state: EditState) -> None:
    """Show the choice of a new promise or one to change, with whom, by when, whether it is done and its outcome."""
    _ = view.translator

    def words(row: Row) -> str:
        return f"{value_text(row.get('activity'))} ({value_text(row.get('due')) or _('without a date')})"

    row = _chosen_row(state, "monitoring", _("Which promise"), words, _)
    promise = {"activity": _("What is promised"), "with": _("With whom"), "due": _("When, such as March 2027")}
    _show_texts(state, f"monitoring:{row}", _, **promise)
    state.flag_field(f"monitoring:{row}:done", _("Fulfilled"))
    _show_texts(state, f"monitoring:{row}", _, outcome=_("Outcome"))
    offer_deletion(state, "monitoring", row, _("Delete this promise"), _)


def show_decision_fields(view: View, state: EditState) -> None:
    """Show the choice of a new decision or one to correct: closed, superseded, or open again, and why."""
    _ = view.translator

    def words(row: Row) -> str:
        return f"{value_text(row.get('date'))}, {decision_word(value_text(row.get('decision')), _)}"

    row = _chosen_row(state, "decisions", _("Which decision"), words, _)
    place, review = f"decisions:{row}", state.key[0] or state.text("recommendations:+:review")
    field, instead, none = f"{place}:decision", f"{place}:superseded_by", _("No new decision")
    state.decision_field(field, instead, state.current.tracker, review=review, none=none)
    title, address = _("Evidence for the decision: its title"), _("Evidence for the decision: its address")
    _show_texts(state, place, _, reason=_("Reason of the decision"), **{"evidence": title, LINK: address})
    offer_deletion(state, "decisions", row, _("Delete this decision"), _)


def show_note_fields(view: View, state: EditState) -> None:
    """Show the note to colleagues on a recommendation and who follows it up; nothing of one that is not published."""
    if state.is_new:
        return
    _, form = view.translator, DraftForm(state.drafts, NOTES, state.key)
    show_section_heading(_("Between colleagues"))
    who = _("Editors alone see this. It is in no paper, download or public page, and saved without publishing.")
    show_paragraphs(who, key="edit.colleagues")
    form.text_field(NOTE, _("Note to colleagues"), lines=True)
    form.text_field(FOLLOWED_UP_BY, _("Who follows it up"))


def show_review_fields(view: View, state: EditState) -> None:
    """Show the fields of a new review, of which recommendations can be added."""
    _ = view.translator
    names = {"review": _("Short name of the review"), "title": _("Title of the review")}
    _show_texts(state, "reviews:+", _, **names, published=_("Published on, such as 3 March 2027"), body="", source="")


def _choose() -> None:
    if isinstance(key := st.session_state.get(_CHOSEN), tuple):  # else the label of an option in another language
        choose(key)


def _chosen_row(state: EditState, table: str, label: str, words: Callable[[Row], str], _: Translator) -> str:
    """Return the name of the row whose fields are shown: one to correct, or a new one."""
    published = state.rows(table)
    *begun, fresh = state.new_rows(table)
    if not published and not begun:
        return fresh
    names = {fresh: _("A new one")}
    names |= {row: _("New, number {n}", n=number) for number, row in enumerate(begun, start=1)}
    names |= {row: words(values) for row, values in published.items()}
    options = [*begun, fresh, *reversed(published)]
    key = f"edit.row.{table}.{state.key}"
    chosen: str = st.selectbox(label, options, format_func=lambda row: names.get(row, row), key=key, width=WIDE)
    return chosen


def _show_texts(state: EditState, place: str, _: Translator, **labels: str) -> None:
    """Show fields for words of a row, each with its label, "" for its heading in the workbook.

    Below a translation it is said where the words that it translates were changed.
    """
    for name, label in labels.items():
        field, english = f"{place}:{name}", f"{place}:{name.removesuffix('_cy')}"
        state.text_field(field, label or field_name(name, _), lines=name.removesuffix("_cy") in _LONG)
        is_changed = english != field and state.text(english) != state.published_text(english)
        if is_changed and state.text(field) and state.text(field) == state.published_text(field):
            words = _("This is the Welsh of the words before. Change it as well, or empty it.")
            show(part(f"edit.stale.{field.replace(':', '.')}", element("p", words, class_="flag")))
