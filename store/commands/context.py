"""What the commands share: who runs them and in which language, a version's tracker, JSON, and exit statuses."""

import argparse
import getpass
import json
from contextlib import suppress

from model.actor import Actor, command_line_actor
from model.language import Language
from model.tracker.tracker import Tracker
from store.store import Store
from wording.catalogue import Translator, translator

DONE, HAS_ERRORS, REFUSED, CONFLICT, NO_DATABASE = range(5)
"""The exit statuses."""


def actor_of(arguments: argparse.Namespace) -> Actor:
    """Return who runs the command: the name from `--who`, or that of the login; "" where there is none."""
    who = getattr(arguments, "who", None)
    if who is None:
        with suppress(KeyError, OSError, ImportError):
            who = getpass.getuser()
    return command_line_actor(str(who or ""))


def translator_of(arguments: argparse.Namespace) -> Translator:
    """Return the translator into the language of a command."""
    return translator(Language(arguments.language))


def tracker_of_version(store: Store, number: int) -> Tracker:
    """Return the tracker of a version. Raises StoreError where there is none."""
    reading = store.load(number)
    return Tracker.from_rows(reading.rows, reading.scale, requested=store.requested(number))


def to_json(value: object) -> str:
    """Return JSON as it is printed: readable, and with letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)
