"""What the columns of a tracker hold, as a reader chooses among them."""

from wording.catalogue import Translator


def field_name(field: str, _: Translator) -> str:
    """Return the name of a field in the reader's language; "" is none, so that the column is not read."""
    names = {
        "": _("nothing: do not read this column"),
        "review": _("Review"),
        "ref": _("Ref"),
        "title": _("Title"),
        "recommendation": _("Recommendation"),
        "theme": _("Theme"),
        "lead_agency": _("Lead agency"),
        "supporting_agencies": _("Supporting agencies"),
        "lead_role": _("Lead role"),
        "accepted": _("Accepted"),
        "target": _("Target date"),
        "related_refs": _("Related refs"),
        "title_cy": _("Title (Welsh)"),
        "recommendation_cy": _("Recommendation (Welsh)"),
        "date": _("Date of the update"),
        "kind": _("Kind"),
        "status": _("Status"),
        "rated_by": _("Rated by"),
        "basis": _("Basis"),
        "update": _("Update"),
        "response": _("Response of the agency"),
        "evidence": _("Evidence"),
        "update_cy": _("Update (Welsh)"),
        "activity": _("Monitoring promise"),
        "due": _("Due date of the promise"),
        "with": _("Promise made with"),
        "done": _("Promise done"),
        "outcome": _("Outcome of the promise"),
        "activity_cy": _("Monitoring promise (Welsh)"),
        "outcome_cy": _("Outcome of the promise (Welsh)"),
        "published": _("Published"),
        "body": _("Body"),
        "source": _("Source"),
        "notes": _("Notes"),
        "meaning": _("Meaning"),
        "complete": _("Complete"),
        "colour": _("Colour"),
        "status_cy": _("Status (Welsh)"),
        "meaning_cy": _("Meaning (Welsh)"),
        "name": _("Name"),
        "short_name": _("Short name"),
        "name_cy": _("Name (Welsh)"),
        "short_name_cy": _("Short name (Welsh)"),
    }
    return names.get(field, field)
