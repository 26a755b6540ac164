"""The mark of a recommendation, and lines about it: its updates, flags, promises, closure, and open responses."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis.promises import responses_due
from analysis.rounds import judged_on
from analysis.status import all_inferred, closure_at
from analysis.table_rows import rows_by_recommendation, rows_of
from analysis.texts.phrases import points_of
from components.elements import HtmlNode, element, part, section
from components.published import ask_store
from components.session.links import RECOMMENDATION, RECOMMENDATIONS, href
from components.session.view import View
from components.texts import LocalisedText, count_link, list_link, localised, role_or_agency, round_link, with_links
from model.returns.draft import FOLLOWED_UP_BY, NOTE, NOTES, Draft, DraftCell, split_link
from model.terms import NOT_RATED, NOT_REPORTED, Basis, Kind, Language, RefRow, ShownPart, TableRow
from model.tracker.tracker import Tracker
from model.versions.version import Action, AuditEntry, StoreError
from store.rounds.rounds import drafts_of_round
from wording import formatting
from wording.answers import recommendation as phrases
from wording.catalogue import Translator, label
from wording.names import store_fault
from wording.versions import rating_value, responded_words, response_sentences


def mark_link(view: View, row: TableRow, *, number: bool = False, when: str = "", tab_stop: bool = True) -> HtmlNode:
    """Return the mark of a row (review, ref, title, title_cy, mark, basis) as a link with a spoken label.

    It shows the letter of the status, or with `number` the ref, where marks of other recommendations are next to it.
    `when` begins the label of a mark for one of several rounds; without `tab_stop` the Tab key skips the link.
    """
    ref, title = named_ref(view, row), title_of(view, row)
    spoken = formatting.spoken_mark(ref, row.mark, row.basis, title, view.scale, view.translator)
    spoken = f"{when}. {spoken}" if when else spoken
    text = str(row.ref) if number else formatting.mark_letter(row.mark, view.scale, view.translator)
    link = {"href": href_of(view, row.review, row.ref), "aria_label": spoken, "title": True}
    return _mark(view, "a", text, row.mark, row.basis, **link, tabindex=None if tab_stop else "-1")


def mark_picture(view: View, mark: str, basis: object = None, *, label: str | None = None) -> HtmlNode:
    """Return a mark without a link: an image with a label, or decoration next to the same words."""
    spoken = {"role": "img", "aria_label": label, "title": True} if label else {"aria_hidden": "true"}
    return _mark(view, "span", formatting.mark_letter(mark, view.scale, view.translator), mark, basis, **spoken)


def spoken_basis(view: View, basis: object) -> object:
    """Return a basis that a status has in words; None where all are inferred, which a page says once."""
    return None if all_inferred(view.chosen, as_at=view.as_at) else basis


def title_link(view: View, row: RefRow, *, with_ref: bool = False) -> HtmlNode:
    """Return a recommendation's title as a link to its page."""
    title = named_title(view, row) if with_ref else localised(view, row, "title")
    return title.node("a", class_="plain", href=href_of(view, row.review, row.ref))


def marked_line(view: View, row: RefRow, mark: str, basis: object, *details: HtmlNode) -> HtmlNode:
    """Return a recommendation as a line of a list: its mark, its title as a link, and details below it."""
    content = element("div", title_link(view, row, with_ref=True), *details)
    return element("li", element("div", mark_picture(view, mark, basis), content, class_="withmark"))


def numbered_marks(view: View, rows: Iterable[TableRow]) -> list[HtmlNode]:
    """Return the marks of recommendations with their refs; where reviews share refs, each review's name comes first."""
    return by_review(view, ((str(row.review), mark_link(view, row, number=True)) for row in rows))


def by_review(view: View, marks: Iterable[tuple[str, HtmlNode]]) -> list[HtmlNode]:
    """Return marks, each given with its review, with the review's name before them where reviews share refs.

    A name stays on one line with its first mark.
    """
    nodes: list[HtmlNode] = []
    for review, of_review in groupby(marks, key=itemgetter(0)):
        first, *rest = (mark for _review, mark in of_review)
        if view.tracker.has_shared_refs:
            first = element("span", element("span", review, class_="muted small review"), first, class_="named")
        nodes += [first, *rest]
    return nodes


def named_ref(view: View, row: RefRow) -> str:
    """Return a row's ref, with its review where reviews share refs."""
    return formatting.reviewed_ref(row.review, row.ref, named=view.tracker.has_shared_refs)


def named_title(view: View, row: RefRow) -> LocalisedText:
    """Return a recommendation's ref and its title."""
    title = localised(view, row, "title")
    return LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)


def title_of(view: View, row: RefRow) -> str:
    """Return a recommendation's title in the reader's language, or in English where there is no Welsh."""
    return localised(view, row, "title").text


