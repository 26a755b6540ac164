"""Step 5 of Upload, publishing with a name and a reason, and the header, which has what publishing waits for."""

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime

import streamlit as st

from components.choices.controls import FIELD_WIDTH, attempt, press_result, publisher_name_field
from components.difference import newer_version_seen, show_newer_version, version_difference_part
from components.document.pieces import show, show_answer, show_banner, show_points, show_subtitle
from components.elements import HtmlNode, element, escape_markdown, part
from components.graceful_end import PUBLISHING
from components.published import displayed_tracker
from components.session.links import HOME, href
from components.session.upload_state import (
    LONGEST_REASON,
    Change,
    ChosenReturns,
    RememberedAnswers,
    Upload,
    UploadState,
)
from components.session.view import View
from components.upload.comparison import PublishTarget, chosen_change, compare, publish_target
from components.upload.step2_reading import unconfirmed_doubts
from components.upload.step3_issues import KEEP, warnings_read
from components.upload.steps import TOP, show_not_yet, step_link
from loaders.options import NO_OPTIONS
from model.access import Actor
from model.versions.version import Mode, Publication, StoreError, StoreErrorCode
from reports.registry import PaperType
from store.merge import is_translation
from store.store import Store
from wording.catalogue import Translator, label, labels
from wording.differences.losses import loss_lines
from wording.names import PAPER
from wording.versions import publication_clause, publisher_of

# The keys of the fields for the name and the reason.
_WHO, WHY = "upload.publish.who", "upload.publish.why"
_FAULT = "upload.publish.refused"
# The key of what other people published meanwhile, and the beginning of its checkbox's key.
NEWER = "upload.newer"


def show_publish(view: View, workbook: Upload | None, target: PublishTarget, change: Change | None) -> None:
    """Show what would be lost and the form for a name and a reason, or what to do before publishing."""
    _, comparison = view.translator, UploadState.current().comparison
    press_result(_FAULT, _, shows_newer=True)
    if target.store is None:
        text = _("Nothing can be published here. Why is said at the top of the page.")
        show_not_yet(text, key="upload.publish.no-store", step=TOP)
        if comparison is None or not comparison.with_store:
            return  # where the store failed later the form stays, with what is typed
    if workbook is None:
        show_not_yet(_("Here you give your name and a reason, and publish the workbook."), key="upload.publish.none")
    elif change is None:
        text = _("The workbook cannot be published yet. What keeps it is said above.")
        show_not_yet(text, key="upload.publish.not-yet", step=TOP)
    else:
        show_newer_version(view, UploadState.current().newer_version, key=NEWER, with_tick=_overwrites(change))
        _show_losses(workbook, change, _)
        show_waiting(workbook, change, _, key="upload.publish.waits")
        if unconfirmed_doubts(workbook) or not warnings_read(workbook):
            return
        if change.difference.is_empty and not change.undecided:
            nothing = _("Publishing it would change nothing, and make no new version.")
            show_not_yet(nothing, key="upload.publish.nothing")
        publisher_name_field(_, key=_WHO)
        with st.form(f"upload.publish.{workbook.token}", border=False, enter_to_submit=False):
            st.text_input(_("Why you publish it (required)"), key=WHY, width=FIELD_WIDTH, max_chars=LONGEST_REASON)
            is_off, name = bool(_left(workbook, change)), _("Publish")
            st.form_submit_button(name, type="primary", on_click=_publish, disabled=is_off, key="upload.publish")


# What is left to confirm, choose and tick, with the step in which it is done.
_STEPS = {"reading": 2, "warnings": 3, "newer-version": 5, "conflicts": 4, "losses": 5}


def show_waiting(workbook: Upload, change: Change | None, _: Translator, *, key: str) -> None:
    """Show what has to be confirmed, and each tick that publishing waits for, each as a link to its step.

    The order of statuses and a missing month are errors, which have to be answered.
    """
    lines, newer = list[HtmlNode](), UploadState.current().newer_version
    for obstacle, n in _left(workbook, change).items():
        for version in newer.versions if newer is not None and obstacle == "newer-version" else ():
            who = publisher_of(version, _)
            text = _("Step 5: {who} has published version {number} meanwhile.", who=who, number=version.number)
            lines.append(step_link(text, 5))
        lines.append(step_link(label("upload-step", obstacle, _, n=n), _STEPS[obstacle]))
    if lines:
        show_points(lines, key=key)


