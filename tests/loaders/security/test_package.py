import base64
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from loaders import read_workbook
from loaders.security.limits import Limits
from loaders.security.package import FileType, Package, check_package
from model.issues.issue import WorkbookError
from model.issues.issue_codes import FILE_FAULTS
from model.language import Language
from tests.support.files.hostile import listing
from tests.support.files.packages import package_of
from tests.support.workbooks.canonical import write_workbook
from wording.catalogue import translator
from wording.issues import message, remedy

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_document(kind):
    """Return a package whose mimetype is that of an OpenDocument of a kind."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<a/>")
    return buffer.getvalue()


FLAT = (
    b'<?xml version="1.0"?>\n<office:document xmlns:xhtml="http://www.w3.org/1999/xhtml" '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.4" '
    b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><html/></office:document>'
)


def workbook(tmp_path, **sheets):
    return write_workbook(tmp_path / "tracker.xlsx", **sheets).read_bytes()


def refusal(file, limits=None):
    with pytest.raises(WorkbookError) as refused:
        read_workbook(file, limits=limits or Limits())
    return refused.value


BYTES = {
    "file-empty": b"",
    "file-old-format": OLE + b"\0" * 600,
    "file-encrypted": OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "file-macros": package_of("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
    "file-damaged": b"PK\x03\x04 and then nothing of a package",
}


@pytest.mark.parametrize("code", BYTES)
def test_a_file_that_cannot_be_a_workbook_is_refused_by_its_bytes(code):
    assert refusal(BYTES[code]).code == code


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"<html><table><tr><td>Ref</td></tr></table></html>", "html"),
        (b"\r\n<meta charset='utf-8'><table>", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html/>", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?>", "xml-spreadsheet"),
        (b"<?xml version='1.0'?><tracker/>", "xml"),
        (b"{\\rtf1 Our tracker}", "rich-text"),
        (b'[{"ref": 1}]', "json"),
        (b'TABLE\r\n0,1\r\n"Log"\r\nVECTORS\r\n0,7\r\n', "exchange"),
        (b'ID;PCALCOOO32\r\nC;X1;Y1;K"Ref"\r\n', "exchange"),
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "exchange"),
        (FLAT, "flat-spreadsheet"),
        (open_document("spreadsheet-template"), "open-template"),
        (open_document("text"), "open-text"),
        (open_document("presentation-template"), "presentation"),
        (open_document("graphics"), "unknown"),
        (b"# Tracker\n\n| Ref | Status |\n|-----|:------:|\n| 1 | Red |\n", "markdown"),
        (b"Ref | Status\n--- | ---\n1 | Red\n", "markdown"),
        (b"\x89PNG\r\n\0\0", "unknown"),
        (package_of("mimetype", "content.xml"), "zip"),
        (package_of("[Content_Types].xml", "ppt/presentation.xml"), "presentation"),
        (package_of("Index/Document.iwa"), "numbers"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document"),
    ],
)
def test_another_kind_of_file_is_named(content, looks_like):
    refused = refusal(content)
    assert (refused.code, refused.details) == ("file-not-workbook", {"looks_like": looks_like})


def test_a_binary_workbook_is_an_old_format():
    assert refusal(package_of("[Content_Types].xml", "xl/workbook.bin")).code == "file-old-format"


@pytest.mark.parametrize("fraction", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(tmp_path, fraction):
    content = workbook(tmp_path)
    assert refusal(content[: int(len(content) * fraction)]).code == "file-damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_with_a_part_that_is_no_xml_is_damaged(tmp_path, part):
    source = zipfile.ZipFile(BytesIO(workbook(tmp_path)))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in source.namelist():
            package.writestr(name, b"<broken" if name == part else source.read(name))
    assert refusal(buffer.getvalue()).code == "file-damaged"


def test_a_document_that_declares_entities_is_refused(tmp_path):
    source = zipfile.ZipFile(BytesIO(workbook(tmp_path)))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in source.namelist():
            declared = b'<!DOCTYPE a [<!ENTITY b "c">]>' if name == "xl/workbook.xml" else b""
            package.writestr(name, declared + source.read(name))
    assert refusal(buffer.getvalue()).code == "file-unsafe"


def test_a_missing_file_a_folder_and_a_workbook_without_a_tracker_have_different_codes(tmp_path):
    nothing = dict.fromkeys(("reviews", "recommendations", "progress", "monitoring", "key", "names"))
    other = write_workbook(tmp_path / "other.xlsx", **nothing, others={"Budget": [["Item", "Cost"], ["Paper", 3]]})
    refused = [refusal(path) for path in (tmp_path / "gone.xlsx", tmp_path, other)]
    assert [(one.code, one.details) for one in refused] == [
        ("file-missing", {"file": "gone.xlsx"}),
        ("file-unreadable", {"file": tmp_path.name, "reason": "Is a directory"}),
        (
            "no-table",
            {
                "sheets": "Budget",
                "sheet": "Budget",
                "row": "1",
                "recognised": "Item",
                "headings": "Item\tCost",
                "missing": "text",
            },
        ),
    ]


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        ("file-too-large", Limits(file_bytes=100)),
        ("too-many-sheets", Limits(sheets=3)),
        ("too-many-rows", Limits(rows=1)),
        ("too-many-columns", Limits(columns=5)),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(tmp_path, code, limits):
    path = write_workbook(tmp_path / "tracker.xlsx")
    assert refusal(path, limits).code == code
    assert refusal(path.read_bytes(), limits).code == code


def test_each_refusal_has_its_sentences(tmp_path):
    details = {
        "file": "a.xlsx",
        "reason": "Permission denied",
        "found": "12",
        "limit": "10",
        "looks_like": "zip",
        "sheet": "Progress",
        "row": "3",
        "sheets": "Budget",
        **{"cell": "A2", "month": "2026-10", "other_sheet": "Return", "other_cell": "A2", "other_month": "2024-06"},
        "recognised": "Item",
        "missing": "text",
        "pages": "3",
        "part": "xl/workbook.xml",
        "recommendations": "2",
        "updates": "0",
    }
    for language in Language:
        _ = translator(language)
        for code in FILE_FAULTS:
            refused = WorkbookError(code, **details)
            assert message(refused, _).endswith(".")
            assert remedy(refused, _).endswith(".")
            assert "{" not in message(refused, _) + remedy(refused, _)


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
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Recommendations!$B$2:$B$9"})
    sheet.insert_chart("J2", chart)
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": "=Recommendations!$B$2:$B$9"})
    book.add_chartsheet("Chart").set_chart(pie)
    book.set_properties({"title": "Tracker", "comments": "<!DOCTYPE>"})
    book.close()
    assert check_package(buffer.getvalue(), limits=Limits()) == Package(FileType.XLSX)
    assert len(read_workbook(buffer.getvalue()).rows["recommendations"]) == 1


@pytest.mark.parametrize("name", ["tracker.xlsx", "template.xlsx"])
def test_the_workbooks_of_the_project_pass(name):
    content = (Path(__file__).parents[3] / "data" / name).read_bytes()
    assert check_package(content, limits=Limits()) == Package(FileType.XLSX)


def test_an_ods_workbook_with_charts_and_equations_passes():
    assert check_package(listing("opendocument.formula"), limits=Limits()) == Package(FileType.ODS)


def test_a_template_of_excel_is_read_as_the_workbook_it_is(tmp_path):
    content = workbook(tmp_path)
    kinds = (
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    )
    assert read_workbook(with_part(content, "[Content_Types].xml", kinds)).rows == read_workbook(content).rows


def with_part(content, name, change):
    """Return a package in one of whose parts some bytes are others."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as rewritten:
        for one in package.namelist():
            part_content = package.read(one)
            assert one != name or change[0] in part_content
            rewritten.writestr(one, part_content.replace(*change) if one == name else part_content)
    return buffer.getvalue()


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_ods_workbook_is_known_by_its_type_wherever_that_stands(packing):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as package:
        package.writestr("content.xml", "<a/>")
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert check_package(buffer.getvalue(), limits=Limits()) == Package(FileType.ODS)
