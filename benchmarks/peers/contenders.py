"""The pages that are compared: how each is served, and where a reader finds its filter and its numbers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.peers.environment import peers_python
from benchmarks.peers.material import Material
from benchmarks.peers.updates import ALL
from benchmarks.server import Server, dashboard, free_port, running, streamlit_page

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Contender:
    """A page in a framework.

    Attributes:
        serve: starts its server.
        tile: the selector of the tiles that hold the number of a status.
        prepare: makes the choices visible, so that the next click chooses.
        choice: the selector of what is clicked to choose a theme, with a place for its name.
        choose_all: shows all recommendations again.
        path: the path of the page.
        early: the selector of what stands in the document until a link changes the page in place, if anything does.
        links: the links to another page and back.
        most_updates: the updates of the largest tracker for which it is measured; no limit without it.
    """

    name: str
    serve: Callable[[Material], AbstractContextManager[Server]] = field(repr=False)
    tile: str
    choice: str
    prepare: Callable[[Page], None] = field(default=lambda _page: None, repr=False)
    choose_all: Callable[[Page], None] | None = field(default=None, repr=False)
    path: str = ""
    early: str = ""
    links: tuple[str, ...] = ()
    most_updates: int | None = None

    def click(self, page: Page, theme: str) -> None:
        """Choose a theme by a click."""
        page.locator(self.choice.format(theme)).first.click()

    def reset(self, page: Page) -> None:
        """Show all recommendations again."""
        if self.choose_all is not None:
            self.choose_all(page)
        else:
            self.click(page, ALL)


def _dashboard(material: Material) -> AbstractContextManager[Server]:
    return dashboard({"CYNNYDD_DATABASE_URL": material.database})


def _streamlit_page(material: Material) -> AbstractContextManager[Server]:
    return streamlit_page(FOLDER / "streamlit_page.py", str(material.updates))


def _peer(script: str, material: Material) -> AbstractContextManager[Server]:
    port = free_port()
    return running([peers_python(), FOLDER / script, material.updates, str(port)], port)


def _open_themes(page: Page) -> None:
    page.locator("#filter-theme").click()


CYNNYDD = Contender(
    "Cynnydd",
    _dashboard,
    tile="ul.counts > li",
    choice='details.choice[open] .options a:has-text("{}")',
    prepare=_open_themes,
    choose_all=lambda page: page.locator(".filterbar a.reset").click(),
    early="#first",
    links=('nav a[href^="recommendations"]', 'nav a[href^="overview"], nav a[href="."], nav a[href^="./"]'),
)
PLAIN_PAGE = replace(CYNNYDD, name="Cynnydd, the plain page", path="read/overview", early="")
OBVIOUS_PAGE = Contender(
    "Streamlit, an obvious page",
    _streamlit_page,
    tile='[data-testid="stMetric"]',
    choice='.stRadio label:has-text("{}")',
)
DASH = Contender("Dash", partial(_peer, "dash_page.py"), tile=".tile", choice='#theme label:has-text("{}")')
DASH_OVERVIEW = Contender(
    "Dash, with all that the Overview shows",
    partial(_peer, "dash_overview.py"),
    DASH.tile,
    DASH.choice,
    most_updates=1_000,  # the first page of 100,000 updates took it 101 seconds
)
PANEL = Contender("Panel", partial(_peer, "panel_page.py"), tile=".tile", choice='label:has-text("{}")')

CONTENDERS = (DASH, DASH_OVERVIEW, CYNNYDD, PLAIN_PAGE, OBVIOUS_PAGE, PANEL)
"""All pages; the first is the one that the others are compared with."""
