"""The open websockets of each sign-in: they close when it ends, here or in another copy of the dashboard."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from time import time

from starlette.types import Message, Receive, Send

from model.sign_in import SignIn

POLICY_VIOLATION = 1008
LOOK_SECONDS = 5.0
"""How often it is asked whether a sign-in was ended in another copy, while a websocket is open."""

_Note = Callable[[], Awaitable[None]]
EndedAmong = Callable[[Collection[str]], Collection[str]]
"""Returns, on a thread, which of some sign-ins were ended, by their keys."""


def _ended_elsewhere(keys: Collection[str]) -> Collection[str]:
    from components.identity.ended_sign_ins import ended_elsewhere  # noqa: PLC0415 - the store

    return ended_elsewhere(keys)


class OpenSockets:
    """The open websockets of this process, by the key of their sign-in."""

    def __init__(self, ended_among: EndedAmong = _ended_elsewhere, *, seconds: float = LOOK_SECONDS) -> None:
        self._by_key: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._ended_among = ended_among
        self._seconds = seconds
        self._looking: asyncio.Task[None] | None = None

    def open(self, key: str) -> asyncio.Event:
        """Return an event that is set when the sign-in with this key ends."""
        ended = asyncio.Event()
        self._by_key[key].add(ended)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        return ended

    async def _look(self) -> None:
        """Close the websockets of sign-ins that are ended in another copy, until none is open."""
        while True:
            await asyncio.sleep(self._seconds)
            if not self._by_key:
                return
            for key in await asyncio.to_thread(self._ended_among, tuple(self._by_key)):
                self.end(key)

    def forget(self, key: str, ended: asyncio.Event) -> None:
        """Forget a websocket that was closed."""
        self._by_key[key].discard(ended)
        if not self._by_key[key]:
            del self._by_key[key]

    def end(self, key: str) -> None:
        """Close each websocket of a sign-in."""
        for ended in self._by_key.get(key, ()):
            ended.set()


class EndingReceiver:
    """Receives the messages of a websocket until its sign-in is over; then the application sees it closed.

    A message that comes after the end reaches nothing: no callback of a page runs. `late` is called where one did.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        sign_in: SignIn,
        ended: asyncio.Event,
        *,
        late: Callable[[], Awaitable[None]],
    ) -> None:
        self.receive = receive
        self.late = late
        self.send = send
        self.sign_in = sign_in
        self.ended = ended
        self._waiting: asyncio.Task[Message] | None = None
        self._is_closed = False

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._is_closed:
            return _CLOSED
        if self._waiting is None:
            self._waiting = asyncio.ensure_future(self.receive())
        end = asyncio.ensure_future(self.ended.wait())
        seconds_left = max(self.sign_in.expires - time(), 0)
        await asyncio.wait({self._waiting, end}, timeout=seconds_left, return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        if self.ended.is_set() or self.sign_in.is_over(time()):
            has_message, closed = self._has_message(), await self._close()
            if has_message:
                await self.late()
            return closed
        message, self._waiting = self._waiting.result(), None
        return message

    def _has_message(self) -> bool:
        waiting = self._waiting
        if waiting is None or not waiting.done() or waiting.cancelled() or waiting.exception() is not None:
            return False
        return bool(waiting.result()["type"] == "websocket.receive")

    def cancel(self) -> None:
        """Wait for no further message."""
        if self._waiting is not None:
            self._waiting.cancel()

    async def _close(self) -> Message:
        self._is_closed = True
        self.cancel()
        with suppress(Exception):  # the browser may be gone
            await self.send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return _CLOSED


_CLOSED: Message = {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
