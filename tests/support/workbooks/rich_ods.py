"""An .ods workbook with something of everything: conditions, comments, drawings, groups, dates, errors, merges."""

from tests.support.files.parts import ods

STYLES = """
<style:style style:name="red" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/>
</style:style>
<style:style style:name="own" style:family="table-cell" style:parent-style-name="red">
<style:map style:condition="cell-content()=&quot;Amber&quot;" style:apply-style-name="red"
 style:base-cell-address="Log.E3"/></style:style>
<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>
<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text><number:year/>
</number:date-style><style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
"""
HEADINGS = ("Theme", "No.", "Recommendation", "Owner", "RAG Feb 24", "Update Feb 24", "Target date")
THEME = """
<table:table-cell office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1">
<text:p>Training</text:p></table:table-cell>
"""
ITEM = """
<table:table-cell office:value-type="float" office:value="{number}" calcext:value-type="float"/>
<table:table-cell office:value-type="string"><office:annotation><dc:date>2024-01-01</dc:date><text:p>Ask</text:p>
</office:annotation><text:p>Train<text:s text:c="2"/>staff.</text:p><draw:frame><svg:desc>a chart</svg:desc>
<text:p>caption</text:p></draw:frame></table:table-cell>
<table:table-cell office:value-type="string"><text:p>DPP; CPS</text:p></table:table-cell>
<table:table-cell table:style-name="own" office:value-type="string"><text:p>{status}</text:p></table:table-cell>
<table:table-cell table:formula="of:=[.A1]" office:value-type="string" office:string-value="Begun."><text:p>B.</text:p>
</table:table-cell><table:table-cell table:style-name="month" office:value-type="date" office:date-value="{date}"/>
"""
SHEETS = """
<table:table table:name="Log"><office:forms/><table:table-column table:number-columns-repeated="3"/>
<table:table-column-group table:display="false"><table:table-column table:visibility="collapse"
 table:default-cell-style-name="red"/></table:table-column-group><table:table-column/>
<table:table-row>{headings}<table:table-cell table:number-columns-repeated="9"/></table:table-row>
<table:table-row table:default-cell-style-name="red">{first}</table:table-row>
<table:table-row-group table:display="false"><table:table-row table:visibility="filter">{second}</table:table-row>
</table:table-row-group><table:table-row table:number-rows-repeated="99"><table:table-cell/></table:table-row>
<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Log.E2:Log.E9">
<calcext:condition calcext:apply-style-name="red" calcext:base-cell-address="Log.E2"
 calcext:value="formula-is(AND([.$B2]=1;[.E2]&lt;&gt;&quot;x&quot;))"/><calcext:color-scale/>
</calcext:conditional-format></calcext:conditional-formats></table:table>
<table:table table:name="Lists" table:style-name="hid"><table:table-row table:number-rows-repeated="3">
<table:table-cell office:value-type="percentage" office:value="0.5"/>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/>
<table:table-cell office:value-type="time" office:time-value="PT08H15M00S"/>
<table:table-cell calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row></table:table>
"""


def rich_ods() -> bytes:
    """Return the workbook."""
    headings = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>' for one in HEADINGS
    )
    first = THEME + ITEM.format(number=1, status="Red", date="2024-02-01")
    second = "<table:covered-table-cell/>" + ITEM.format(number=2, status="Amber", date="2024-06-01T10:00:00")
    content: bytes = ods(SHEETS.format(headings=headings, first=first, second=second), styles=STYLES).getvalue()
    return content
