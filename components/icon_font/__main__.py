"""Make the icon font anew from the installed platform's: `python -m components.icon_font`.

It needs fontTools and Brotli, which nothing else does: `pip install fonttools brotli`.
"""

import sys
from collections.abc import Mapping
from typing import Any

from components.icon_font.font import FONT_FILE, NAMES_FILE, SOURCE_NAME, platform_static, possible_names


def main() -> int:
    """Write the font and the names of its icons; return 1 where the platform has another font."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - installed for this command alone
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    source = platform_static() / "media" / SOURCE_NAME
    if not source.is_file():
        print(f"There is no {source}: give `SOURCE_NAME` the name that is there.", file=sys.stderr)
        return 1
    font = TTFont(source)
    glyphs = _glyphs_by_name(font)
    names = sorted(possible_names() & glyphs.keys())
    _remove_other_ligatures(font, {glyphs[name] for name in names})
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
    subsetter.populate(unicodes=sorted({ord(letter) for name in names for letter in name}))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONT_FILE)
    NAMES_FILE.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} icons, {FONT_FILE.stat().st_size:,} bytes.")
    return 0


def _glyphs_by_name(font: Any) -> Mapping[str, str]:
    """Return the glyph of each icon, by the letters that stand for it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters.get(each, "?") for each in (first, *ligature.Component)): ligature.LigGlyph
        for table in _ligature_tables(font)
        for first, ligatures in table.ligatures.items()
        for ligature in ligatures
    }


def _remove_other_ligatures(font: Any, wanted: set[str]) -> None:
    for table in _ligature_tables(font):
        table.ligatures = {
            first: [each for each in ligatures if each.LigGlyph in wanted]
            for first, ligatures in table.ligatures.items()
        }


def _ligature_tables(font: Any) -> list[Any]:
    lookups = font["GSUB"].table.LookupList.Lookup
    tables = [getattr(table, "ExtSubTable", table) for lookup in lookups for table in lookup.SubTable]
    return [table for table in tables if hasattr(table, "ligatures")]


if __name__ == "__main__":
    sys.exit(main())
