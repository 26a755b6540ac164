"""Small pages for the script of pages: a filter, a list, a chart and a file, as a route answers them."""

import json
from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.document.assets import ASSET_ROUTES, LIBRARY_PATH, PAGE_SCRIPT, PAGE_STYLES
from components.guard.middleware import page_policy

ITEMS = ("ash", "beech", "cherry", "elm", "fir", "oak", "pine", "yew")
CONFIG = {"displayModeBar": False}


def page(name, query):
    """Return the HTML of a page: the list stands before the chart, or after it where the query asks for that."""
    chosen = [each for each in query.get("tree", ()) if each in ITEMS]
    words = query.get("q", [""])[0]
    shown = [each for each in ITEMS if (not chosen or each in chosen) and words in each]
    base = {"tree": chosen} | ({"q": [words]} if words else {}) | {n: query[n] for n in ("turned",) if n in query}
    parts = [_list(shown, base), *([_chart(len(shown))] if shown and name == "chart" else [])]
    if "turned" in query:
        parts.reverse()
    menu = "".join(f'<a href="{each}{_query(base)}">{each}</a>' for each in ("list", "chart"))
    return (
        f'<div data-page="{name}" data-query="{_query(base)}" data-title="{name} of {len(shown)}" lang="en">'
        f'<header class="top"><nav>{menu}</nav></header><main><h1>{name}: {len(shown)} trees</h1>'
        f"{_filter(base, len(shown))}{''.join(parts)}</main></div>"
    )


def _filter(base, count):
    options = "".join(
        f'<li><a href="{_query(_toggled(base, each))}" data-refocus="filter-tree"'
        f"{' aria-current' if each in base['tree'] else ''}>{each}</a></li>"
        for each in ITEMS
    )
    hidden = "".join(f'<input type="hidden" name="tree" value="{each}">' for each in base["tree"])
    return (
        f'<div class="part" id="filter"><div class="filterbar"><details class="choice"><summary id="filter-tree">'
        f'{", ".join(base["tree"]) or "All"}</summary><ul class="options">{options}</ul></details>'
        f'<form method="get">{hidden}<input id="filter-q" name="q" value="{escape(base.get("q", [""])[0])}"></form>'
        f'<p>{count} <span role="status">{count} trees</span></p>'
        f'<a href="{_query({**base, "turned": ["yes"]})}">Turn</a>'
        f'<a href="{_query({**base, "turned": []})}">Back</a></div></div>'
    )


def _list(shown, base):
    lines = "".join(
        f'<li><a class="toggle" href="{_query(_toggled(base, each))}">{each}</a>'
        f"<details><summary>About {each}</summary><p>It is a tree.</p></details></li>"
        for each in shown
    )
    return f'<div class="part" id="trees"><h2>Trees</h2><ul>{lines}</ul></div>'


def _chart(count):
    figure = {
        "data": [{"type": "bar", "x": ["trees"], "y": [count], "marker": {"color": "#00594f"}}],
        "layout": {"height": 200},
        "dark": [[["data", 0, "marker", "color"], "#6fd3c3"]],
    }
    content = escape(json.dumps({"figure": figure, "wide": None, "config": CONFIG}))
    return (
        f'<div class="part" id="chart"><h2>Chart</h2><div class="chart" id="chart-1" role="img"'
        f' aria-label="{count} trees" data-figure="{content}" data-library="{LIBRARY_PATH}"'
        ' data-fault="The chart could not be loaded."'
        f' style="--narrow:200px"></div><p><a data-making href="files/paper">Paper</a><span role="status"></span></p>'
        f'<p><a data-making href="files/refused">Refused</a><span role="status"></span></p></div>'
    )


def _toggled(base, tree):
    chosen = [each for each in base["tree"] if each != tree]
    return {**base, "tree": chosen if tree in base["tree"] else [*chosen, tree]}


def _query(query):
    return escape("?" + urlencode(query, doseq=True))


def small_pages():
    """Return the application, as a new server: its file is ready when it was asked for three times."""
    asked = []

    def answer(request: Request) -> Response:
        content = page(request.path_params["name"], parse_qs(request.url.query))
        if "text/x-page" not in request.headers["accept"]:
            content = (
                f'<!doctype html><html lang="en"><title>Trees</title><link rel="icon" href="data:,">'
                f'<link rel="stylesheet" href="{PAGE_STYLES.path}"><body><div class="page">{content}</div>'
                f'<script type="module">import {{ begin }} from "./{PAGE_SCRIPT.path}"; begin();</script>'
            )
        policy = page_policy(content).replace("form-action 'none'", "form-action 'self'")
        return HTMLResponse(content, headers={"Content-Security-Policy": policy, "Vary": "Accept"})

    def answer_file(request: Request) -> Response:
        if request.path_params["name"] == "refused":
            return PlainTextResponse("Nobody may have this.", status_code=403)
        if "text/x-progress" not in request.headers["accept"]:
            return Response(b"paper", headers={"Content-Disposition": "attachment; filename=paper.txt"})
        asked.append(request)
        if len(asked) > 2:
            return Response(status_code=204)
        return PlainTextResponse(f"{len(asked)} of 3", status_code=202, headers={"Retry-After": "0.3"})

    files = Route("/files/{name}", answer_file)
    return Starlette(routes=[*ASSET_ROUTES, files, Route("/{name}", answer)])
