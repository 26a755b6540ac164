"""The routes of the data feeds, for Power BI, calendars and scripts: off until a token is set."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def answer_request(request: Request) -> Response:
    """Answer a request for a feed, on a thread of the server."""
    from components.feeds.answer import answer_feed  # noqa: PLC0415 - pandas and more, which no other request needs

    return answer_feed(request)


FEED_ROUTES = (Route("/feeds/{name:path}", answer_request, methods=["GET"]),)
"""The routes of the feeds; a HEAD request gets the same answer as a GET, without content."""