def href_of(view: View, review: str, ref: str, *, month: pd.Timestamp | None = None) -> str:
    """Return the URL of a recommendation's page, with its review where the tracker has several.

    It is as at `month`, or as at the month of this page.
    """
    review_query = {"review": review} if view.has_reviews else {}
    query = {code: values for code, values in view.query.items() if code != "review"}
    as_at = {"as_at": [f"{month:%Y-%m}"]} if month is not None else {}
    return href(RECOMMENDATION, {"ref": ref, **review_query, **query, **as_at, **list_query(view)})


def list_query(view: View) -> dict[str, list[str]]:
    """Return the order and the page of the list, on the list and on the pages that it leads to."""
    if view.page not in (RECOMMENDATION, RECOMMENDATIONS):
        return {}
    return {name: view.parameter(name) for name in ("sort", "page") if view.parameter(name)}


def edit_links(view: View, words: str, **query: str) -> list[HtmlNode]:
    """Return a link to the page on which an editor changes or adds a recommendation; nothing for others."""
    return [element("a", words, href=href("edit", {**view.query, **query}))] if view.may_edit else []


def as_at_link(view: View, row: RefRow, month: pd.Timestamp, words: str = "") -> HtmlNode:
    """Return a round, or words for it, as a link to a recommendation as at it; the month of the page stays words."""
    target = href_of(view, str(row.review), str(row.ref), month=month)
    return round_link(view, month, words or formatting.format_round(month, view.translator), target=target)


def key_part(view: View) -> HtmlNode:
    """Show the scale worst first, then the two marks that are no status, then the mark of an inferred status."""
    _ = view.translator

    def line(picture: HtmlNode, name: HtmlNode, meaning: str) -> HtmlNode:
        return element("li", picture, element("span", element("strong", name), " ", meaning), class_="withmark")

    lines = []
    for mark in view.scale.marks:
        name = list_link(view, "status", mark, formatting.begin_sentence(formatting.written_word(mark, view.scale, _)))
        lines.append(line(mark_picture(view, mark), name, formatting.mark_meaning(mark, view.scale, _)))
    inferred, meaning = _("A dashed edge"), _("The status is inferred from words; it was not published.")
    lines.append(line(mark_picture(view, view.scale.names[-1], Basis.INFERRED), inferred, meaning))
    return part("key", element("ul", *lines, class_="lines"), scale=view.scale)


def _mark(view: View, tag: str, text: str, mark: str, basis: object, **attributes: object) -> HtmlNode:
    """Return an element with the class and the shape of a mark; a mark for not reported has no shape."""
    size = "" if len(text) < 3 else " long" if len(text) < 4 else " pill"
    shape: dict[str, str | None] = {"shape": "ring" if mark == NOT_RATED else None}
    kind = " hollow"
    if mark in view.scale.rank:
        kind, shape = " inferred" if basis == Basis.INFERRED else "", {"shape": view.scale.shape(mark), "ink": mark}
    return element(tag, text, class_=f"mark{size}{kind}", mark=shape, **attributes)


# The review and the ref of a recommendation.
Key = tuple[str, str]


def answers_about(view: View, key: Key, question: Callable[..., pd.DataFrame], **options: Hashable) -> list[TableRow]:
    """Return the rows of an answer about a recommendation; those of all are made once for a month."""

    def answer() -> dict[Key, list[TableRow]]:
        return rows_by_recommendation(question(view.unfiltered, as_at=view.as_at, **options))

    cache_key: tuple[Hashable, ...] = "rows", question.__name__, view.as_at, *options.values()
    return view.loaded.drawn(cache_key, answer).get(key, [])


