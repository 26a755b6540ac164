"""Packages written by hand, for what no library writes."""

from tests.support.files.packages import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(sheet, *, strings="", styles="", strict=False, others=None):
    """Return a workbook of one sheet from the XML within its elements."""
    main, document = (STRICT, STRICT_DOCUMENT) if strict else (MAIN, DOCUMENT)
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("1", f"{document}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("1", f"{document}/worksheet", "worksheets/sheet1.xml"),
            ("2", f"{document}/sharedStrings", "/xl/sharedStrings.xml"),
            ("3", f"{document}/styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet
        if isinstance(sheet, bytes)
        else f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    return packed(parts | (others or {}))


def content_types():
    """Return the part that says what the parts of a workbook are."""
    kinds = {"workbook": "sheet.main", "sharedStrings": "sharedStrings"}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return f"<Types>{overrides}</Types>"


def relations(*targets):
    """Return a part of relationships: each its name, its kind and its target."""
    listed = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f"<Relationships>{listed}</Relationships>"


def ods(tables, *, styles="", declaration="") -> bytes:
    """Return an .ods workbook from the XML of its tables and its automatic styles, with a declaration before it."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "fo": "xsl-fo-compatible",
            "number": "datastyle",
            "draw": "drawing",
            "form": "form",
            "script": "script",
            "svg": "svg-compatible",
        }.items()
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    more = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {spaces} {calc} {more}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": ODS, "content.xml": f"{declaration}{content}"})
