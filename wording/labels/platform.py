"""The words of Streamlit's own controls, which Streamlit has in English only."""

from collections.abc import Mapping

from wording.catalogue import Translator


def platform_words(_: Translator) -> Mapping[str, str]:
    """Return the English texts of Streamlit, each with the text to show instead.

    `{text}` stands for any text and `{n}` for a number, in both. A text that stays as it is has no entry.
    """
    shown = {**_page_words(_), **_choice_words(_), **_input_words(_), **_file_words(_), **_announcements(_)}
    return {english: text for english, text in shown.items() if english != text}


def _page_words(_: Translator) -> Mapping[str, str]:
    """Return the words around a page: menu, state, dialogues."""
    return {
        "App pages": _("Pages"),
        "Sidebar": _("Menu"),
        "Expand sidebar": _("Open the menu"),
        "Collapse sidebar": _("Close the menu"),
        "Close": _("Close"),
        "Dismiss": _("Close"),
        "Expander": _("More"),
        "Fullscreen": _("Full screen"),
        "Close fullscreen": _("Leave full screen"),
        "Running...": _("Working…"),
        "Stop": _("Stop"),
        "Stopping...": _("Stopping…"),
        "Connecting": _("Connecting…"),
        "Connecting to Streamlit server": _("Connecting to the server"),
        "Unable to connect to Streamlit server": _("The server cannot be reached"),
        "Connection error": _("The connection is lost"),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "The server does not answer. The page connects again by itself as soon as it does."
        ),
        "Page not found": _("There is no such page"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _(
            "The address may be mistyped or old. The Overview is shown instead."
        ),
        "You have requested page /{text}, but no corresponding file was found in the app's pages/ directory. "
        "Running the app's main page.": _("The address may be mistyped or old. The Overview is shown instead."),
    }


def _choice_words(_: Translator) -> Mapping[str, str]:
    """Return the words of lists to choose from."""
    return {
        "Choose an option": _("Choose one"),
        "Choose options": _("Choose"),
        "No options to select": _("There is nothing to choose"),
        "No options to select.": _("There is nothing to choose"),
        "No results": _("Nothing found"),
        "Select all": _("Choose all"),
        "Select {n} matches": _("Choose what was found: {n}", n="{n}"),
        "Selected values": _("Chosen"),
        "Multiselect options": _("Options"),
        "Selectbox options": _("Options"),
        "Suggestions": _("Options"),
        "Open": _("Open the list"),
        "Show suggestions": _("Open the list"),
        "Clear all": _("Clear the choice"),
        "Clear value": _("Clear"),
    }


def _input_words(_: Translator) -> Mapping[str, str]:
    """Return the words of fields for text and numbers."""
    return {
        "Press Enter to apply": _("Press Enter"),
        "Press Enter to submit form": _("Press Enter"),
        "Press Ctrl+Enter to apply": _("Press Ctrl+Enter"),
        "Press Ctrl+Enter to submit form": _("Press Ctrl+Enter"),
        "Press ⌘+Enter to apply": _("Press ⌘+Enter"),
        "Press ⌘+Enter to submit form": _("Press ⌘+Enter"),
        "Clear entry": _("Clear"),
        "Show password": _("Show the password"),
        "Hide password": _("Hide the password"),
        "Invalid input.": _("This cannot be used."),
        "Increment": _("One more"),
        "Decrement": _("One fewer"),
        "Number is above the allowed range. Please enter a value less than or equal to {n}.": _(
            "The largest number here is {n}.", n="{n}"
        ),
        "Number is below the allowed range. Please enter a value greater than or equal to {n}.": _(
            "The smallest number here is {n}.", n="{n}"
        ),
        "Number is outside the allowed range. Please enter a value between {n} and {text}.": _(
            "The smallest number here is {n}, the largest {text}.", n="{n}", text="{text}"
        ),
    }


def _file_words(_: Translator) -> Mapping[str, str]:
    """Return the words of the field for a file."""
    too_large = _("The file is larger than {n} MB.", n="{n}")
    what_to_do = _("Remove pictures and unused sheets, or split the workbook, and save it again.")
    return {
        "Upload": _("Choose a file"),
        "{n}MB per file": _("or drop it here"),
        "file upload": _("Choose a file"),
        "Error: ": "",
        "File must be {n}.0MB or smaller.": f"{too_large} {what_to_do}",
        "Remove {text}": f"{_('Remove')} {{text}}",
        "Add files": _("Choose another file"),
        "Failed to generate file for download": _("The file was not made."),
        "add icon": "",
        "Drag and drop file here": _("or drop it here"),
        "Drag and drop a file here": _("or drop it here"),
    }


def _announcements(_: Translator) -> Mapping[str, str]:
    """Return what a screen reader announces while a list is open."""
    available = _("Options in the list: {n}.", n="{n}")
    return {
        "{n} option available.": available,
        "{n} options available.": available,
        "{text}, selected": _("{text} (chosen)", text="{text}"),
    }
