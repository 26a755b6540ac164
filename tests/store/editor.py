"""An editor in another process: it publishes on request and prints the result.

Each line of its input is the text of an update and the version it was compared with, or "first"; each line of its
output is `published N`, `unchanged N` or the code of the error.
"""

import sys

from model.store_error import StoreError
from store.store import Store
from tests.support.published_trackers import ME, candidate, rows, update


def main() -> None:
    store = Store.open(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        text, against = line.split()
        print(outcome(store, text, against), flush=True)


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


if __name__ == "__main__":
    main()
