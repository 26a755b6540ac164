"""The office on the papers: its logo and contact from the settings, and what is wrong with the logo."""

import sys
from dataclasses import replace

from components.elements.html import HtmlNode, element, part
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import office_of
from components.session.view import View
from model.language import Language
from model.settings import UNNAMED_OFFICE, Settings
from reports.content.errors import LogoError
from reports.content.office import Office
from reports.figures.office_logo import office_from_settings
from wording.catalogue import translator
from wording.errors.office import logo_fault


def office_on_papers(loaded: LoadedTracker) -> Office:
    """Return the office of a tracker, without its logo where that cannot be used."""
    settings, name = Settings.from_environment(), office_of(loaded)
    try:
        return office_from_settings(settings, name=name)
    except LogoError:
        return office_from_settings(replace(settings, office_logo=None), name=name)


def logo_fault_part(view: View) -> HtmlNode | None:
    """Return why papers have no logo, where the settings name one that cannot be used."""
    _ = view.translator
    fault = _logo_error()
    if fault is None:
        return None
    text = f"{logo_fault(fault.code, fault.file, _)} {_('The papers are made without it.')}"
    return part("office.fault", element("p", text, class_="small"))


def print_logo_fault() -> None:
    """Print to standard error, when the program starts, why papers have no logo."""
    if fault := _logo_error():
        print(logo_fault(fault.code, fault.file, translator(Language.ENGLISH)), file=sys.stderr)


def _logo_error() -> LogoError | None:
    try:
        office_from_settings(Settings.from_environment(), name=UNNAMED_OFFICE)
    except LogoError as error:
        return error
    return None
