"""Rules of WCAG 2.2 at levels A and AA that axe-core can find."""

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def broken(page):
    """Return each rule that a page breaks, with what breaks it."""
    response = Axe().run(page, options=RULES).response
    assert response["passes"], "axe has looked at nothing"
    return [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
