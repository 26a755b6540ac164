"""Processes that are forked from one that has imported the store and the platform: importing takes longer than they do.

A new process runs the file of the main module first. After a page test that is the script of a page, which no process
here is to run: they start without a main module.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest

from store.__main__ import main

PROCESSES: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
PROCESSES.set_forkserver_preload(
    [
        "pytest",
        "hypothesis",
        "start",
        "store.__main__",
        "store.migrations",
        "tests.store.durability.writer",
        "tests.support.processes.preloaded",
        "tests.support.processes.forked_dashboard",
        "tests.support.sign_in.provider",
    ]
)


def start_process(main: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start a process on one end of a connection, and return it with the other end."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=main, args=(theirs, *arguments), daemon=True)
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    theirs.close()
    return process, ours


def run_command(connection: Connection, url: str, *arguments: str) -> None:
    """Run a command of the store on a database, and send its exit status and what it printed on either stream."""
    os.environ["CYNNYDD_DATABASE_URL"] = url
    with redirect_stdout(StringIO()) as output, redirect_stderr(StringIO()) as errors:
        status = main(list(arguments))
    connection.send((status, output.getvalue(), errors.getvalue()))


def run_pytest(connection: Connection, folder: str, no_skips: str, *arguments: str) -> None:
    """Run the tests of a folder, and send pytest's exit status; its output goes nowhere."""
    os.environ["CYNNYDD_NO_SKIPS"] = no_skips
    os.chdir(folder)
    with redirect_stdout(StringIO()):
        connection.send(int(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", folder, *arguments])))
