"""The scale of a workbook that has the same statuses as the published one, whatever the wording of their meanings."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.issue_log import IssueLog
from loaders.parsing.scale import declares_scale
from loaders.parsing.tables import Tables
from loaders.vocabulary.status_words import status_labels
from model.status.scale import Scale
from model.text import label_key
from model.tracker.published import Published

_CANONICAL = "canonical"


def use_published_scale(tables: Tables, published: Published, log: IssueLog, *, layout: str) -> Tables:
    """Return the tables with the published scale, if they have the same statuses, order and complete statuses.

    One issue names the statuses whose name or meaning is another. A canonical workbook is where the scale is changed on
    purpose: it keeps its own until it is merged.
    """
    scale = published.scale
    names = same_statuses(tables.scale, scale) if scale is not None else None
    if scale is None or names is None or tables.scale == scale:
        return tables
    differing = [
        status.name
        for status in tables.scale.statuses
        if status.name != names[status.name] or _is_reworded(status.meaning, scale[names[status.name]].meaning)
    ]
    is_canonical = layout == _CANONICAL and declares_scale(tables.key)
    if differing and declares_scale(tables.key):
        first = next(parsed for parsed in tables.key if parsed.text("status") in differing)
        mode = "canonical" if is_canonical else ""
        log.add_at(first.record, "meaning", "scale-published", found=", ".join(differing), layout=mode)
    if is_canonical:
        return tables
    progress = [
        parsed._replace(row={**parsed.row, "status": names[status]})
        if (status := parsed.text("status")) is not None and names[status] != status
        else parsed
        for parsed in tables.progress
    ]
    return replace(tables, scale=scale, progress=progress)


def same_statuses(scale: Scale, published: Scale) -> Mapping[str, str] | None:
    """Return the published name of each status of a scale; None if statuses, order or completeness differ.

    A status is the same by its word in either language or by its letters, in any case. A scale that says of no status
    that it is complete differs in none.
    """
    if not scale.ordered or len(scale.statuses) != len(published.statuses):
        return None
    labels = status_labels(published)
    names: dict[str, str] = {}
    for status, other in zip(scale.statuses, published.statuses, strict=True):
        same_completeness = status.complete == other.complete or not scale.complete
        if labels.get(label_key(status.name)) != other.name or not same_completeness:
            return None
        names[status.name] = other.name
    return names


def _is_reworded(meaning: str, published: str) -> bool:
    return bool(meaning) and label_key(meaning).rstrip(" .!") != label_key(published).rstrip(" .!")
