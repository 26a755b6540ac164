"""The headings people give their columns, in English and Welsh, and the meaning of each."""

import re
from collections.abc import Mapping
from enum import StrEnum


class ColumnMeaning(StrEnum):
    """The meaning of a column in any tracker: a field of a canonical table, or something that is not progress."""

    REVIEW = "review"
    REF = "ref"
    LETTER = "letter"
    """The second half of a ref that is split over two columns."""
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    THEME = "theme"
    LEAD_AGENCY = "lead_agency"
    SUPPORTING = "supporting_agencies"
    LEAD_ROLE = "lead_role"
    ACCEPTED = "accepted"
    TARGET = "target"
    REVISED_TARGET = "revised_target"
    """The target that holds now, beside the first one."""
    RELATED = "related_refs"
    STATUS = "status"
    UPDATE = "update"
    RESPONSE = "response"
    DATE = "date"
    EVIDENCE = "evidence"
    RATED_BY = "rated_by"
    BASIS = "basis"
    KIND = "kind"
    AGENCY_STATUS = "agency_status"
    """The status that the agency gives itself, beside that of the overseer."""
    PROPOSED_CLOSURE = "proposed_closure"
    CLOSURE_REASON = "closure_reason"
    ACTIVITY = "activity"
    DUE = "due"
    WITH = "with"
    DONE = "done"
    OUTCOME = "outcome"
    TITLE_CY = "title_cy"
    RECOMMENDATION_CY = "recommendation_cy"
    UPDATE_CY = "update_cy"
    STATUS_MEANING = "meaning"
    """What a status means: a column of a key."""
    RATING = "other-rating"
    """A rating of something else than progress, such as a risk's impact; it is never a status."""
    COMPLETED = "completed"
    """The day on which something was done."""
    BACKGROUND = "background"
    """The background of a recommendation: what was found, or why it was made."""
    STATUS_OF_AGENCY = "status-of-an-agency"
    """The status of one agency or unit, in a table with a status column for each of several."""
    MONTH = "month-without-year"
    """A month whose year is unknown, so that it is no round."""
    NOTE = "note"
    """Something recognised for which a tracker has no field, such as the day an item was raised."""


