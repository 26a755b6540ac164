"""The pages that are documents, by their URL paths; without Reports, which offers the website that is made of them."""

from collections.abc import Mapping

from components.about import about
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
    "overview": overview,
    "recommendations": recommendations,
    "over-time": over_time,
    "themes": themes,
    "agencies": agencies,
    "monitoring": monitoring,
    "meeting": meeting,
    "present": present,
    "recommendation": recommendation,
    "about": about,
}
