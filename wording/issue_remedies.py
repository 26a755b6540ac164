"""What to do, for every code of an issue and of a file that cannot be used."""

from collections.abc import Callable, Mapping

from wording.catalogue import Translator
from wording.file_kinds import workbook_instead

Sentence = Callable[[Translator, Mapping[str, str]], str]

REMEDIES: Mapping[str, Sentence] = {
    # The file cannot be used
    "file-missing": lambda _, v: _("Check the name and the folder, and try again."),
    "file-is-folder": lambda _, v: _("Give the workbook inside it instead."),
    "file-unreadable": lambda _, v: _("Close it in other programs, check that you may read it, and try again."),
    "file-empty": lambda _, v: _("Save the workbook again in Excel as .xlsx, and use that file."),
    "file-too-large": lambda _, v: _("Remove pictures and unused sheets, or split the workbook, and save it again."),
    "file-not-workbook": lambda _, v: workbook_instead(v["looks_like"], _),
    "file-old-format": lambda _, v: _(
        "Open it in Excel and save it as an Excel workbook (.xlsx); another name alone does not make it one."
    ),
    "file-encrypted": lambda _, v: _("Remove the password in Excel, save the workbook as .xlsx, and use that file."),
    "file-macros": lambda _, v: _(
        "Save it in Excel as an Excel workbook (.xlsx), or in Word as a Word document (.docx): "
        "both leave the macros out."
    ),
    "file-damaged": lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
    "file-too-many-parts": lambda _, v: _("Copy the sheets that are needed to a new workbook, and save it as .xlsx."),
    "file-parts-repeated": lambda _, v: _("Open it in Excel, let Excel repair it, and save it again as .xlsx."),
    "file-part-misplaced": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-part-encrypted": lambda _, v: _(
        "Remove the password in Excel, save the workbook as .xlsx, and use that file."
    ),
    "file-parts-overlap": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-declares-entities": lambda _, v: _(
        "Ask where the file is from; do not use it unless Excel or Word itself saved it."
    ),
    "file-packed-too-tightly": lambda _, v: _(
        "Remove empty rows, columns and sheets that were only formatted, and save it again in Excel; make the pictures "
        "of a document smaller, and save it again in Word."
    ),
    "file-part-too-large": lambda _, v: _(
        "Remove pictures and unused sheets, or split the workbook, and save it again."
    ),
    "file-unpacks-too-large": lambda _, v: _(
        "Remove pictures and unused sheets, or split the workbook, and save it again."
    ),
    "file-active-content": lambda _, v: _(
        "Save it in Excel as an Excel workbook (.xlsx); if they are still there, copy the cells to a new workbook."
    ),
    "file-embedded-objects": lambda _, v: _(
        "Remove the embedded objects, or copy the cells to a new workbook, and save it as .xlsx."
    ),
    "reading-too-slow": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "reading-too-much-memory": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "reading-broke-off": lambda _, v: _(
        "Copy what is needed of it to a new workbook, and save that as .xlsx; of a paper, to a new document (.docx)."
    ),
    "too-many-sheets": lambda _, v: _("Remove the sheets that are not part of the tracker."),
    "too-many-rows": lambda _, v: _("Remove what stands below the table, or split the workbook."),
    "too-many-columns": lambda _, v: _("Remove what stands to the right of the table."),
    "not-a-report": lambda _, v: _(
        "Put the number of each recommendation on a line of its own, and above what was reported of it a line such as "
        "“Progress June 2024”; or put all of it into the template. A table needs columns with headings such as Ref, "
        "Recommendation, Owner and Status."
    ),
    "paper-damaged": lambda _, v: _("Open it in the program it was made with, and save it again."),
    "pdf-encrypted": lambda _, v: _("Save it without protection, or ask for the Word document it was made from."),
    "pdf-without-text": lambda _, v: _("Ask for the Word document it was made from, or a PDF with text in it."),
    "paper-without-cells": lambda _, v: _("Convert it first, and use the workbook that comes of it."),
    "no-table": lambda _, v: _(
        "Give the columns headings such as Ref, Recommendation, Owner and Status, or use the template."
    ),
    # Sheets and headings
    "sheet-missing": lambda _, v: _("Add a sheet named {expected} with the headings of the template.", **v),
    "sheet-unknown": lambda _, v: _("Nothing, if it holds notes. The sheets that are read are: {expected}.", **v),
    "sheet-without-headings": lambda _, v: _("Put the headings in one row above the table: {expected}.", **v),
    "sheet-hidden": lambda _, v: _("Nothing, if it belongs to the tracker; else remove it."),
    "rows-hidden": lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    "columns-hidden": lambda _, v: _("Nothing, if they belong to the tracker; else remove them."),
    "merge-covers-cells": lambda _, v: _("Unmerge it, and see whether what it hides belongs to the tracker."),
    "merge-very-large": lambda _, v: _("Nothing, if it is a title; else unmerge it."),
    "rows-above-headings": lambda _, v: _("Nothing, if it is a title or a note."),
    "heading-missing": lambda _, v: _("Add a column with the heading {expected}.", **v),
    "heading-repeated": lambda _, v: _("Keep one of the two columns, or give the other its right heading."),
    "heading-unknown": lambda _, v: _("Use one of these headings, or leave the column as a note: {expected}.", **v),
    "column-without-heading": lambda _, v: _("Give the column a heading, or move the text to where it belongs."),
    # The file
    "encoding-detected": lambda _, v: _("Nothing, if accents and dashes read as they should; else save it as UTF-8."),
    "delimiter-detected": lambda _, v: _("Nothing, if the columns are right; else save it as an Excel workbook."),
    "quotation-unclosed": lambda _, v: _(
        "Close the mark or remove it, or save the tracker as an Excel workbook; then see that the row is right."
    ),
    "links-not-followed": lambda _, v: _("Nothing, if the values are up to date; else open it in Excel and save it."),
    # People's own layouts
    "heading-uncertain": lambda _, v: _("Nothing, if that is right; else give the column the heading it means."),
    "heading-placed": lambda _, v: _("Nothing, if that is right; else write the month into the heading."),
    "column-other-rating": lambda _, v: _("Nothing, unless it is the status: then give it the heading Status."),
    "column-as-evidence": lambda _, v: _of_evidence(_, v, v["taken"]),
    "column-with-recommendation": lambda _, v: _(
        "Nothing, if that is right. If it is the recommendation itself, give it the heading Recommendation, and the "
        "other column one of its own."
    ),
    "column-earlier-status": lambda _, v: _("Write the round it is of into its heading, such as Status June 2024."),
    "column-left-out": lambda _, v: _("Nothing; or say what the column holds, and read the workbook again."),
    "column-not-held": lambda _, v: _("Nothing, or copy what matters into the update."),
    "column-second": lambda _, v: _("Give one of the two another heading, or put both texts into one column."),
    "status-columns-two": lambda _, v: _(
        "Give the one that is not the status another heading, such as Previous status; or write into each heading the "
        "month it is of."
    ),
    "statuses-side-by-side": lambda _, v: _(
        "Give one column the heading Status; or give the part of each agency a row and a ref of its own, such as 1a."
    ),
    "rows-not-items": lambda _, v: _("Nothing, if they are blank forms or headings; else give each a text."),
    "rows-below-table": lambda _, v: _("Nothing, if they are totals or notes."),
    "cells-beside-values": lambda _, v: _("Put the text into the cell of the value, or give it a label of its own."),
    "groups-read": lambda _, v: _("Nothing, if they are themes."),
    "rounds-read": lambda _, v: _("Nothing, if the rows below each are from then."),
    "rows-continue": lambda _, v: _("Nothing, if that is right; else fill in the ref."),
    "rows-joined": lambda _, v: _("Nothing, if that is right; else give each row the date it is from."),
    "item-differs": lambda _, v: _("Make the two cells the same, or give the row its own ref."),
    "statuses-differ": lambda _, v: _("Correct one of the two, or give the rows their own dates."),
    "actions-read": lambda _, v: _("Nothing, if that is right; else give each recommendation a ref of its own."),
    "action-statuses-differ": lambda _, v: _(
        "Write the recommendation’s status into each of its rows, or give each action a ref of its own, such as 3.1."
    ),
    "action-details-differ": lambda _, v: _("Nothing, if that is right; else make the cells the same."),
    "value-without-update": lambda _, v: _("Nothing, if the cell is filled in beforehand."),
    "refs-numbered": lambda _, v: _("Add a column with the heading Ref, so that numbers stay when rows are moved."),
    "refs-in-text": lambda _, v: _("Nothing, if that is right; else add a column with the heading Ref."),
    "snapshot-undated": lambda _, v: _(
        "Give the month, such as --as-at 2024-06, or write it into the name of the sheet."
    ),
    "snapshot-dated": lambda _, v: _("Nothing, if that is right; else give the month, such as --as-at 2024-06."),
    "sheets-combined": lambda _, v: _("Nothing, if they are parts of one tracker."),
    "sheet-passed-over": lambda _, v: _("Nothing, if it holds notes, lists or instructions."),
    "sheet-without-items": lambda _, v: _("Nothing, if it is an empty form."),
    "table-not-read": lambda _, v: _("Move it to a workbook of its own, or give it the headings of the tracker."),
    "list-of-another-kind": lambda _, v: _(
        "Nothing, if that is right; else give the column of its texts the heading Recommendation."
    ),
    "table-beside": lambda _, v: _("Nothing, if that is right; else put it below the table or on a sheet of its own."),
    "earlier-sheet-repeats": lambda _, v: _(
        "Write the month into the name of each sheet, such as Feb 24 and June 24, or into the heading of its status, "
        "such as RAG Feb 24."
    ),
    "closed-sheet-not-closed": lambda _, v: _(
        "Give these rows the status that they have, or move them to the sheet of what is open."
    ),
    "key-read": lambda _, v: _(
        "Nothing, if that is right; else put the worst status first, and write Complete beside its meaning."
    ),
    "review-assumed": lambda _, v: _("Nothing, or add a column with the heading Review."),
    "statuses-taken-as-published": lambda _, v: _("Nothing, or add columns with the headings Rated by and Basis."),
    "column-without-round": lambda _, v: _("Write the month it is of into its heading, such as Update June 2024."),
    "round-without-year": lambda _, v: _("Write the year into the heading, such as June 2024."),
    "round-year-given": lambda _, v: (
        _("Nothing, if that is right; else write the year into the name of each sheet.")
        if v.get("of") == "sheets"
        else _("Nothing, if that is right; else write the year into each heading.")
    ),
    "round-in-row": lambda _, v: _("Give each row its date in a column with the heading Date, and remove this row."),
    "colours-not-read": lambda _, v: _(
        "If the colours are statuses, add a column with the heading Status and put the words or the colours there."
    ),
    "fills-of-rows": lambda _, v: _("Nothing, if the fill is decoration; else give each row its status as a word."),
    # Any cell
    "cell-error": lambda _, v: _("Correct the formula, or type the value."),
    "formula-not-calculated": lambda _, v: _("Open the workbook in Excel and save it, or type the value."),
    "text-cleaned": lambda _, v: _("Nothing, if the text reads as it should."),
    "characters-lost": lambda _, v: _("Type the lost letters again, or save the file again from where it came from."),
    "comment-read": lambda _, v: _("Nothing, if it is a note; else write it into the cell."),
    "conditional-format-not-read": lambda _, v: _("Nothing, if the cells hold words; else write the status in words."),
    "text-shortened": lambda _, v: _("Shorten the text to 32,767 characters, or put part of it elsewhere."),
    "value-missing": lambda _, v: _("Fill in the {heading}, or remove the row.", **v),
    "flag-unknown": lambda _, v: _("Write Yes or No, or leave the cell empty."),
    # Dates
    "date-ambiguous": lambda _, v: _("Write the month as a word, such as 3 February 2024."),
    "date-year-missing": lambda _, v: _("Write the year as well."),
    "date-impossible": lambda _, v: _("Correct the day or the month; the day comes first."),
    "date-out-of-range": lambda _, v: _("Correct the year."),
    "date-unrecognised": lambda _, v: _(
        "Write it as 12 March 2024, March 2024, Q1 2024/25, Autumn 2024 or 2024. Where no date is known, write TBC."
    ),
    "date-without-days": lambda _, v: _("Write the month in which the update was reported, such as June 2024."),
    "date-before-review": lambda _, v: _("Check the year."),
    "date-before-updates": lambda _, v: _("Check the year."),
    "date-from-day-number": lambda _, v: _("Nothing, if the day is right; else write the date in words."),
    "date-blank": lambda _, v: _("Nothing, if no date was meant; else write it."),
    "date-year-hidden": lambda _, v: _("Nothing, if the year is right; else correct it."),
    "dates-may-be-swapped": lambda _, v: _(
        "Check the real dates of the column, and write the month as a word where it is wrong."
    ),
    # Reviews and recommendations
    "review-unknown": lambda _, v: _("Use a name that is on the Reviews sheet ({expected}), or add it there.", **v),
    "review-repeated": lambda _, v: _("Remove one of the two rows, or give one review another name."),
    "review-filled": lambda _, v: _("Nothing, if that is right; else fill in the review."),
    "review-not-described": lambda _, v: _(
        "Add a sheet named Reviews with the review’s title and when it was published."
    ),
    "recommendations-empty": lambda _, v: _("Add a row for each recommendation."),
    "ref-unknown": lambda _, v: _("Correct the ref, or add the recommendation to the Recommendations sheet."),
    "ref-repeated": lambda _, v: _("Give each recommendation a ref of its own, or remove one of the rows."),
    "ref-turned": lambda _, v: _("Format the column as text, and write the ref again."),
    "related-unknown": lambda _, v: _("Correct the related ref, or remove it."),
    "related-itself": lambda _, v: _("Name the recommendation that was meant, or remove the ref."),
    # Updates
    "kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "status-unknown": lambda _, v: (
        _("Write the one status that counts now; what it was before belongs to a column or a row of its own date.")
        if ", " in v.get("candidates", "")
        else _("Use a status of the Key, add this one to the Key, or leave the cell empty.")
    ),
    "status-from-meaning": lambda _, v: _("Nothing, if that is right; else write the status."),
    "paper-status-blank": lambda _, v: _(
        "Write the status that was given into the Progress sheet, or leave it blank if none was."
    ),
    "paper-statuses-differ": lambda _, v: _("Ask which of them is right, and write it into the Progress sheet."),
    "paper-of-a-part": lambda _, v: _(
        "Use a report of the whole: if this one is published, the tracker will hold nothing else."
    ),
    "paper-agency-unsure": lambda _, v: _("Write its lead agency into the Recommendations sheet."),
    "paper-text-kept-out": lambda _, v: _("Nothing, if it is an introduction or a conclusion; else add it by hand."),
    "paper-footnotes": lambda _, v: _("Nothing, unless the footnote belongs to what was reported."),
    "status-from-colour": lambda _, v: _("Nothing, if that is right; else write the status in words."),
    "status-colour-disagrees": lambda _, v: _("Correct the word or the colour, whichever is out of date."),
    "colour-unsure": lambda _, v: _("Write the status in words, or give a Key that has this colour."),
    "basis-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "basis-missing": lambda _, v: _("Write Published where the overseer gave it in print, else Inferred."),
    "rated-by-missing": lambda _, v: _("Name the body that gave the status under Rated by."),
    "update-repeated": lambda _, v: _("Put both texts into one row, or correct the ref, date or kind of one."),
    "update-empty": lambda _, v: _("Write what was reported, or remove the row if nothing was."),
    # Monitoring
    "monitoring-kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    # Key
    "key-missing": lambda _, v: _("Nothing, if that is the scale; else add a sheet named Key, the worst status first."),
    "key-not-read": lambda _, v: _(
        "Write the key as two columns, Status and Meaning, the worst status first, each with its colour."
    ),
    "key-order-unknown": lambda _, v: _(
        "Put the worst status first, and write Complete beside the meaning of what is done."
    ),
    "keys-differ": lambda _, v: _("Keep one key. If this one is of something else, such as impact, head it so."),
    "key-complete-not-last": lambda _, v: _("Put the Key in order: the worst status first, what means done last."),
    "key-status-repeated": lambda _, v: _("Remove one of the two rows, or give one status another name."),
    "key-status-reserved": lambda _, v: _("Remove the row, and leave the status cell empty where none was given."),
    "key-none-complete": lambda _, v: _("Write Yes under Complete beside each status that means done."),
    "key-colour-unknown": lambda _, v: _(
        "Use Red, Amber, Green, Blue, Purple, Grey or Black, or a colour such as #1b7a43."
    ),
    "scale-proposed": lambda _, v: _put_in_order(_, v["words"], v["added"]),
    "scale-words-missing": lambda _, v: _(
        "Give the order again, with every word of the column in it, and put words with a comma or a semicolon in "
        "quotation marks."
    ),
    "scale-confirmed": lambda _, v: _("Nothing; or add a sheet named Key, so that the order need not be given again."),
    "scale-none-complete": lambda _, v: _("Nothing, if none is done; else add the word that means done, as the last."),
    "scale-complete-unused": lambda _, v: _("Nothing, if none is done yet; else give the word that means done last."),
    "scale-not-used": lambda _, v: _("Nothing, if the Key is right; else correct the Key."),
    # Names
    "agencies-split": lambda _, v: _("Nothing, if that is right; else put the lead alone in its cell."),
    "agencies-kept": lambda _, v: _("Nothing, if it is one; else put a semicolon between them."),
    "agency-repeated": lambda _, v: _("Nothing: it is counted once, as the lead."),
    "name-variant": lambda _, v: _("Nothing, if they are one; else make the two names differ by more."),
    "name-similar": lambda _, v: _("Write one of the two everywhere; or put both on the Names sheet if they differ."),
    "name-kind-unknown": lambda _, v: _("Use one of these: {expected}.", **v),
    "name-repeated": lambda _, v: _("Remove one of the two rows, or tell the two names apart."),
}