_STRONG = {
    ColumnMeaning.REVIEW: "review|review name|inspection|adolygiad",
    ColumnMeaning.REF: (
        "ref|ref no|ref number|reference|reference no|reference number|rec|rec no|rec number|rec ref|recommendation no"
        "|recommendation number|recommendation ref|recommendation reference|no|number|#|id|item|item no|item number"
        "|register ref|risk id|risk no|risk number|risk #|issue id|issue no|issue number|issue #|action no|action id"
        "|action ref|action number|measure reference|measure ref|s.no|s. no|s.n|sno|srno|slno|sl no"
        "|sl. no|sl|sr no|sr. no|serial no"
        "|poa&m id|raid id|raid no|dep. id|dep id|wbs|wbs no|uid|unique id|order num|task id|finding no|finding id"
        "|cyfeirnod|cyf|cyf."
        "|rhif|rhif argymhelliad|rhif yr argymhelliad|rhif cyfeirnod|arg"
    ),
    ColumnMeaning.LETTER: "letter|sub|sub ref|sub-ref|part|sub no|sub-number|llythyren|rhan",
    ColumnMeaning.TITLE: "title|short title|recommendation title|heading|subject|name|teitl|pwnc",
    ColumnMeaning.RECOMMENDATION: (
        "recommendation|recommendations|recommendation text|full recommendation|recommendation detail"
        "|recommendation details|recommendation description|text of recommendation|wording of recommendation"
        "|argymhelliad|argymhellion|testun yr argymhelliad|yr argymhelliad"
    ),
    ColumnMeaning.THEME: (
        "theme|themes|theme name|thema|themâu|thematic area|category|workstream|work stream|strand|categori"
    ),
    ColumnMeaning.LEAD_AGENCY: (
        "lead agency|owning agency|agency|agencies|lead organisation|lead organization|lead body|organisation"
        "|organization|responsible agency|responsible body|responsible organisation|lead agency/owner|agency owner"
        "|body|force|lead force|asiantaeth|asiantaeth arweiniol|asiantaethau|sefydliad|corff|corff arweiniol"
    ),
    ColumnMeaning.SUPPORTING: (
        "supporting agencies|supporting agency|support agencies|other agencies|partner agencies|partners"
        "|supporting|asiantaethau cefnogi|asiantaethau partner|partneriaid"
    ),
    ColumnMeaning.LEAD_ROLE: (
        "lead role|role|lead officer|sro|senior responsible owner|responsible officer|named lead|strategic lead"
        "|rôl arweiniol|rôl|swyddog arweiniol"
    ),
    ColumnMeaning.ACCEPTED: "accepted|accepted?|accepted y/n|recommendation accepted|agreed|agreed?|derbyniwyd|derbyn",
    ColumnMeaning.TARGET: (
        "target date|target|targetdate|target completion date|target completion|deadline|due date|by when|timescale"
        "|timescales|timeframe|completion date|scheduled date|scheduled completion date|required by|due by"
        "|target resolution|target fix|expected resolution date|expected completion"
        "|expected completion date|deadline for completion"
        "|current target date|current due date|revised target date|revised due date|revised deadline"
        "|revised completion date|implementation date"
        "|planned completion|planned completion date|when|dyddiad targed|dyddiad cwblhau|erbyn pryd"
    ),
    ColumnMeaning.RELATED: (
        "related refs|related recommendations|related|linked recommendations|cyfeirnodau cysylltiedig"
    ),
    ColumnMeaning.STATUS: (
        "status|rag|rag status|rag rating|brag|brag status|brag rating|current status|current rag"
        "|current rag status|overall status|overall rag|progress status|progress rag|progress rating|risk status"
        "|issue status|action status|recommendation status|implementation status|completion status|poa&m status"
        "|open/closed|latest rag|latest status|latest rag status|latest rag rating"
        "|open or closed|delivery status|statws|statws rag|statws cynnydd|sgôr rag|graddfa rag|statws presennol"
    ),
    ColumnMeaning.UPDATE: (
        "update|updates|progress|progress update|progress updates|latest update|latest progress|current update"
        "|status update|progress report|progress to date|update on progress|progress notes|progress commentary"
        "|progress made|progress so far|action taken|actions taken|actions to date|update/comments|commentary|narrative"
        "|summary of progress|progress summary|summary update"
        "|position|current position|latest position|position statement|position update|diweddariad|diweddariadau"
        "|cynnydd|diweddariad cynnydd|cynnydd hyd yma|diweddariad diweddaraf|y sefyllfa bresennol|sylwebaeth"
    ),
    ColumnMeaning.RESPONSE: (
        "response|responses|agency response|initial response|management response|response to recommendation"
        "|response received|ymateb|ymatebion|ymateb yr asiantaeth|ymateb cychwynnol"
    ),
    ColumnMeaning.DATE: (
        "date|date of update|update date|date updated|last updated|reporting date|report date|date reported|month|round"
        "|period|reporting period|reporting month|reporting round|report number|as at|dyddiad|dyddiad y diweddariad|mis"
        "|rownd|cyfnod|cyfnod adrodd|diweddarwyd"
    ),
    ColumnMeaning.EVIDENCE: "evidence|supporting evidence|evidence provided|evidence seen|tystiolaeth",
    ColumnMeaning.RATED_BY: "rated by|rag rated by|assessed by|rating given by|graddiwyd gan|aseswyd gan",
    ColumnMeaning.BASIS: "basis|basis of status|sail",
    ColumnMeaning.KIND: "kind|kind of update|update type|type of update|math",
    ColumnMeaning.PROPOSED_CLOSURE: (
        "proposed closure|proposed for closure|propose for closure|closure proposed|proposed to close|request closure"
        "|request to close|closure requested|recommended for closure|ready to close|ready for closure|cynnig cau"
    ),
    ColumnMeaning.CLOSURE_REASON: (
        "closure reason|reason for closure|reasons for closure|closure rationale|rationale for closure|reason closed"
        "|closure justification|justification for closure|closure comments|closure comment|rheswm dros gau"
    ),
    ColumnMeaning.ACTIVITY: (
        "activity|monitoring|monitoring activity|promise|promised|monitoring promise|opcc monitoring|next monitoring"
        "|future monitoring|gweithgaredd|gweithgaredd monitro|addewid|monitro"
    ),
    ColumnMeaning.DUE: "due|monitoring date|monitoring due|date due|erbyn",
    ColumnMeaning.WITH: "with|with whom|meeting with|gyda|gyda phwy",
    ColumnMeaning.DONE: "done|done?|held|held?|wedi'i wneud",
    ColumnMeaning.OUTCOME: "outcome of monitoring|monitoring outcome|canlyniad y monitro",
    ColumnMeaning.TITLE_CY: "title (welsh)|title welsh|welsh title|teitl (cymraeg)|teitl cymraeg",
    ColumnMeaning.RECOMMENDATION_CY: (
        "recommendation (welsh)|recommendation welsh|welsh recommendation|argymhelliad (cymraeg)|argymhelliad cymraeg"
    ),
    ColumnMeaning.UPDATE_CY: "update (welsh)|update welsh|welsh update|progress (welsh)|diweddariad (cymraeg)",
    ColumnMeaning.STATUS_MEANING: (
        "meaning|definition|explanation|what it means|what this means|means|ystyr|diffiniad|esboniad"
        "|beth mae'n ei olygu"
    ),
    ColumnMeaning.RATING: (
        "probability|likelihood|impact|severity|score|risk score|risk level|risk rating|overall risk|priority|level"
        "|inherent risk|residual risk|inherent score|residual score|current risk|raci|r|a|s|c|i|vl|l|m|h|vh"
        "|rating|urgency|proximity|criticality|consequence|complexity|effort|raid|raid rating|priority level"
        "|priority rating"
        "|confidence|weight|weighting|rank|ranking|exposure|% complete|percent complete|percentage complete"
        "|previous status"
        "|previous rag|tebygolrwydd|effaith|difrifoldeb|sgôr|sgôr risg|blaenoriaeth"
    ),
    ColumnMeaning.NOTE: (
        "date raised|date identified|date opened|date added|raised by|raised on|review date|next review"
        "|next review date|last reviewed|start date|start|duration|created|created by"
        "|type|cost|budget"
    ),
    ColumnMeaning.BACKGROUND: (
        "background|background information|context|rationale|reason|reasons|reason for recommendation"
        "|reasons for recommendation|reason for the recommendation|justification|root cause|root causes|implication"
        "|implications|threat|threats|threat source|vulnerability|vulnerabilities|gap|gaps|existing controls"
        "|current controls"
        "|cefndir|cyd-destun|cyd destun|rhesymeg|rheswm|rhesymau|cyfiawnhad"
    ),
    ColumnMeaning.COMPLETED: (
        "date closed|date completed|date complete|date done|date fixed|date implemented|date resolved|date achieved"
        "|date of completion|date signed off|closed date|completed date|fixed date|resolved date|issue resolved date"
        "|implemented date|sign off date|sign-off date|actual completion|actual completion date|completed on|closed on"
        "|fixed on|resolved on|implemented on|dyddiad cau|dyddiad cwblhau gwirioneddol|dyddiad gweithredu"
    ),
}
_WEAK = {
    ColumnMeaning.RECOMMENDATION: (
        "action|actions|action item|action items|action / decision|action required|actions required|agreed action"
        "|agreed actions"
        "|management action|management actions|agreed management action|agreed management actions|proposed action"
        "|planned action|action plan|description|risk description"
        "|description of risk"
        "|risk statement|risk|issue|issues|issue description|issue details|observation|finding|findings|finding summary"
        "|observations|key finding|key findings|audit finding|audit findings|inspection finding|inspection findings"
        "|weakness|weakness / deficiency|task|task description|deliverable|deliverable or task|checklist item"
        "|text|detail|control|control/requirement"
        "|details|measure|commitment|information item|summary|requirement|area for improvement|afi|cause of concern"
        "|disgrifiad|cam gweithredu|camau gweithredu|gweithred|gweithredoedd|testun|canfyddiad"
        "|canfyddiadau|arsylwad|arsylwadau"
    ),
    ColumnMeaning.TITLE: "risk name|issue name|action name|task name|short description|topic",
    ColumnMeaning.TARGET: (
        "original target date|original due date|original deadline|end date|end|finish|finish date|planned end"
        "|planned finish|dyddiad gorffen"
    ),
    ColumnMeaning.THEME: "area|section|group|objective|heading/theme|pillar|domain|adran|maes|amcan",
    ColumnMeaning.LEAD_AGENCY: (
        "owner|owners|lead|leads|lead/owner|responsible|responsibility|responsible person|responsible party"
        "|responsible poc|action owner|risk owner|issue owner|assigned to|allocated to|assignee|actionee"
        "|person/group assigned|person in charge|pic|contributor|contributors"
        "|to be fixed by|auditee|accountability|accountable|who|by whom"
        "|project dri|perchennog|cyfrifoldeb"
        "|yn gyfrifol|arweinydd|pwy"
    ),
    ColumnMeaning.STATUS: (
        "states|state|compliance|fixed|milestone status|on-hold|tested|result|results|audit result|assessment result"
        "|assessment results|sefyllfa|cyflwr"
    ),
    ColumnMeaning.UPDATE: (
        "notes|note|comments|comment|remarks|remark|comments/ resolution|comments/resolution|resolution|fix/notes"
        "|evidence / notes|evidence/notes|outcome|outcomes|next step|next steps|mitigation plan / actions"
        "|recommended treatment|mitigation|mitigation plan|response/comments|further detail|further details"
        "|further information|further comments|additional information|additional comments|additional notes"
        "|other comments|general comments|nodiadau|sylwadau|canlyniad|camau nesaf|rhagor o fanylion"
    ),
}


