"""A session of one reader: it speaks to the server over the websocket, in protobuf, as the browser does."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

# Seconds after which a page that has not answered is a failure.
TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class PageRun:
    """The result of one run of a page: its seconds, the bytes of its messages before compression, and the messages."""

    seconds: float
    received: int
    messages: tuple[ForwardMsg, ...] = field(repr=False)


class Session(ExitStack):
    """A websocket to one server, showing one page.

    No widget is used: each run is the page of its URL.
    """

    def __init__(self, port: int, *, page: str, query: str = "") -> None:
        self._page = page
        self._query = query
        self._hash = ""
        self._url = f"http://127.0.0.1:{port}/{page}"
        super().__init__()
        connection = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=TIMEOUT_SECONDS,
        )
        self._socket = self.enter_context(connection)

    def rerun(self, *, query: str | None = None) -> PageRun:
        """Run the page again and wait until the server reports that its script has finished."""
        request = self._rerun_request(self._query if query is None else query)
        messages: list[ForwardMsg] = []
        received = 0
        started = perf_counter()
        self._socket.send(request.SerializeToString())
        while True:
            payload = self._socket.recv(timeout=TIMEOUT_SECONDS)
            message = ForwardMsg.FromString(payload if isinstance(payload, bytes) else payload.encode())
            messages.append(message)
            received += len(payload)
            if message.WhichOneof("type") == "script_finished":
                break
        seconds = perf_counter() - started
        self._remember(messages)
        return PageRun(seconds, received, tuple(messages))

    def _rerun_request(self, query: str) -> BackMsg:
        request = BackMsg()
        state = request.rerun_script
        state.query_string = query
        state.page_script_hash = self._hash
        state.page_name = self._page
        state.context_info.timezone = "Europe/London"
        state.context_info.locale = "en-GB"
        state.context_info.url = self._url
        state.context_info.color_scheme = "light"
        return request

    def _remember(self, messages: list[ForwardMsg]) -> None:
        """Remember the hash of the page, from the menu, as the browser would."""
        for message in messages:
            if message.WhichOneof("type") == "navigation":
                self._hash = message.navigation.page_script_hash
