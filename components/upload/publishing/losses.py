"""What publishing a workbook would lose, with a checkbox for each kind."""

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.session.upload_state import Publishable
from components.upload.steps import step_link
from model.versions.losses import LossKind
from wording.catalogue import Translator
from wording.differences.losses import loss_lines


def show_losses(publishable: Publishable, _: Translator, *, may_merge: bool) -> None:
    """Show a checkbox for each kind of loss; nothing where nothing would be lost.

    Args:
        publishable: the change to publish.
        _: the reader's language.
        may_merge: whether the workbook can be merged in place of this change, and would then lose nothing.
    """
    lines = loss_lines(publishable.change.losses, _)
    if not lines:
        return
    text = _(
        "This is published now and would be gone. Tick each line to publish without it. Earlier versions stay on "
        "record."
    )
    nodes = [element("h3", _("What would be lost")), element("p", text, class_="prose")]
    if may_merge:
        nodes.append(
            element("p", step_link(_("Merged, in step 4, the workbook would lose nothing."), 4), class_="prose")
        )
    show(part("upload.losses", *nodes))
    for line in lines:
        st.checkbox(escape_markdown(line.text), key=_checkbox_key(publishable, line.kind))


def losses_accepted(publishable: Publishable) -> bool:
    """Whether the reader has ticked each kind of loss; true without losses."""
    return losses_left(publishable) == 0


def losses_left(publishable: Publishable) -> int:
    """Return the number of kinds of loss that the reader has not ticked."""
    return sum(not _is_ticked(publishable, kind) for kind in publishable.change.losses.kinds)


def _is_ticked(publishable: Publishable, kind: LossKind) -> bool:
    return bool(st.session_state.get(_checkbox_key(publishable, kind)))


def _checkbox_key(publishable: Publishable, kind: LossKind) -> str:
    """Return the key of a checkbox, which counts for one comparison: a newer version has to be ticked again."""
    mode, number = publishable.change.candidate.mode.value, publishable.compared_with
    return f"upload.loss.{kind.value}.{mode}.{number}.{publishable.workbook.token}"