def _by_heading(headings_by_meaning: Mapping[ColumnMeaning, str]) -> dict[str, ColumnMeaning]:
    return {heading: meaning for meaning, headings in headings_by_meaning.items() for heading in headings.split("|")}


STRONG_ALIASES: Mapping[str, ColumnMeaning] = _by_heading(_STRONG)
"""The meaning of headings, by label key, that have one meaning in every table."""
WEAK_ALIASES: Mapping[str, ColumnMeaning] = _by_heading(_WEAK)
"""The meaning of headings, by label key, that give way to a stronger heading of the same meaning in the table."""
YES_NO_HEADINGS = frozenset(
    [
        "complete",
        "completed",
        "implemented",
        "done",
        "closed",
        "met",
        "achieved",
        "compliant",
        "fixed",
        "resolved",
        "delivered",
        "actioned",
        "applied",
        "addressed",
        "discharged",
        "signed off",
        "finished",
        "cwblhawyd",
        "gweithredwyd",
        "wedi'i gwblhau",
        "wedi'i weithredu",
        "wedi'i wneud",
        "wedi'i gau",
    ]
)
"""Label keys of headings that ask whether an item is done: a status if a question mark or the answers confirm it."""
ACTION_WORD = re.compile(r"\b(?:actions?|tasks?|cam(?:au)? gweithredu|gweithred(?:oedd)?)\b", re.IGNORECASE)
"""A word in the heading of an item's text which shows that the cells are actions, perhaps several for one item."""
