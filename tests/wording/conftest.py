import pytest

from model.terms import Language
from wording.catalogue import Translator, translator


@pytest.fixture
def english() -> Translator:
    return translator(Language.ENGLISH)


@pytest.fixture
def welsh() -> Translator:
    return translator(Language.WELSH)
