"""The lines on what a reader has still to do before an uploaded workbook is published, each with its step."""

from collections.abc import Iterator, Sequence

from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.session.newer_version import NewerVersion
from components.session.upload_comparison import Change
from components.session.upload_state import Publishable, current_upload
from components.upload.publishing.losses import losses_left
from components.upload.publishing.obstacles import Obstacle
from components.upload.steps import step_link
from components.upload.target import PublishTarget
from loaders.questions import MAPPING
from wording.answers.versions import publisher_of
from wording.catalogue import Translator


def show_waiting(waits_for: Sequence[Obstacle], change: Change | None, target: PublishTarget, _: Translator) -> None:
    """Show the open questions that nobody has to answer, and each tick that publishing waits for.

    The order of statuses and a missing month are errors, which have to be answered.
    """
    workbook, newer = current_upload().workbook, current_upload().newer_version
    questions = [each for each in workbook.questions if each.option == MAPPING] if workbook is not None else []
    lines: list[HtmlNode] = [step_link(_questions(len(questions), _), 2)] if questions else []
    if Obstacle.WARNINGS in waits_for:
        lines.append(step_link(_("Step 3: read the warnings, and tick that you have read them."), 3))
    if Obstacle.NEWER_VERSION in waits_for and newer is not None:
        lines += [step_link(line, 5) for line in _newer_version(newer, _)]
    if Obstacle.LOSSES in waits_for and workbook is not None and change is not None:
        lines.append(step_link(_losses(losses_left(Publishable(workbook, change, target.number)), _), 5))
    if lines:
        show(part("upload.waits", element("ul", *(element("li", line) for line in lines), class_="points")))


def _questions(n: int, _: Translator) -> str:
    return _.plural(
        "Step 2: {n} question is open. Without an answer, the workbook is published as it was read, and marked so.",
        "Step 2: {n} questions are open. Without answers, the workbook is published as it was read, and marked so.",
        n,
    )


def _newer_version(newer: NewerVersion, _: Translator) -> Iterator[str]:
    for version in newer.versions:
        who = publisher_of(version, _)
        text = _("Step 5: {who} has published version {number} meanwhile.", who=who, number=version.number)
        yield text
    yield _("Step 5: look at what has changed since you first compared the workbook, and tick that you have seen it.")


def _losses(n: int, _: Translator) -> str:
    return _.plural(
        "Step 5: tick the {n} line that says what would be lost.",
        "Step 5: tick the {n} lines that say what would be lost.",
        n,
    )
