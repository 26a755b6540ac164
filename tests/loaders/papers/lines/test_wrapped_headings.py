from loaders.papers.lines.wrapped_headings import join_wrapped_headings
from loaders.papers.text.line import Line


def texts(*lines):
    return [line.text for line in join_wrapped_headings(lines)]


def bold(text, **options):
    return Line(text, 1, 1, heading=True, **options)


def test_a_heading_on_two_lines_is_one():
    assert texts(bold("Progress reported by the Probation Service and"), bold("the OPCC")) == [
        "Progress reported by the Probation Service and the OPCC"
    ]
    assert texts(bold("Perpetrator Interventions and Partnership"), bold("Recommendations")) == [
        "Perpetrator Interventions and Partnership Recommendations"
    ]


def test_a_heading_in_a_narrow_column_may_stand_on_three_lines():
    assert texts(bold("Perpetrator"), bold("Interventions"), bold("Recommendations"), bold("Recommendation 1")) == [
        "Perpetrator Interventions Recommendations",
        "Recommendation 1",
    ]
    assert texts(bold("Perpetrator Monitoring"), bold("Recommendations")) == ["Perpetrator Monitoring Recommendations"]
    assert texts(bold("Ongoing OPCC monitoring"), bold("activity")) == ["Ongoing OPCC monitoring activity"]
    assert texts(bold("Progress June"), bold("2024")) == ["Progress June 2024"]


def test_a_heading_before_another_or_before_a_gap_stays_by_itself():
    separate = (bold("Staffing Recommendations"), bold("Recommendation 1"), bold("All posts should be filled"))
    assert texts(*separate) == [line.text for line in separate]
    gap = (bold("Progress reported by the OPCC"), bold("Foreword", after_gap=True))
    assert texts(*gap) == [line.text for line in gap]


def test_a_heading_of_an_update_in_a_column_may_go_on_on_the_next_page_and_no_other():
    parted = (bold("Ongoing OPCC"), Line("monitoring activity", 1, 2, heading=True, after_gap=True))
    assert texts(*parted) == ["Ongoing OPCC monitoring activity"]
    theme = (bold("Perpetrator"), Line("Recommendations", 1, 2, heading=True, after_gap=True))
    assert texts(*theme) == [line.text for line in theme]


def test_a_heading_and_the_plain_text_below_it_are_not_joined():
    lines = (bold("Progress reported by HMCTS"), Line("The courts were asked.", 2, 1))
    assert texts(*lines) == [line.text for line in lines]


def test_the_title_of_a_recommendation_goes_on_where_it_has_not_ended():
    titled = (bold("Recommendation 1: Find lasting funding for the co-"), bold("ordinator of the programme"))
    assert texts(*titled) == ["Recommendation 1: Find lasting funding for the co-ordinator of the programme"]
    numbered = (bold("Recommendation 1"), bold("Posts should be filled"))
    assert texts(*numbered) == [line.text for line in numbered]
