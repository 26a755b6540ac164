from model.language import Language
from wording.catalogue import translator
from wording.command_line.check_report import reading_progress


def test_each_stage_of_reading_has_its_line():
    _ = translator(Language.ENGLISH)
    text = [
        reading_progress(*progress, _) for progress in (("cells", "Updates", 45), ("tables", "", 0), ("checks", "", 0))
    ]
    assert text == [
        "Reading the sheet Updates: 45%",
        "Understanding what was read",
        "Checking what was read",
    ]
