"""Files that a page offers: the tracker workbook, the template, papers, the list and the calendar."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.promises import responses_due, targets_at
from analysis.selection import Selection
from analysis.status import status_at
from components.choices.controls import ListOrder
from components.choices.listing import chosen_occasion, chosen_order, chosen_part, in_order, occasion_choice, of_part
from components.document.document import FileOffer, file_link
from components.elements import HtmlNode, element, part
from components.making import Work
from components.published import LoadedTracker, office_of, published_store
from components.session.links import BACK, MONITORING, PART_PARAMETERS, PRESENT, RECOMMENDATIONS, href
from components.session.view import View
from components.texts import count_link
from loaders.canonical import workbook_bytes
from loaders.client import preview_in_worker
from model.access import Actor, Role
from model.settings import BUNDLED_TRACKER, UNNAMED_OFFICE, OfficeName, Settings
from model.terms import Language, TargetTiming, Timing
from model.versions.version import StoreError, StoreErrorCode
from reports import registry
from reports.document import Edition, LogoError, Office
from reports.typesetting import office_from_settings
from wording.catalogue import translator
from wording.names import refused

TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "template.xlsx"
# The query parameter with the occasion of the calendar.
CALENDAR = "calendar"
_WITHOUT_FILTER = ("about", "access", "edit", "rating", "round", "upload", "versions")


def tracker_workbook_link(view: View, label: str) -> HtmlNode | None:
    """Return the link to the tracker workbook of the page; whoever sees some agencies alone has none."""
    return None if view.loaded.agencies is not None else file_link(view, tracker_workbook(view), label)


def tracker_workbook(view: View, *, number: int | None = None) -> FileOffer:
    """Return the offer of a version as the tracker workbook; without a store, of what is shown."""
    loaded, number = view.loaded, number or view.loaded.number
    name = registry.tracker_file_name(number)
    return FileOffer("tracker.xlsx", name, registry.XLSX, lambda _actor: tracker_work(loaded, number), version=number)


def tracker_work(loaded: LoadedTracker, number: int | None) -> Work:
    """Return the work that makes the workbook. What it needs is read again: a view lacks repeated rows."""
    if loaded.agencies is not None:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    if number is not None:
        store = published_store()
        reading = store.load(number)
        return partial(workbook_bytes, reading.rows, reading.scale, based_on=store.version(number).mark)
    path = Settings().tracker or BUNDLED_TRACKER
    reading = preview_in_worker(path.read_bytes(), name=loaded.reading.source.name).tracker
    return partial(workbook_bytes, reading.rows, reading.scale)


def template_link(view: View) -> HtmlNode:
    """Return the link to the blank template."""
    offer = FileOffer("template.xlsx", TEMPLATE.name, registry.XLSX, lambda _actor: TEMPLATE.read_bytes, is_long=False)
    return file_link(view, offer, view.translator("Download the blank template"))


def paper_offer(edition: Edition, paper: registry.PaperType, ending: str, *, key: str) -> FileOffer:
    """Return the offer of a paper of an edition, in the format with this ending."""
    name, media_type = registry.file_name(edition, ending, paper=paper), registry.FORMATS[paper][ending].media_type
    work = partial(registry.paper_bytes, edition, paper, ending)
    number = edition.version.number if edition.version else None
    return FileOffer(key, name, media_type, lambda _actor: work, version=number)


def edition_of(view: View) -> Edition:
    """Return the edition of a view: tracker, selection, language, source, version. It needs no session."""
    edition = loaded_edition(view.loaded, view.selection, view.translator.language)
    return replace(edition, today=view.today, made_on=view.visit_day, office=office_on_papers(view.loaded))


def loaded_edition(loaded: LoadedTracker, selection: Selection, language: Language) -> Edition:
    """Return the edition of a selection of a tracker, by an office that is not named."""
    return Edition(loaded.tracker, selection, language, loaded.reading.source.name, loaded.version)


def office_on_papers(loaded: LoadedTracker) -> Office:
    """Return the office of a tracker, without its logo where that cannot be used."""
    return _office(office_of(loaded))[0]


def _office(name: OfficeName) -> tuple[Office, LogoError | None]:
    settings = Settings()
    try:
        return office_from_settings(settings, name=name), None
    except LogoError as error:
        return office_from_settings(replace(settings, office_logo=None), name=name), error


def logo_fault_part(view: View) -> HtmlNode | None:
    """Return why papers have no logo, where the settings name one that cannot be used."""
    _, fault = view.translator, _office(UNNAMED_OFFICE)[1]
    text = f"{refused(fault, _)} {_('The papers are made without it.')}" if fault else ""
    return part("office.fault", element("p", text, class_="small")) if text else None


def print_logo_fault() -> None:
    """Print to standard error, when the program starts, why papers have no logo."""
    if fault := _office(UNNAMED_OFFICE)[1]:
        print(refused(fault, translator(Language.ENGLISH)), file=sys.stderr)


def list_links(view: View, order: ListOrder) -> list[HtmlNode]:
    """Return the links to the recommendations that a page shows in an order, in the language of the page."""
    _, edition = view.translator, edition_of(view)

    def offer(ending: str, media_type: str, write: Callable[..., bytes]) -> FileOffer:
        def work(_actor: Actor) -> Work:
            listing = in_order(view, of_part(view, status_at(view.chosen, as_at=view.as_at), chosen_part(view)), order)
            return partial(write, edition, tuple(zip(listing["review"], listing["ref"], strict=True)))

        name = registry.file_name(edition, ending, paper=registry.LIST)
        return FileOffer(f"list{ending}", name, media_type, work, version=view.loaded.number)

    excel, plain = offer(".xlsx", registry.XLSX, registry.as_workbook), offer(".csv", "text/csv", registry.list_as_csv)
    return [file_link(view, excel, _("This list as Excel")), file_link(view, plain, _("This list as CSV"))]


def calendar_part(view: View, promises: pd.DataFrame, dates: pd.DataFrame) -> HtmlNode | None:
    """Return the choice and the link of the calendar where it would have any event, with what it leaves out."""
    _, occasion = view.translator, chosen_occasion(view, CALENDAR)
    has_dates = promises["timing"].isin([Timing.OVERDUE, Timing.DUE]).any() or dates["source"].eq("update").any()
    targets = targets_at(view.chosen, as_at=view.as_at, today=view.today)
    has_dates |= targets["timing"].isin([TargetTiming.LATE, TargetTiming.AHEAD]).any()
    responses = responses_due(view.chosen, as_at=view.as_at, today=view.today)
    if not has_dates and not responses["timing"].ne(Timing.DONE).any():
        return None
    text = _(
        "Each meeting and each open target date is one event over all the days it could fall on. A calendar that "
        "has read the file before moves what has moved."
    )
    notes: list[HtmlNode] = [text]
    n = int(promises["timing"].eq(Timing.UNDATED).sum())
    words = _.plural("{n} promise has no date and is not in it.", "{n} promises have no date and are not in it.", n)
    if n and occasion is None:
        notes += [" ", count_link(view, n, words, page=MONITORING, timing=Timing.UNDATED.value)]
    edition = replace(edition_of(view), occasion=occasion)
    offer = paper_offer(edition, registry.PaperType.CALENDAR, ".ics", key="calendar.ics")
    link = file_link(view, offer, _("Download as a calendar (.ics)"))
    choice = occasion_choice(view, CALENDAR, label=_("What the calendar holds"))
    return part("calendar", element("div", choice, link, class_="choices"), element("p", *notes, class_="muted small"))


def page_actions_part(view: View) -> HtmlNode:
    """Return the actions; without a recommendation there is nothing to download or to present."""
    _ = view.translator
    order = chosen_order(view) if view.page == RECOMMENDATIONS else ListOrder("number")
    nodes: list[HtmlNode] = [
        element("button", _("Copy link"), class_="link", type="button", copied=_("Link copied")),
        element("button", _("Print"), class_="link", type="button", prints="page"),
    ]
    if view.page not in _WITHOUT_FILTER:
        nodes.insert(0, element("button", _("Skip to the filter"), class_="link skip", type="button", focuses="filter"))
    if not view.empty:
        listed = {"sort": order.values, **{name: view.parameter(name) for name in PART_PARAMETERS}}
        listed = {name: values for name, values in listed.items() if values}
        back = {"slide": ["1"], BACK: [href(view.page, view.requested)]}
        target = href(PRESENT, {**view.query_on(PRESENT), **listed, **back})
        papers = element("a", _("Papers about these recommendations"), href=href("reports", view.query))
        links = list_links(replace(view, page=RECOMMENDATIONS, requested=listed), order)
        content = element("div", *links, element("p", papers))
        download = element("details", element("summary", _("Download")), content, class_="popover")
        nodes += [element("a", _("Present"), href=target), download]
    return part("page-actions", element("div", *nodes, element("span", role="status", class_="away"), class_="actions"))
