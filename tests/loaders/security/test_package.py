"""What a file is, and why it is refused, by its content."""

import base64
from io import BytesIO

import pytest
import xlsxwriter

from loaders.pipeline import read_with_tables, read_workbook
from loaders.security import FileType, Limits, Package, check_package
from model.tracker.reading import WorkbookError
from tests.support.files import hostile
from tests.support.files.hostile import OLE, PROGRESS, changed, flat_ods, good, parts_of, with_part
from tests.support.files.packages import package_of, packed
from tests.support.workbooks.canonical import write_workbook

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def ods_with(name, part):
    return packed({**parts_of(flat_ods(b"")), name: part})


def open_document(kind):
    """Return a package whose mimetype is that of an OpenDocument of a kind."""
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<a/>"})


def refusal(file, limits=None):
    with pytest.raises(WorkbookError) as refused:
        read_with_tables(file, limits=limits or Limits())
    return refused.value


REFUSED = {
    "nothing": (lambda: b"", "file-empty"),
    "an old workbook": (lambda: OLE + bytes(2000), "file-old-format"),
    "a binary workbook": (lambda: package_of("[Content_Types].xml", "xl/workbook.bin"), "file-old-format"),
    "a password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    "locked parts": (lambda: hostile.flagged(good(), 1), "file-encrypted"),
    "an .ods with a password": (
        lambda: ods_with("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"),
        "file-encrypted",
    ),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "file-macros"),
    "a macro sheet": (lambda: with_part("xl/macrosheets/sheet1.xml", b"<a/>"), "file-macros"),
    "ActiveX": (lambda: with_part("xl/activeX/activeX1.xml", b"<a/>"), "file-active-content"),
    "a ribbon of its own": (lambda: with_part("customUI/customUI14.xml", b"<a/>"), "file-active-content"),
    "an embedded object": (lambda: with_part("xl/embeddings/oleObject1.bin", OLE), "file-embedded-objects"),
    "macros under another name": (lambda: hostile.related("vbaProject", "innocent.bin"), "file-macros"),
    "a control under another name": (lambda: hostile.related("control", "media/x.bin"), "file-active-content"),
    "an object under another name": (lambda: hostile.related("oleObject", "media/x.png"), "file-embedded-objects"),
    "an entity": (lambda: with_part("xl/printerSettings/x.bin", b"\xef\xbb\xbf\n <!DOCTYPE a []><a/>"), "file-unsafe"),
    "a part twice": (lambda: hostile.entry(PROGRESS.upper(), content=b"<other/>"), "file-unsafe"),
    "no package": (lambda: b"PK\x03\x04 and then nothing of a package", "file-damaged"),
    "cut short": (lambda: good()[: len(good()) // 2], "file-damaged"),
    "one bit of a sheet": (lambda: hostile.flipped(good(), good().index(PROGRESS.encode()) + 60), "file-damaged"),
    "a sheet that is no XML": (lambda: changed(PROGRESS, lambda _: b"<broken"), "file-damaged"),
    "a PDF that is none": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "file-damaged"),
    "larger than is read": (lambda: bytes((10 << 20) + 1), "file-too-large"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(kind):
    make, code = REFUSED[kind]
    assert refusal(make()).code == code


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"<html><table><tr><td>Ref</td></tr></table></html>", "html"),
        (b"\r\n<meta charset='utf-8'><table>", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html/>", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?>", "xml-spreadsheet"),
        (b"<?xml version='1.0'?><tracker/>", "xml"),
        (b"{\\rtf1 Our tracker}", "rich-text"),
        (open_document("text"), "open-text"),
        (open_document("presentation-template"), "presentation"),
        (open_document("graphics"), "unknown"),
        (b"# Tracker\n\n| Ref | Status |\n|-----|:------:|\n| 1 | Red |\n", "markdown"),
        (b"\x89PNG\r\n\0\0", "unknown"),
        (b"Ref,Status\n1,Red\n\0\0\0,\n", "unknown"),
        (b"\x1f\x8b" + bytes(9), "zip"),
        (package_of("mimetype", "content.xml"), "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (package_of("[Content_Types].xml", "ppt/presentation.xml"), "presentation"),
        (package_of("Index/Document.iwa"), "numbers"),
        (OLE + "WordDocument".encode("utf-16-le"), "document"),
    ],
)
def test_another_kind_of_file_is_named(content, looks_like):
    refused = refusal(content)
    assert (refused.code, refused.details) == ("file-not-workbook", {"looks_like": looks_like})


