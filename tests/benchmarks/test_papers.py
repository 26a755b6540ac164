import docx
import pytest

from benchmarks.papers import floor_of
from reports.registry import FORMATS, PaperType
from tests.support.editions import edition_of


@pytest.mark.parametrize(
    ("paper", "ending"), [(paper, ending) for paper, formats in FORMATS.items() for ending in formats]
)
def test_each_paper_has_a_floor_that_makes_something(paper, ending):
    assert floor_of(edition_of(), paper, ending)()


def test_the_floor_of_a_word_document_has_the_words_of_the_paper(tmp_path):
    (tmp_path / "plain.docx").write_bytes(floor_of(edition_of(), PaperType.PANEL, ".docx")())
    paragraphs = [paragraph.text for paragraph in docx.Document(str(tmp_path / "plain.docx")).paragraphs]
    assert {"Overview", "Fund it for good.", "Funding goes on.", "A post is filled."} <= set(paragraphs)
