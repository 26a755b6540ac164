"""The committed library is the pinned release of the package that plotly is made for, with its licence."""

import hashlib

from plotly.offline import get_plotlyjs_version

from components.chart_library.routes import FILE_NAME, PLOTLY, library


def test_the_version_is_the_one_that_plotly_is_made_for():
    assert get_plotlyjs_version() == PLOTLY.version


def test_the_committed_file_has_the_pinned_checksum_which_is_in_its_name():
    assert hashlib.sha512(library()).hexdigest() == PLOTLY.file_sha512
    assert f"plotly-basic-{PLOTLY.version}-{PLOTLY.file_sha512[:12]}.min.js" == FILE_NAME
    assert f"plotly.js (basic - minified) v{PLOTLY.version}".encode() in library()[:100]


def test_the_library_needs_no_evaluated_code():
    assert not any(words in library() for words in (b"new Function(", b" eval(", b"=eval("))


def test_the_licence_of_the_library_is_committed():
    assert PLOTLY.licence.read_text(encoding="utf-8").startswith("MIT License")
