import pytest

from model.language import Language
from reports.content.document import Table, text_spans
from reports.content.slide import Points, Slide
from reports.content.slide_pages import slide_pages, split_evenly
from wording.catalogue import translator

ENGLISH = translator(Language.ENGLISH)


@pytest.mark.parametrize(
    ("heights", "pages"),
    [
        ([], []),
        ([1] * 10, [10]),
        ([1] * 11, [6, 5]),
        ([1] * 21, [7, 7, 7]),
        ([12], [1]),
        ([1, 12, 1], [1, 1, 1]),
        ([8, 1, 1, 1], [1, 3]),
    ],
)
def test_items_are_split_over_as_few_pages_as_possible_and_then_evenly(heights, pages):
    split = split_evenly(range(len(heights)), heights, 10)
    assert [len(page) for page in split] == pages
    assert [item for page in split for item in page] == [*range(len(heights))]


def test_a_slide_that_is_long_enough_stays_one_slide():
    slide = Slide("A title", (Points((text_spans("A point."),)),), ("A note.",))
    assert slide_pages(slide, ENGLISH) == (slide,)


def test_the_rows_of_a_long_table_continue_below_the_same_header():
    rows = tuple((text_spans(str(number)), text_spans("Red")) for number in range(12))
    slide = Slide("All", (Table("All of them", ("Recommendation", "Status"), rows),), ("A note.",))
    first, second = slide_pages(slide, ENGLISH)
    assert (first.title, second.title) == ("All (1 of 2)", "All (2 of 2)")
    tables = [body for page in (first, second) for body in page.body if isinstance(body, Table)]
    assert [(len(table.rows), table.header) for table in tables] == [(6, ("Recommendation", "Status"))] * 2
    assert first.notes == ("0: Red", "1: Red", "2: Red", "3: Red", "4: Red", "5: Red")
