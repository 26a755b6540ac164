"""The text of one issue code: its message, its remedy and their variants."""

from dataclasses import dataclass

from wording.catalogue import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueText:
    """The message and the remedy of an issue code. A variant that is None is the same as the plain sentence.

    The values of a sentence are `found`, `sheet`, `cell` and the details of the issue.

    Attributes:
        message: what was found.
        remedy: what to do about it, if only that nothing need be done.
        group_message: what was found in several cells, with the further values `n`, `column`, `cells` and `examples`;
            None where the messages are joined.
        example: one cell among the `examples` of a group; None for what was found there, in quotation marks.
        form_message: the message about a form or a transposed table, which has labels where a table has columns.
        form_remedy: the remedy for a form or a transposed table.
        paper_message: the message about a published paper, which is a document and not a workbook.
        paper_remedy: the remedy for a published paper.
        upload_remedy: the remedy on the Upload page, where a question can be answered without changing the workbook.
        page_remedy: the remedy on every other page, where the answer is possible when the workbook is uploaded again.
    """

    message: Sentence
    remedy: Sentence
    group_message: Sentence | None = None
    example: Sentence | None = None
    form_message: Sentence | None = None
    form_remedy: Sentence | None = None
    paper_message: Sentence | None = None
    paper_remedy: Sentence | None = None
    upload_remedy: Sentence | None = None
    page_remedy: Sentence | None = None
