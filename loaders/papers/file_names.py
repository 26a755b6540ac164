"""The file name endings of papers and of other text documents, and the name of their layout."""

LAYOUT = "published-paper"
"""The name of the layout of every paper."""

_PAPER_ENDINGS = (".docx", ".doc", ".pdf", ".txt")
_DOCUMENT_ENDINGS = (*_PAPER_ENDINGS, ".text", ".odt", ".rtf", ".md")


def is_paper_name(file_name: str) -> bool:
    """Return whether a file name is that of a paper, so that a refusal of the file is about a paper."""
    return file_name.casefold().endswith(_PAPER_ENDINGS)


def is_document_name(file_name: str) -> bool:
    """Return whether a file name is that of a document, which holds text rather than a table."""
    return file_name.casefold().endswith(_DOCUMENT_ENDINGS)
