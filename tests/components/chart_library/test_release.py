"""The committed library is the pinned release of the package that plotly is made for, with its licence."""

import gzip
import hashlib
from io import BytesIO
from tarfile import TarInfo
from tarfile import open as open_archive

import pytest
from plotly.offline import get_plotlyjs_version

from components.chart_library import __main__ as fetch
from components.chart_library.release import COMPRESSED_FILE, FILE_NAME, FILE_SHA512, LICENCE_FILE, VERSION, library


def test_the_version_is_the_one_that_plotly_is_made_for():
    assert get_plotlyjs_version() == VERSION


def test_the_committed_file_has_the_pinned_checksum_which_is_in_its_name():
    assert hashlib.sha512(library()).hexdigest() == FILE_SHA512
    assert f"plotly-basic-{VERSION}-{FILE_SHA512[:12]}.min.js" == FILE_NAME
    assert f"plotly.js (basic - minified) v{VERSION}".encode() in library()[:100]


def test_the_library_needs_no_evaluated_code():
    assert not any(words in library() for words in (b"new Function(", b" eval(", b"=eval("))


def test_the_licence_of_the_library_is_committed():
    assert LICENCE_FILE.read_text(encoding="utf-8").startswith("MIT License")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a function that makes a package of a library, in a project where nothing has been fetched."""
    monkeypatch.setattr(fetch, "COMPRESSED_FILE", tmp_path / COMPRESSED_FILE.name)
    monkeypatch.setattr(fetch, "LICENCE_FILE", tmp_path / LICENCE_FILE.name)

    def package(content):
        written = BytesIO()
        with open_archive(fileobj=written, mode="w:gz") as archive:
            for name, text in (("package/plotly-basic.min.js", content), ("package/LICENSE", b"MIT License")):
                member = TarInfo(name)
                member.size = len(text)
                archive.addfile(member, BytesIO(text))
        (tmp_path / "package.tgz").write_bytes(written.getvalue())
        return tmp_path / "package.tgz"

    return package


def test_a_package_with_another_checksum_is_refused_and_nothing_is_written(package, tmp_path, capsys):
    assert fetch.main([str(package(b"alert(1)"))]) == fetch.REFUSED
    assert capsys.readouterr().err.startswith("This is not plotly.js-basic-dist-min 4.1.1: its checksum is another.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package.tgz"]


def test_a_package_with_the_pinned_checksums_is_written_with_its_licence(package, tmp_path, monkeypatch):
    path = package(b"draw()")
    monkeypatch.setattr(fetch, "PACKAGE_SHA512", hashlib.sha512(path.read_bytes()).hexdigest())
    monkeypatch.setattr(fetch, "FILE_SHA512", hashlib.sha512(b"draw()").hexdigest())
    assert fetch.main([str(path)]) == fetch.DONE
    assert gzip.decompress((tmp_path / COMPRESSED_FILE.name).read_bytes()) == b"draw()"
    assert (tmp_path / "LICENSE").read_bytes() == b"MIT License"
