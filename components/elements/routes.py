"""The route of the modules that draw elements in the browser."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.elements.html import HTML_MODULE

_MODULES = {module.path: module for module in (HTML_MODULE,)}


def answer_module(request: Request) -> Response:
    """Answer a request for a module; one of another release is not found, so that no cache takes one for another."""
    module = _MODULES.get(f"elements/{request.path_params['name']}")
    if module is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return module.response(request.headers, method=request.method)


ELEMENT_ROUTES = (Route("/{base:path}elements/{name}", answer_module, methods=["GET"]),)
"""The routes of the modules, at the root of the server or below the base path of its settings."""
