"""A proxy of a server on this machine: it counts the bytes that pass, compressed and with headers, and may be slow."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from time import monotonic

SLOW_BYTES_PER_SECOND = 10e6 / 8
"""The rate of a slow line: 10 Mbit/s each way."""
SLOW_ROUND_TRIP_SECONDS = 0.04
_CHUNK_BYTES = 4096
_WINDOW_CHUNKS = 16
"""How much of a connection is on its way at most: 64 KiB, as on an old connection."""
_HOST = "127.0.0.1"

Chunk = tuple[float, bytes]
"""When some bytes arrive, by the clock of this process, and the bytes."""


@dataclass
class Direction:
    """One direction of a line, which all its connections share; a plain one has no limit."""

    bytes_per_second: float | None = None
    delay_seconds: float = 0.0
    passed: int = 0
    _free_at: float = 0.0

    def arrival(self, size: int) -> float:
        """Return when so many bytes arrive that are sent now."""
        self._free_at = max(self._free_at, monotonic())
        if self.bytes_per_second is not None:
            self._free_at += size / self.bytes_per_second
        return self._free_at + self.delay_seconds

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on all that one end sends to the other, until it closes or either end is lost."""
        sent: asyncio.Queue[Chunk | None] = asyncio.Queue(_WINDOW_CHUNKS)
        arriving = asyncio.create_task(self._deliver(sent, writer))
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK_BYTES):
                await sent.put((self.arrival(len(chunk)), chunk))
        await sent.put(None)
        await arriving

    async def _deliver(self, sent: "asyncio.Queue[Chunk | None]", writer: asyncio.StreamWriter) -> None:
        try:
            while (chunk := await sent.get()) is not None:
                await asyncio.sleep(chunk[0] - monotonic())
                writer.write(chunk[1])
                self.passed += len(chunk[1])
                await writer.drain()
        except OSError:
            while await sent.get() is not None:
                pass
        writer.close()


class Proxy:
    """Passes on what comes to a port of its own to that of a server, and back."""

    def __init__(self, server_port: int, to_server: Direction, from_server: Direction) -> None:
        self.port = 0
        self._server_port = server_port
        self._to_server, self._from_server = to_server, from_server

    @property
    def received(self) -> int:
        """How many bytes have come from the server."""
        return self._from_server.passed

    async def listen(self, listens: "Future[Callable[[], object]]") -> None:
        """Pass on all connections; the result of `listens` is a function that ends this, from any thread."""
        end = asyncio.Event()
        server = await asyncio.start_server(self._connect, _HOST)
        self.port = server.sockets[0].getsockname()[1]
        listens.set_result(partial(asyncio.get_running_loop().call_soon_threadsafe, end.set))
        await end.wait()
        server.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.CancelledError), closing(writer.transport):  # cancelled where the proxy ends
            await asyncio.sleep(self._to_server.delay_seconds + self._from_server.delay_seconds)  # the handshake
            from_server, to_server = await asyncio.open_connection(_HOST, self._server_port)
            with closing(to_server.transport):
                await asyncio.gather(
                    self._to_server.carry(reader, to_server), self._from_server.carry(from_server, writer)
                )


@contextmanager
def proxy_to(server_port: int, *, slow: bool) -> Iterator[Proxy]:
    """Return a proxy of a server until the block ends: a slow line has 10 Mbit/s and a round trip of 40 ms."""
    directions = [
        Direction(SLOW_BYTES_PER_SECOND, SLOW_ROUND_TRIP_SECONDS / 2) if slow else Direction() for _ in range(2)
    ]
    proxy = Proxy(server_port, *directions)
    listens: Future[Callable[[], object]] = Future()
    thread = Thread(target=asyncio.run, args=[proxy.listen(listens)], name="proxy", daemon=True)
    thread.start()
    end = listens.result()
    try:
        yield proxy
    finally:
        end()
        thread.join()
