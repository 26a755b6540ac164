"""An editor in a process of its own: publishes when it is told to, and says what came of it.

Each line of its input is the text of an update and the version it was compared with, or "first"; each line of its
output is `published N`, `unchanged N` or the code of the fault.
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
    given = candidate(rows("1", progress=[update("1", update=text)]))
    try:
        if against == "first":
            came = store.publish_first(given, **ME)
        else:
            came = store.publish(given, **ME, compared_with=int(against))
    except StoreError as error:
        return error.code.value
    return f"{'unchanged' if came.unchanged else 'published'} {came.version.number}"


if __name__ == "__main__":
    main()
