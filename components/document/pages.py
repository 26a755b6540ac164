"""The pages that are documents, by their URL paths; without Reports, which offers the website that is made of them."""

from collections.abc import Mapping
from functools import partial

from components.about import about
from components.choices.filter_bar import unless_empty
from components.document.document import Page
from components.groups import group_page
from components.meeting import meeting
from components.monitoring import monitoring
from components.over_time import over_time
from components.overview import overview
from components.present import present
from components.recommendation import recommendation
from components.recommendations import recommendations

DOCUMENTS: Mapping[str, Page] = {
    "overview": unless_empty(overview),
    "recommendations": unless_empty(recommendations),
    "over-time": unless_empty(over_time),
    "themes": unless_empty(partial(group_page, group="theme")),
    "agencies": unless_empty(partial(group_page, group="lead_agency")),
    "monitoring": unless_empty(monitoring),
    "meeting": meeting,
    "present": unless_empty(present),
    "recommendation": recommendation,
    "about": about,
}