def test_a_missing_file_a_folder_and_a_workbook_without_a_tracker_have_different_codes(tmp_path):
    nothing = dict.fromkeys(("reviews", "recommendations", "progress", "monitoring", "key", "names"))
    other = write_workbook(tmp_path / "other.xlsx", **nothing, others={"Budget": [["Item", "Cost"], ["Paper", 3]]})
    missing, folder, budget = [refusal(path) for path in (tmp_path / "gone.xlsx", tmp_path, other)]
    assert (missing.code, missing.details) == ("file-missing", {"file": "gone.xlsx"})
    assert (folder.code, folder.details["reason"]) == ("file-unreadable", "Is a directory")
    assert (budget.code, budget.details["headings"]) == ("no-table", "Item\tCost")


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        ("file-too-large", Limits(file_bytes=100)),
        ("file-unpacks-too-large", Limits(unpacked_bytes=1000)),
        ("file-unpacks-too-large", Limits(parts=3)),
        ("too-many-sheets", Limits(sheets=3)),
        ("too-many-rows", Limits(rows=1)),
        ("too-many-columns", Limits(columns=5)),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(tmp_path, code, limits):
    path = write_workbook(tmp_path / "tracker.xlsx")
    assert refusal(path, limits).code == code
    assert refusal(path.read_bytes(), limits).code == code


def test_the_parts_of_ordinary_workbooks_are_not_refused():
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.use_zip64()
    sheet = book.add_worksheet("Recommendations")
    sheet.write_row("A1", ["Review", "Ref", "Recommendation"])
    sheet.write_row("A2", ["Stalking", "1", "Find lasting funding."])
    sheet.write_comment("A2", "Is this <!DOCTYPE> or <!ENTITY>?")
    sheet.write_url("D2", "https://example.org/report", string="The report")
    sheet.write_formula("E2", "='[Other.xlsx]Sheet1'!A1", None, "7")
    sheet.data_validation("F2", {"validate": "list", "source": ["Red", "Green"]})
    sheet.conditional_format("F2:F9", {"type": "3_color_scale"})
    sheet.insert_image("H2", "dot.png", {"image_data": BytesIO(PNG)})
    sheet.insert_button("H9", {"caption": "Press"})
    sheet.set_background(BytesIO(PNG))
    for place in (lambda each: sheet.insert_chart("J2", each), book.add_chartsheet("Chart").set_chart):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Recommendations!$B$2:$B$9"})
        place(chart)
    book.set_properties({"title": "Tracker", "comments": "<!DOCTYPE>"})
    book.close()
    assert check_package(buffer.getvalue(), limits=Limits()) == Package(FileType.XLSX)
    assert len(read_workbook(buffer.getvalue()).rows["recommendations"]) == 1


def test_links_of_a_workbook_are_named_and_not_followed():
    parts = ("xl/ctrlProps/ctrlProp1.xml", "xl/externalLinks/externalLink1.xml", "xl/connections.xml")
    content = packed({**parts_of(good()), **dict.fromkeys(parts, b"<a/>")})
    found = [issue.found for issue in read_workbook(content).issues if issue.code == "links-not-followed"]
    assert found == ["workbooks", "connections", "controls"]


def test_a_template_of_excel_and_a_workbook_for_macros_without_any_are_read_as_the_workbooks_they_are():
    for kind in (b"openxmlformats-officedocument.spreadsheetml.template", b"ms-excel.sheet.macroEnabled"):
        content = hostile.replaced(hostile.TYPES, b"openxmlformats-officedocument.spreadsheetml.sheet", kind)
        assert read_workbook(content).rows == read_workbook(good()).rows
