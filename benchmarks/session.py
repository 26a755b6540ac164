"""One reader's session: it speaks to the server over the websocket, in protobuf, as the browser does."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

PATIENCE = 300.0
"""Seconds after which a page that has not come is a failure."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run of a page: how long it took, the bytes of its messages before compression, and these."""

    seconds: float
    received: int
    messages: tuple[ForwardMsg, ...] = field(repr=False)


class Session:
    """A websocket to one server, showing one page.

    As a browser does, it names the large messages that it still holds from its last run, so that the server need not
    send them again. No widget is touched: each run is the page as its address says.
    """

    def __init__(self, port: int, *, page: str, query: str = "") -> None:
        self._page = page
        self._query = query
        self._hash = ""
        self._held: dict[str, int] = {}
        self._url = f"http://127.0.0.1:{port}/{page}"
        self._open = ExitStack()
        connection = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE,
        )
        self._socket = self._open.enter_context(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def rerun(self, *, query: str | None = None) -> Run:
        """Run the page again and wait until the server says that its script has finished."""
        asked = self._asked(self._query if query is None else query)
        messages: list[ForwardMsg] = []
        received = 0
        started = perf_counter()
        self._socket.send(asked.SerializeToString())
        while True:
            payload = self._socket.recv(timeout=PATIENCE)
            message = ForwardMsg.FromString(payload if isinstance(payload, bytes) else payload.encode())
            messages.append(message)
            received += len(payload)
            if message.WhichOneof("type") == "script_finished":
                break
        seconds = perf_counter() - started
        self._remember(messages)
        return Run(seconds, received, tuple(messages))

    def _asked(self, query: str) -> BackMsg:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = query
        state.page_script_hash = self._hash
        state.page_name = self._page
        state.cached_message_hashes.extend(self._held)
        state.context_info.timezone = "Europe/London"
        state.context_info.locale = "en-GB"
        state.context_info.url = self._url
        state.context_info.color_scheme = "light"
        return asked

    def _remember(self, messages: list[ForwardMsg]) -> None:
        """Keep what the browser would: which page this is, as the menu says, and which large messages it holds."""
        for message in messages:
            if message.WhichOneof("type") == "navigation":
                self._hash = message.navigation.page_script_hash
        held = {message.hash: 0 for message in messages if message.metadata.cacheable}
        again = {message.ref_hash: 0 for message in messages if message.WhichOneof("type") == "ref_hash"}
        self._held = held | again