def _of_evidence(_: Translator, v: Mapping[str, str], taken: str) -> str:
    """Say what to do about a column that was kept as evidence, and about rows of which it could not be kept."""
    kind = v["kind"]
    if kind == "only-completed":
        said = _("Add a column with the heading Status, and words in it such as Open and Closed.")
    elif kind == "comment":
        said = _("Nothing, if that is right; else write the month it is of into its heading, such as Notes June 2024.")
    elif kind == "completed":
        said = _("Nothing, if that is right; else give the column the heading it means.")
    elif ", " in taken:
        said = _("Nothing, if that is right; if it is the status of a month, write the month into its heading.")
    elif taken:
        said = _(
            "Nothing, if that is right; if it is the status, give it the heading Status, and “{taken}” another.", **v
        )
    elif kind == "status":
        said = _("Give the column that is the status the heading Status, and the others another.")
    else:
        said = _("Nothing, unless it is the status: then give it the heading Status.")
    return f"{said} " + _("In the rows that are named, write what was reported.") if v["left_out"] else said


def _put_in_order(_: Translator, words: str, added: str) -> str:
    """Give an example of an order, quoted for a command; say so where it has a word that no cell has."""
    order = f"'{words}'" if '"' in words else f'"{words}"'
    if added:
        return _(
            "Give their order, worst first and what is done last. Reorder this example, and put your own word for "
            "{added}: --scale {order}; or add a sheet named Key.",
            order=order,
            added=added,
        )
    return _(
        "Give their order, worst first and what is done last. Reorder this example: --scale {order}; or add a sheet "
        "named Key.",
        order=order,
    )
