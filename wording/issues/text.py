"""How a sentence of an issue is made: of the language, and of what was found."""

from collections.abc import Callable, Mapping

from wording.catalogue import Translator

Sentence = Callable[[Translator, Mapping[str, str]], str]
