"""Remedies for a published paper that several codes share."""

from collections.abc import Mapping

from wording.catalogue import Translator


def make_document_smaller(_: Translator, __: Mapping[str, str]) -> str:
    """Return the remedy for a document that is too large."""
    return _("Remove its pictures, or save the pages about the recommendations by themselves, and use that file.")


def save_relevant_pages(_: Translator, __: Mapping[str, str]) -> str:
    """Return the remedy for a document that takes too much time or memory."""
    return _("Save the pages about the recommendations by themselves, and use that file.")


def save_document_again(_: Translator, __: Mapping[str, str]) -> str:
    """Return the remedy for a document that is empty or damaged."""
    return _("Open it in the program it was made with, and save it again.")


def copy_to_new_document(_: Translator, __: Mapping[str, str]) -> str:
    """Return the remedy for a document whose file is built in an unusual way."""
    return _("Copy its text to a new Word document, save it as .docx, and use that file.")


def ask_for_origin(_: Translator, __: Mapping[str, str]) -> str:
    """Return the remedy for a document whose file may be unsafe."""
    return _("Ask where the file is from; do not use it unless you know who made it.")
