import pytest

from loaders.security.limits import Limits
from loaders.worker.client import paper_named_in_refusals, read_in_worker
from model.issues.issue import WorkbookError


@pytest.mark.parametrize(("name", "paper"), [("a.pdf", True), ("A.DOCX", True), ("a.txt", True), ("a.xlsx", False)])
def test_a_refusal_of_a_file_with_the_name_of_a_paper_is_about_a_paper(name, paper):
    with pytest.raises(WorkbookError) as refusal, paper_named_in_refusals(name):
        raise WorkbookError("reading-too-slow", limit="10")
    assert refusal.value.details == {"limit": "10"} | ({"paper": name} if paper else {})


def test_the_refusal_of_a_paper_that_is_too_large_names_the_paper(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7" + bytes(9))
    with pytest.raises(WorkbookError) as refusal:
        read_in_worker(tmp_path / "report.pdf", limits=Limits(file_bytes=8))
    assert refusal.value.code == "file-too-large"
    assert refusal.value.details["paper"] == "report.pdf"
