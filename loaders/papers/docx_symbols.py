"""The characters of the symbols that people insert in Word, which stores each by its font and code."""

import re

_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
_EIGHT_BITS = 0x100
_SYMBOL_FONTS = {"Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol"}
_CHARACTERS = {
    ("Wingdings", 0xF0FC): "✔",
    ("Wingdings", 0xF0FB): "✘",
    ("Wingdings", 0xF0FE): "☑",
    ("Wingdings", 0xF0FD): "☒",
    ("Wingdings", 0xF0A8): "☐",
    ("Wingdings", 0xF06F): "☐",
    ("Wingdings", 0xF06C): "●",
    ("Wingdings", 0xF06E): "■",
    ("Wingdings", 0xF071): "❑",
    ("Wingdings", 0xF075): "◆",
    ("Wingdings", 0xF076): "❖",
    ("Wingdings", 0xF09F): "•",
    ("Wingdings", 0xF0A7): "▪",
    ("Wingdings", 0xF0D8): "➢",
    ("Wingdings", 0xF0DF): "←",
    ("Wingdings", 0xF0E0): "→",
    ("Wingdings", 0xF0E7): "🡸",
    ("Wingdings", 0xF0E8): "➔",
    ("Wingdings", 0xF0F0): "⇨",
    ("Wingdings", 0xF0F3): "⬄",
    ("Wingdings", 0xF04A): "☺",
    ("Wingdings", 0xF04B): "😐",
    ("Wingdings", 0xF04C): "☹",
    ("Wingdings 2", 0xF050): "✔",
    ("Wingdings 2", 0xF04F): "✘",
    ("Wingdings 2", 0xF052): "☑",
    ("Wingdings 2", 0xF053): "☒",
    ("Wingdings 2", 0xF0A3): "☐",
    ("Webdings", 0xF061): "✔",
    ("Webdings", 0xF072): "✘",
    ("Webdings", 0xF067): "■",
    ("Symbol", 0xF0B7): "●",
}
"""Ticks, crosses, boxes and shapes, the bullets of Word's library, and the arrows and faces that Word makes of `-->`,
`:)` and the like."""
_SHIFT = 0xF000
"""Symbol fonts have their characters at 0 to 255; Word mostly adds this number to the code, and may leave it out."""


def symbol_text(font: str, code: str) -> str:
    """Return the character of a symbol, by its font and its code in hexadecimal digits.

    One that is not known is named in brackets, `[Wingdings F06A]`, so that two of them are not taken for one.
    """
    if not _CODE.fullmatch(code):
        return f"[{font} {code}]"
    number = int(code, 16)
    if font in _SYMBOL_FONTS:
        number += _SHIFT if number < _EIGHT_BITS else 0
        known = _CHARACTERS.get((font, number))
    else:  # a code of eight bits is a letter in one font and a picture in another
        known = chr(number) if number >= _EIGHT_BITS and chr(number).isprintable() else None
    return known or f"[{font} {number:04X}]"