def show_upload_header(view: View, target: PublishTarget) -> None:
    """Show the state of the upload, and the version that a workbook is compared with."""
    _, state, change = view.translator, UploadState.current(), None
    if state.workbook is not None:
        with suppress(StoreError), st.spinner(_("Comparing the workbook with what is published")):  # step 4 reports it
            if state.workbook.reading.publishable:
                change = chosen_change(state.workbook, compare(state.workbook, target))
        show_answer(_workbook_sentence(state.workbook, change, target, _))
        show_waiting(state.workbook, change, _, key="upload.waits")
    elif state.publication is not None:
        number, is_same = state.publication.version.number, state.publication.unchanged
        same = _("Nothing has changed: version {number} holds the same.", number=number)
        show_answer(same if is_same else _("Version {number} is published.", number=number))
        # links carry the language alone: a filter may name what is no longer there
        _show_published(replace(view, query=view.language_query), state.publication)
    elif state.upload is not None:
        show_answer(_("The file cannot be used."))
    else:
        show_answer(_("Upload the next workbook") if state.returns is None else _returns_sentence(state.returns, _))
    version = target.current.version
    if version is None:
        show_subtitle(_("A workbook is compared with {file}.", file=target.current.reading.source.name))
    else:
        facts = {"number": version.number, "published": publication_clause(version, _)}
        show_subtitle(_("A workbook is compared with version {number}, {published}.", **facts))


def _publish() -> None:
    """Publish the workbook at a press as it is chosen now, and keep the result; nothing if the button is gone.

    Nothing is published over a version that the page did not show, or while the workbook is to be read again. A second
    press finds the result of the first.
    """
    reason, state = str(st.session_state.get(WHY, "")), UploadState.current()
    workbook, shown = state.workbook, state.comparison
    if workbook is None or shown is None or state.request is not None:
        return

    def publish(_store: Store, *, actor: Actor) -> None:
        target = publish_target()
        comparison = compare(workbook, target) if shown.before.number == target.current.number else shown
        change = chosen_change(workbook, comparison)
        if change is None or _left(workbook, change):
            return
        if (store := target.store) is None:
            raise target.fault or StoreError(StoreErrorCode.NOT_WRITABLE)
        token = f"{workbook.token}-{change.candidate.mode.value}"
        with PUBLISHING.under_way():
            publication = store.publish(
                change.candidate, actor=actor, reason=reason, compared_with=change.compared_with, token=token
            )
        _remember_answers(workbook, store, actor, version=publication.version.number)
        UploadState.change(UploadState.keep_result, publication)
        st.session_state[WHY] = ""

    attempt(_FAULT, publish, name=_WHO)


def _remember_answers(workbook: Upload, store: Store, actor: Actor, *, version: int) -> None:
    """Save the answers for the next workbook with these headings, with the version that they were published in.

    The month is another each time. Corrections are kept only if that is wished, and none of a single row. A store error
    here undoes nothing.
    """
    headings, options = workbook.request.headings, workbook.options
    corrections = tuple(each for each in options.corrections if not each.row) if st.session_state.get(KEEP) else ()
    answers, at = replace(options, as_at=None, corrections=corrections), datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(StoreError):
        if answers != NO_OPTIONS or store.load_mapping(headings):
            remembered = RememberedAnswers(answers, actor.name.strip(), at, actor.verified)
            store.save_mapping(headings, {**asdict(remembered), "version": version}, actor=actor)


def _left(workbook: Upload, change: Change | None) -> dict[str, int]:
    """Return what is to be confirmed, chosen and ticked before a press publishes this change, each with its number."""
    found = {"reading": len(unconfirmed_doubts(workbook)), "warnings": int(not warnings_read(workbook))}
    if change is not None:
        is_seen = newer_version_seen(UploadState.current().newer_version, key=NEWER) or not _overwrites(change)
        ticked = [bool(st.session_state.get(_checkbox_key(workbook, change, kind))) for kind in change.losses.kinds]
        found |= {"newer-version": int(not is_seen), "conflicts": change.undecided, "losses": ticked.count(False)}
    return {obstacle: count for obstacle, count in found.items() if count}


