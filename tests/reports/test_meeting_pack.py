"""The meeting pack: as blocks, and read back from Word."""

from dataclasses import replace

from analysis.promises import occasions
from model.language import Language
from reports.document import Bullets, Heading, Paragraph, StatusMark, Table, Text
from reports.meeting_pack import meeting_pack
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row

MEET = {"activity": "Meet.", "due": "January 2025", "with": "The Superintendent", "kind": "Meeting"}
RECOMMENDATIONS = [
    {"ref": "1", "title": "Fund the post", "title_cy": "Ariannu'r swydd", "recommendation": "Fund it for good."},
    {"ref": "2", "title": "Train officers", "recommendation": "Train them."},
    {"ref": "3", "title": "Share data", "recommendation": "Share it."},
]
PROGRESS = [
    update_row("1", "February 2024", "Red", "Nobody is funded."),
    update_row("1", "June 2024", "Amber", "Funding is confirmed until April 2025.\nMore is sought.", basis="Inferred"),
    update_row("2", "February 2024", "Amber", "Training has begun."),
    update_row("2", "June 2024", "Amber", "Training has begun."),
]
ROOM = "\xa0\n\xa0"
PROMISES = [{**MEET, "ref": "1"}, {**MEET, "ref": "2"}, {"ref": "3", "activity": "Ask.", "due": "July 2024"}]


def tracker(**changes):
    tables = {"recommendations": RECOMMENDATIONS, "progress": PROGRESS, "monitoring": PROMISES, **changes}
    return tracker_of(tables["recommendations"], tables["progress"], monitoring=tables["monitoring"])


def january(edition):
    """Return the key of the occasion in January."""
    return str(occasions(edition.tracker, as_at=edition.as_at)["occasion"].iloc[-1])


def pack(edition=None, *, all_chosen=False):
    edition = edition or edition_of(tracker())
    return meeting_pack(replace(edition, occasion=None if all_chosen else january(edition)))


def of_kind(document, kind):
    return [each for each in document.blocks if isinstance(each, kind)]


def headings(document, level=None):
    return [each.text for each in document.blocks if isinstance(each, Heading) and level in (None, each.level)]


def text_of(spans):
    return "".join(span.words if isinstance(span, Text) else f"[{span.letter}] {span.word}" for span in spans)


def below(document, heading, nth=0):
    """Return the lines between the nth heading of this text and the next heading."""
    places = [number for number, each in enumerate(document.blocks) if getattr(each, "text", None) == heading]
    found = []
    for block in document.blocks[places[nth] + 1 :]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            found.append(text_of(block.spans))
        elif isinstance(block, Bullets):
            found += [text_of(item) for item in block.items]
        elif isinstance(block, Table):
            found += [[text_of(cell) for cell in row] for row in block.rows]
    return found


def test_the_pack_of_an_occasion_is_about_the_recommendations_it_serves():
    document = pack()
    assert document.title == "Meeting pack: January 2025, with The Superintendent"
    assert headings(document, 1) == [
        "At a glance",
        "Key",
        "Recommendation 1: Fund the post",
        "Recommendation 2: Train officers",
    ]
    table = of_kind(document, Table)[0]
    assert table.header == ("Recommendation", "Status", "Same status since", "Questions")
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["Recommendation 1: Fund the post", "[A] Amber, inferred", "June 2024", "1"],
        ["Recommendation 2: Train officers", "[A] Amber", "February 2024", "1"],
    ]


def test_each_recommendation_has_status_history_update_promises_what_has_not_moved_and_questions():
    document = pack()
    assert below(document, "Recommendation 2: Train officers") == [
        "Train them.",
        "Status: [A] Amber",
        "History: February 2024 [A] Amber · June 2024 [A] Amber",
    ]
    assert below(document, "What was said last, in June 2024") == [
        "Funding is confirmed until April 2025.",
        "More is sought.",
    ]
    assert below(document, "What was promised") == ["Meet. (due January 2025; with The Superintendent)"]
    assert below(document, "What has not moved") == [
        "The status has been the same since February 2024: 4 months (the last 2 rounds)."
    ]
    first = "What follows April 2025? The update of June 2024 says: “Funding is confirmed until April 2025.”"
    same = "It has stood at the same status in the last 2 rounds, since February 2024."
    second = f"What is needed to move on from Amber? {same}"
    assert below(document, "Questions to ask") == [[first, ROOM]]
    assert below(document, "Questions to ask", 1) == [[second, ROOM]]


