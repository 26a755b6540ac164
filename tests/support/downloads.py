"""Download the files that pages offer, from their addresses."""

import time

from starlette.applications import Starlette

from components.document.routes import FILE_ROUTES
from tests.support.asgi import send_request
from tests.support.making import PATIENCE_SECONDS
from tests.support.page_text import files

APPLICATION = Starlette(routes=list(FILE_ROUTES))


def fetched(href, *, application=APPLICATION, **headers):
    """Return the answer of an address that has the file, or says why there is none, after saying how far it is."""
    until = time.monotonic() + PATIENCE_SECONDS
    answer = send_request(application, f"/{href}", headers=headers)
    while answer.status == 202 and time.monotonic() < until:
        time.sleep(0.05)
        answer = send_request(application, f"/{href}", headers=headers)
    return answer


def downloaded(app, label):
    """Return the bytes of a file that a page offers under a label."""
    answer = fetched(dict(files(app))[label])
    assert answer.status == 200, answer.text
    return answer.content


def name_of(answer):
    """Return the name of a downloaded file."""
    return answer.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix('"')
