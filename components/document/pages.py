"""The pages that are documents, by their URL paths; without Reports, which offers the website that is made of them."""

from collections.abc import Mapping

from components.about import about
from components.choices.filter_bar import unless_empty
from components.document.document import Page
from components.groups import agencies, themes
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
    "themes": unless_empty(themes),
    "agencies": unless_empty(agencies),
    "monitoring": unless_empty(monitoring),
    "meeting": meeting,
    "present": unless_empty(present),
    "recommendation": recommendation,
    "about": about,
}
