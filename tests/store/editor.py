"""An editor in another process: it publishes on request and sends the result.

What it receives is the text of an update and the version it was compared with, or "first"; what it sends is
`published N`, `unchanged N` or the code of the error.
"""

from multiprocessing.connection import Connection

from model.store_error import StoreError
from store.store import Store
from tests.support.published_trackers import ME, candidate, rows, update


def main(connection: Connection, url: str) -> None:
    """Publish what is received, until an empty line."""
    store = Store.open(url)
    connection.send("ready")
    while line := connection.recv():
        connection.send(outcome(store, *line.split()))
    store.close()


def send_current_version(connection: Connection, url: str) -> None:
    """Open a database and send its current version."""
    store = Store.open(url)
    connection.send(store.current())
    store.close()


def outcome(store: Store, text: str, against: str) -> str:
    workbook = candidate(rows("1", progress=[update("1", update=text)]))
    try:
        if against == "first":
            publication = store.publish_first(workbook, **ME)
        else:
            publication = store.publish(workbook, **ME, compared_with=int(against))
    except StoreError as error:
        return error.code.value
    return f"{'unchanged' if publication.unchanged else 'published'} {publication.version.number}"