def test_each_recommendation_has_room_for_answers_and_for_what_is_agreed():
    for each in ("Actions", "Questions to ask"):
        assert headings(pack(), 2).count(each) == 2
    assert below(pack(), "Actions") == [[ROOM] * 3] * 2
    answers, actions = of_kind(pack(), Table)[2:4]
    assert (answers.title, answers.header) == ("Each question, with room for the answer", ("Question", "Answer"))
    assert (actions.title, actions.header) == ("What is agreed at the meeting", ("Action", "Who", "By when"))


def test_an_inferred_status_that_is_too_long_for_one_line_has_that_word_below_it():
    glance = of_kind(pack(edition_of(tracker(), language="cy")), Table)[0].rows[0][1]
    assert text_of(glance) == "[A] Ambr,\nwedi'i ddehongli"
    assert [span.inferred for span in glance if isinstance(span, StatusMark)] == [True]


def test_without_an_occasion_it_is_about_all_that_is_chosen():
    document = pack(all_chosen=True)
    assert [each for each in headings(document, 1) if each.startswith("Recommendation")] == [
        "Recommendation 3: Share data",
        "Recommendation 1: Fund the post",
        "Recommendation 2: Train officers",
    ]
    assert below(document, "What was said last") == ["Nothing has been reported on this recommendation yet."]


def test_what_is_chosen_restricts_an_occasion():
    edition = edition_of(tracker(), text="Fund")
    assert [each for each in headings(pack(edition), 1) if each.startswith("Rec")] == [
        "Recommendation 1: Fund the post"
    ]


def test_a_pack_of_an_occasion_that_serves_nothing_has_one_sentence():
    document = meeting_pack(replace(edition_of(tracker()), occasion="2031-01/2031-01/Nobody"))
    assert [text_of(each.spans) for each in of_kind(document, Paragraph)] == ["There are no recommendations to show."]


def test_an_inferred_status_is_marked_and_its_meaning_printed():
    document = pack()
    paragraphs = of_kind(document, Paragraph)
    marks = [span for each in paragraphs for span in each.spans if isinstance(span, StatusMark)]
    assert (marks[0].word, marks[0].inferred) == ("Amber, inferred", True)
    assert any("Statuses that are inferred: 1 of 2." in text_of(each.spans) for each in paragraphs)
    meanings = of_kind(document, Table)[1]
    assert text_of(meanings.rows[0][2]) == "No progress has been made."


def test_a_welsh_pack_is_welsh_and_marks_its_english_words():
    document = pack(edition_of(tracker(), language="cy"))
    assert document.title == "Pecyn cyfarfod: Ionawr 2025, gyda: The Superintendent"
    lists = [span for each in of_kind(document, Bullets) for item in each.items for span in item]
    spans = lists + [span for each in of_kind(document, Table) for row in each.rows for cell in row for span in cell]
    quoted = [span for span in spans if isinstance(span, Text)]
    assert [span.language for span in quoted if span.words.startswith("Funding")] == [Language.ENGLISH]
    assert any(span.words == "Beth sy'n dilyn? Dyddiad: Ebrill 2025." for span in quoted)


def test_a_pack_begins_with_how_many_of_its_recommendations_were_not_reported():
    silent = [*PROGRESS[:3], update_row("3", "June 2024")]
    paragraphs = [text_of(each.spans) for each in of_kind(pack(edition_of(tracker(progress=silent))), Paragraph)]
    assert paragraphs[:2] == ["2 recommendations: 2 Amber.", "1 of 2 reported nothing in June 2024."]
    assert "reported nothing" not in " ".join(text_of(each.spans) for each in of_kind(pack(), Paragraph))


def test_the_pack_names_the_day_on_which_the_formal_response_is_due():
    reviews = [{"title": "Deep dive", "published": "3 June 2024", "response_days": "56"}]
    pack = meeting_pack(edition_of(tracker_of(["1"], reviews=reviews), as_at="2024-06"))
    spans = [span for block in pack.blocks if isinstance(block, Paragraph) for span in block.spans]
    found = [span.words for span in spans if isinstance(span, Text)]
    assert (
        "Deep dive: the formal response is due on 29 July 2024, 56 days after publication. "
        "0 of 1 recommendation has a response."
    ) in found
