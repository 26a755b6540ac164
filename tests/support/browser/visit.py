"""A visitor: a page in a browser context that opens the dashboard and waits until it is rendered."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browser.actions import PATIENCE_MILLISECONDS, in_the_end

expect.set_options(timeout=PATIENCE_MILLISECONDS)

# What the tests ask of a page: it is added to every document.
SCRIPT = Path(__file__).with_name("page.js")
SETTLED = "tests.settled()"

# Where a visitor waits between visits: an answer of a server without a script.
RESTING_PLACE = "/livez"

SIZES = {1280: 900, 390: 844, 320: 844}


@dataclass
class Visit:
    """A visitor: a page in a browser context, with its requests and its console messages."""

    page: Page
    address: str = ""
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    recording: bool = False
    runs: int = 0
    awaited: int = 0
    socket: WebSocket | None = None

    def __post_init__(self):
        self.page.add_init_script(path=SCRIPT)
        self.page.on("websocket", self._follow)
        self.page.on("console", lambda message: self.complaints.extend(_complaints(message)))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def prepare(self, address, *, width=1280, dark=False, permissions=()):
        """Set the screen width, colour scheme and permissions of a visit."""
        self.address = address
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})
        self.page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self.page.context.grant_permissions(permissions)
        self.requests.clear()
        self.complaints.clear()

    def record(self):
        """Record the requests of this visit from now on: a page makes eighty, and each is work for the test."""
        if not self.recording:
            self.page.context.on("request", self._add)
            self.page.on("websocket", self._add)
        self.recording = True
        return self

    def _add(self, request):
        self.requests.append(request.url)

    def _stop_recording(self):
        if self.recording:
            self.page.context.remove_listener("request", self._add)
            self.page.remove_listener("websocket", self._add)
        self.recording = False

    def leave(self, server):
        """Clear everything the visit left: tabs, storage, cookies, permissions, pointer.

        The visitor waits on a small page of a server that goes on, so that the browser's process stays, and with it
        the compiled scripts: the next visit is half the work.
        """
        for tab in self.page.context.pages:
            if tab != self.page:
                tab.close()
        try:
            self.page.evaluate(CLEAR_STORAGE)
        except Error:  # another document is being loaded
            self.page.wait_for_load_state()
            self.page.evaluate(CLEAR_STORAGE)
        self.page.context.clear_cookies()
        self.page.context.clear_permissions()
        self._stop_recording()
        self.page.mouse.move(0, 0)
        self.page.goto(f"{server}{RESTING_PLACE}")

    def go(self, path=""):
        """Open a path of the dashboard and wait until the page is rendered."""
        self.socket, self.awaited = None, 0  # what the page before requests as it goes is no run of this one
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def move(self, path):
        """Follow a link to a path: less work than to load the page, and the session stays.

        The link is new in the page. Where no page is open that has links, the path is opened.
        """
        goal = f"{self.address}/{path}"
        if self.page.url == goal:
            return self.settled()
        here = self.page.url.startswith(f"{self.address}/") and not self.page.url.endswith(RESTING_PLACE)
        if not here or not self.settled().evaluate("goal => tests.follow(goal)", goal):
            return self.go(path)
        return self.settled()

    def settled(self):
        """Wait until each run that was requested has ended, and the page and its charts are drawn."""
        if not in_the_end(self.page, self._is_settled, wanted=True):
            raise AssertionError(
                f"the page is not complete: {self.page.evaluate('tests.unsettled()')}, {self.awaited} runs"
            )
        assert self.page.get_by_test_id("stException").count() == 0, "the page has failed"
        return self.page

    def _follow(self, socket):
        """Count the runs that the page requests, and those that have not ended: it looks idle until one begins."""
        self.awaited = 0
        self.socket = socket
        is_running = False

        def sent(message):
            nonlocal is_running
            is_ours = self.socket is socket and isinstance(message, bytes)
            if is_ours and BackMsg.FromString(message).HasField("rerun_script"):
                self.runs += 1
                self.awaited += 1
                is_running = False

        def received(message):
            nonlocal is_running
            if not isinstance(message, bytes):
                return
            kind = ForwardMsg.FromString(message)
            is_running = is_running or kind.HasField("new_session")
            if is_running and kind.HasField("script_finished") and kind.script_finished != FINISHED_EARLY:
                self.awaited = 0

        socket.on("framesent", sent)
        socket.on("framereceived", received)

    def _is_settled(self):
        try:
            return self.page.evaluate(SETTLED) and not self.awaited and self.page.evaluate(SETTLED)
        except Error:  # another document is being loaded
            return False

    def fill(self, label, text):
        """Fill in a field, leave it, and wait for the run that follows: it may move the button that is pressed next."""
        self.page.get_by_label(label).fill(text)
        self.page.get_by_label(label).blur()
        return self.settled()

    def choose_option(self, label, option):
        """Type into a list of Streamlit's and choose an option of it; a list closes when the page scrolls."""
        field = self.page.get_by_role("combobox", name=label)
        field.scroll_into_view_if_needed()
        self.settled()
        field.click()
        self.page.keyboard.type(option)
        self.page.get_by_role("option", name=option, exact=True).click()

    def layout_shift(self):
        """Return the cumulative layout shift of the page: how far content moved that nobody had touched."""
        return self.page.evaluate("window.layoutShift")

    def foreign(self):
        """Return every recorded request to another host."""
        assert self.recording
        ours = urlsplit(self.address).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in ("", ours)]


CLEAR_STORAGE = "location.protocol === 'http:' && (localStorage.clear(), sessionStorage.clear())"

FINISHED_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


def newcomer(browser, *, bypass_csp=True):
    """Return a visitor with a new browser context.

    Tests evaluate text in the page, which the Content-Security-Policy forbids: `test_first_visits.py` is the test
    of the pages under it. There, `window.violations` has what it forbids.
    """
    context = browser.new_context(bypass_csp=bypass_csp, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    return Visit(context.new_page())


def _complaints(message):
    """Return a console message in a list if it is an error or a warning, else an empty list."""
    complains = message.type in ("error", "warning")
    return [f"{message.text} {message.location.get('url', '')}"] if complains else []