def _overwrites(change: Change) -> bool:
    """Return whether a change may take away what others published since; not where it is that already."""
    return change.candidate.mode is Mode.REPLACE and not change.difference.is_empty


def _show_losses(workbook: Upload, change: Change, _: Translator) -> None:
    """Show a checkbox for each kind of loss; nothing where nothing would be lost."""
    if not (lines := loss_lines(change.losses, _)):
        return
    text = _(
        "This is published now and would be gone. Tick each line to publish without it. Earlier versions stay on "
        "record."
    )
    nodes = [element("h3", _("What would be lost")), element("p", text, class_="prose")]
    comparison = UploadState.current().comparison
    merge = comparison.changes.get(Mode.MERGE) if comparison is not None else None
    if merge not in (None, change) and merge.losses.is_empty:
        merged = step_link(_("Merged, in step 4, the workbook would lose nothing."), 4)
        nodes.append(element("p", merged, class_="prose"))
    show(part("upload.losses", *nodes))
    for kind, line in lines.items():
        st.checkbox(escape_markdown(line), key=_checkbox_key(workbook, change, kind))


def _checkbox_key(workbook: Upload, change: Change, kind: str) -> str:
    """Return the key of a checkbox, which counts for one comparison: a newer version has to be ticked again."""
    return f"upload.loss.{kind}.{change.candidate.mode.value}.{change.compared_with}.{workbook.token}"


def _returns_sentence(returns: ChosenReturns, _: Translator) -> str:
    """Return how many files wait to be taken in as returns, or how many returns were taken in."""
    n = len(returns.files)
    if returns.outcomes is None:
        return _.plural("{n} file waits to be taken in as a return.", "{n} files wait to be taken in as returns.", n)
    received = sum(each.received is not None for each in returns.outcomes)
    taken_in = _.plural("{n} return was taken in.", "{n} returns were taken in.", received)
    return taken_in if received else _("No return was taken in.")


def _workbook_sentence(workbook: Upload, change: Change | None, target: PublishTarget, _: Translator) -> str:
    """Return whether the workbook can be published: never that it can while something keeps it from being published."""
    sentences, comparison = labels("upload-state", _), UploadState.current().comparison
    sentences |= labels("upload-state-of-paper", _) if workbook.reading.layout == PAPER else {}
    if change is not None and change.difference.is_empty and not change.undecided:
        return _("The workbook is the same as what is published.")
    if target.store is None or not workbook.reading.publishable:
        return sentences["no-store" if target.store is None else "errors"]
    if change is None and comparison is not None and comparison.token == workbook.token:
        return sentences["no-merge"]
    if change is None or _left(workbook, change):
        return sentences["yet"]
    if is_translation(workbook.reading):
        return _("The workbook holds a translation to be added.")
    return _("The workbook holds updates to be added.") if workbook.merge_only else sentences["ready"]


def _show_published(view: View, publication: Publication) -> None:
    """Show the result of publishing, and where to go on."""
    _, version, text = view.translator, publication.version, view.translator("Everyone sees it on their next click.")
    if publication.unchanged:
        text = _("The workbook is the same in every cell, so no new version was made.")
    show_banner("upload.came", text, " ", element("a", _("See the position"), href=href(HOME, view.query)))
    if publication.unchanged or version.compared_with is None:
        return
    links = {
        _("Make the panel report"): href("reports", {**view.query, "paper": PaperType.PANEL}),
        _("Make the meeting pack"): href("reports", {**view.query, "paper": PaperType.PACK}),
        _("Undo it: bring version {number} back", number=version.compared_with): href("versions", view.query),
    }
    show_points((element("a", text, href=url) for text, url in links.items()), key="upload.next")
    with suppress(StoreError):  # what was published stays published
        before, after = map(displayed_tracker, (version.compared_with, version.number))
        show(version_difference_part(view, before, after, key="upload.changed"))