def all_recommendations(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the table of the recommendations, which is the same in each month."""
    return tracker.recommendations


def story_part(view: View, key: RefRow, story: pd.DataFrame, marks: pd.DataFrame) -> HtmlNode:
    """Show the updates of a recommendation (analysis.texts.phrases), and the rounds in which none was reported.

    The date of each leads to the recommendation as at its round.
    """
    _ = view.translator
    if story.empty:
        return part("story", element("p", _("Nothing has been reported on this recommendation yet."), class_="muted"))
    entries = [(row.round, _entry(view, row, key)) for row in rows_of(story)]
    silent = element("span", formatting.mark_word(NOT_REPORTED, view.scale, _), class_="muted")
    for row in rows_of(marks[marks["mark"].eq(NOT_REPORTED)]):
        when = element("h3", as_at_link(view, key, row.round))
        entries.append((row.round, element("li", mark_picture(view, NOT_REPORTED), when, silent)))
    newest_first = sorted(entries, key=itemgetter(0), reverse=True)
    return part("story", element("ol", *(entry for _round, entry in newest_first), class_="story"), scale=view.scale)


def text_block(text: LocalisedText) -> HtmlNode:
    """Return a text as a paragraph, or as a bullet list where it has several lines."""
    lines = points_of(text.text, numbers=True)
    if len(lines) < 2:
        return element("p", *lines, class_="prose", lang=text.language)
    return element("ul", *(element("li", line) for line in lines), class_="points prose", lang=text.language)


def decision_nodes(view: View, row: TableRow) -> list[HtmlNode]:
    """Return a decision with its reason and what it rests on; a closure is a tag."""
    _ = view.translator
    words = phrases.decision_phrase(row, view.names, _)
    tag = element("strong", words, class_="tag" if row.closes else None)
    nodes: list[HtmlNode] = [tag, " ", _reason(row.reason, _)]
    if isinstance(row.evidence, str):
        nodes.append(_evidence("div", LocalisedText(row.evidence, "en"), _))
    return nodes


def _reason(reason: object, _: Translator) -> HtmlNode:
    """Return a reason in the words of the workbook, or that there is none."""
    text = reason if isinstance(reason, str) else ""
    return element("span", text or _("no reason given"), lang="en" if text else None)


def _evidence(tag: str, evidence: LocalisedText, _: Translator) -> HtmlNode:
    """Return an evidence; the title of one that ends in an address of the web is a link to it."""
    title, address = split_link(evidence.text)
    link = element("a", title or address, outside=address, lang=evidence.language) if address else evidence.node()
    return element(tag, _("Evidence: "), link, class_="muted small")


def self_assessment_nodes(view: View, row: TableRow) -> list[HtmlNode]:
    """Return the lines of what an agency says of itself: its own status, and its proposal with the reason."""
    _, lines = view.translator, list[HtmlNode]()
    if isinstance(row.agency_status, str):
        words = phrases.agency_status_phrase(row.agency_status, row.rated_in, view.scale, _)
        differs = phrases.difference_phrase(row, view.scale, _)
        lines.append(element("p", words, *([" · ", element("strong", differs)] if differs else [])))
    if row.proposes:
        lines.append(element("p", f"{phrases.proposal_phrase(row, _)}: ", _reason(row.closure_reason, _)))
    return lines


def closure_nodes(view: View, made: Iterable[TableRow], agency: Iterable[TableRow]) -> list[HtmlNode]:
    """Return decisions, and what the agency says of itself, marked as its own."""
    decided = (element("p", *decision_nodes(view, row)) for row in made)
    return [*decided, *(line for row in agency for line in self_assessment_nodes(view, row))]


def list_parts(title: str, key: str, lines: Sequence[HtmlNode]) -> list[HtmlNode]:
    """Return lines under a heading; nothing without any."""
    return section(title, part(key, element("ul", *lines, class_="lines"))) if lines else []


def who_rated_parts(view: View, review: str, ref: str) -> list[HtmlNode]:
    """Return for editors who rated, decided and edited words in the displayed version or one before it, newest first.

    Nothing where no round has published any.
    """
    version = view.loaded.version
    if version is None or not view.may_edit:
        return []
    try:
        found = ask_store(lambda store: store.ratings_of(review, ref, version=version.number, actor=view.actor))
    except StoreError as fault:
        return [part("who-rated", element("p", store_fault(fault, view.translator), class_="error", role="alert"))]
    lines = [_rating_line(view, each) for each in found]
    return list_parts(view.translator("Who rated and decided"), "who-rated", lines)


def note_parts(view: View, key: RefRow) -> list[HtmlNode]:
    """Return the note to colleagues and who follows the recommendation up, for editors; nothing without one."""
    if not view.may_edit:
        return []
    _, notes = view.translator, dict[DraftCell, Draft]()
    with suppress(StoreError):  # the page has said already what is wrong with the store
        notes = ask_store(lambda store: drafts_of_round(store, NOTES, actor=view.actor))
    drafts = (notes.get(DraftCell(NOTES, key.review, key.ref, field)) for field in (NOTE, FOLLOWED_UP_BY))
    note, who = (draft.text if draft is not None else "" for draft in drafts)
    if not note and not who:
        return []
    text = element("p", note, class_="prose") if note else None
    by = element("p", _("Followed up by {who}", who=who), class_="muted") if who else None
    return [part("colleagues", element("div", *section(_("Between colleagues"), text, by), class_="screen"))]


def promise_list(view: View, promises: Sequence[TableRow]) -> HtmlNode:
    """Return the promises of a recommendation, in the order they fall due; or that none is recorded."""
    if not promises:
        return element("p", view.translator("No promise of monitoring is recorded."), class_="muted")
    return element("ul", *(element("li", *_promise(view, row)) for row in promises), class_="lines")


def promise_note(view: View, row: TableRow) -> str:
    """Return the timing of a promise that is not still to come; what is closed by now is not overdue today."""
    day = view.visit_day
    if day is not None:
        closure = closure_at(view.tracker, as_at=day.to_period("M").to_timestamp())
        closed = closure[closure["closes"]]
        day = None if (row.review, row.ref) in zip(closed["review"], closed["ref"], strict=True) else day
    return phrases.timing_note(row.timing, row.due_last, day, view.translator)


def date_words(view: View, row: TableRow) -> HtmlNode:
    """Return a date of analysis.texts.phrases with its sentence, labelled as found in the text."""
    _ = view.translator
    when = formatting.format_date(row.first, row.last, row.precision, " ".join(row.words.split()[-2:]), _)
    passed = f" · {_('passed')}" if row.last < judged_on(view.as_at, view.today) else None
    language = Language.ENGLISH.value if _.language is Language.WELSH else None
    source = _("found in the text of a promise")
    if not pd.isna(row.round):
        source = _("found in the text of {month}", month=formatting.format_round(row.round, _))
    source = f"{row.review} · {source}" if view.has_reviews else source
    sentence = element("div", f"“{row.sentence}”", lang=language)
    day = element("strong", formatting.begin_sentence(when))
    return element("div", day, passed, sentence, element("div", source, class_="muted small"))


def responses_parts(view: View) -> list[HtmlNode]:
    """Return a section with the formal response to each review; nothing where no review has a due date."""
    responses = responses_due(view.chosen, as_at=view.as_at, today=view.today)
    if responses.empty:
        return []
    _, lines = view.translator, []
    for row in rows_of(responses):
        title, words = localised(view, row, "title"), responded_words(row, _)
        named = title.node("strong") if title.text else element("strong", row.review)
        chosen = {"only": ShownPart.RESPONDED.value, "review": view.slug("review", row.review)}
        sentences = with_links(response_sentences(row, _), (words, count_link(view, row.responded, words, **chosen)))
        lines.append(element("li", named, ": ", *sentences))
    return section(_("Formal responses"), part("responses", element("ul", *lines, class_="lines prose")))


def _entry(view: View, row: TableRow, key: RefRow) -> HtmlNode:
    _ = view.translator
    when = formatting.format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    kind = _("Response") if row.kind == Kind.RESPONSE else _("Progress")
    summary = [kind, formatting.status_words(row.mark, row.basis, view.scale, _)]
    if isinstance(row.rated_by, str) and row.mark != NOT_RATED:
        summary.append(_("rated by: {who}", who=role_or_agency(view, row.rated_by)))
    title, facts = element("h3", as_at_link(view, key, row.round, when)), " · ".join(summary)
    text, evidence = localised(view, row, "update"), localised(view, row, "evidence")
    words = text_block(text if text.text else LocalisedText(_("No words were given.")))
    rest = [_evidence("p", evidence, _) if evidence.text else None]
    if isinstance(row.agency_status, str):
        status = phrases.agency_status_phrase(row.agency_status, None, view.scale, _)
        rest.append(element("p", status, class_="muted small"))
    if not pd.isna(row.proposed_closure) and row.proposed_closure:
        reason = element("span", row.closure_reason, lang="en") if isinstance(row.closure_reason, str) else None
        rest.append(element("p", _("The agency proposed to close it. "), reason, class_="muted small"))
    status = formatting.mark_word(row.mark, view.scale, _)
    rest += [element("p", label("flag", flag, _, status=status), class_="flag") for flag in row.flags]
    picture = mark_picture(view, row.mark, row.basis)
    return element("li", picture, title, element("span", facts, class_="muted"), words, *rest)


def _promise(view: View, row: TableRow) -> list[HtmlNode]:
    """Return the words of a promise, when and with whom it is, and what came of it."""
    _, outcome, whom = view.translator, localised(view, row, "outcome"), row.with_whom
    of_whom = phrases.with_whom_phrase(whom, view.names, _) if isinstance(whom, str) else ""
    words = phrases.format_due(row, _), of_whom, phrases.monitoring_kind_name(row.kind, _), promise_note(view, row)
    details = element("div", " · ".join(filter(None, words)), class_="muted small")
    result = [element("div", outcome.node(), class_="small")] if outcome.text else []
    return [localised(view, row, "activity").node(), details, *result]


def _rating_line(view: View, entry: AuditEntry) -> HtmlNode:
    """Return who did what and when; what an agency had written before its words were edited is folded."""
    _ = view.translator
    words = None
    if entry.action is Action.WORDS:
        text = text_block(LocalisedText(entry.details["value"]))
        words = element("details", element("summary", _("The agency's own words")), text)
    who, at = formatting.marked_name(entry.who, _, verified=entry.verified), formatting.format_timestamp(entry.at, _)
    fields = {"status": rating_value(entry, view.scale, _), "version": entry.version, "who": who, "moment": at}
    line = _("{status}: {who}, {moment}, published in version {version}", **fields)
    return element("li", line, words)
