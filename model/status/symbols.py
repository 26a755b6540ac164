"""Symbols in words: ticks, crosses and circles, which many fonts lack and a screen reader may pass over."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from model.language import Language

_COLOURS = {
    "Red": "coch",
    "Orange": "oren",
    "Yellow": "melyn",
    "Green": "gwyrdd",
    "Blue": "glas",
    "Purple": "porffor",
    "Brown": "brown",
    "Black": "du",
    "White": "gwyn",
}
_CIRCLES, _SQUARES = "🔴🟠🟡🟢🔵🟣🟤⚫⚪", "🟥🟧🟨🟩🟦🟪🟫⬛⬜"

_WORDS: Mapping[str, tuple[str, str]] = {
    "✅": ("Green tick", "Tic gwyrdd"),
    "✔": ("Tick", "Tic"),
    "✓": ("Light tick", "Tic ysgafn"),
    "☑": ("Ticked box", "Blwch â thic"),
    "❌": ("Red cross", "Croes goch"),
    "✘": ("Cross", "Croes"),
    "✗": ("Light cross", "Croes ysgafn"),
    "✖": ("Thick cross", "Croes drwchus"),
    "✕": ("Thin cross", "Croes denau"),
    "❎": ("Green box with a cross", "Blwch gwyrdd â chroes"),
    "☒": ("Box with a cross", "Blwch â chroes"),
    "☐": ("Empty box", "Blwch gwag"),
    "⚠": ("Warning sign", "Arwydd rhybudd"),
    "⛔": ("No entry sign", "Arwydd dim mynediad"),
    "🚫": ("Prohibition sign", "Arwydd gwahardd"),
    "🛑": ("Stop sign", "Arwydd stop"),
    "🚧": ("Roadworks", "Gwaith ffordd"),
    "🚩": ("Red flag", "Baner goch"),
    "🏁": ("Chequered flag", "Baner sgwariau"),
    "❗": ("Red exclamation mark", "Ebychnod coch"),
    "❓": ("Red question mark", "Gofynnod coch"),
    "⌛": ("Hourglass", "Awrwydr"),
    "⏳": ("Running hourglass", "Awrwydr yn rhedeg"),
    "⏸": ("Pause sign", "Arwydd saib"),
    "⏰": ("Alarm clock", "Cloc larwm"),
    "🔄": ("Arrows in a circle", "Saethau mewn cylch"),
    "🔒": ("Padlock", "Clo clap"),
    "⭐": ("Star", "Seren"),
    "👍": ("Thumbs up", "Bawd i fyny"),
    "👎": ("Thumbs down", "Bawd i lawr"),
    "🙂": ("Smiling face", "Wyneb yn gwenu"),
    "😐": ("Neutral face", "Wyneb niwtral"),
    "🙁": ("Frowning face", "Wyneb yn gwgu"),
    "○": ("Empty circle", "Cylch gwag"),
    "◔": ("Quarter-full circle", "Cylch chwarter llawn"),
    "◑": ("Half-full circle", "Cylch hanner llawn"),
    "◕": ("Three-quarter-full circle", "Cylch tri chwarter llawn"),
    "●": ("Full circle", "Cylch llawn"),
    **{
        symbol: (f"{english} {shape}", f"{shape_cy} {welsh}")
        for symbols, shape, shape_cy in ((_CIRCLES, "circle", "Cylch"), (_SQUARES, "square", "Sgwâr"))
        for symbol, (english, welsh) in zip(symbols, _COLOURS.items(), strict=True)
    },
}
_VARIANTS = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What joins two symbols, and what changes how the one before looks: as a picture, in a box, in a colour of skin."""
_SYMBOL = re.compile(f"[{''.join(_WORDS)}\u231a-\u23ff\u2600-\u2604\u2607-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff]")
"""The symbols with words of ours, and the pictographs of Unicode; not arrows, or the stars ★ and ☆."""


def symbols_of(text: str) -> list[str]:
    """Return the symbols of a text, in order."""
    return _SYMBOL.findall(_VARIANTS.sub("", text))


def is_variant(character: str) -> bool:
    """Return whether a character only changes how the symbol before it looks, or joins two."""
    return _VARIANTS.fullmatch(character) is not None


def without_symbols(text: str) -> str:
    """Return the words of a text: "Done" of "✅ Done"; "" where it has none."""
    words = _SYMBOL.sub(" ", _VARIANTS.sub("", text))
    return " ".join(words.split()) if any(letter.isalnum() for letter in words) else ""


@lru_cache(maxsize=4096)
def symbol_words(text: str, language: Language) -> str:
    """Return the symbols of a text in words: "Green tick" of "✅ Done"; "" where it has none.

    A symbol without words of ours has its name in Unicode, which is English.
    """
    return " ".join(_name(symbol)[language is Language.WELSH] for symbol in symbols_of(text))


def _name(symbol: str) -> tuple[str, str]:
    """Return the words of a symbol in English and in Welsh."""
    english = unicodedata.name(symbol, "").capitalize() or f"U+{ord(symbol):04X}"
    return _WORDS.get(symbol, (english, english))
