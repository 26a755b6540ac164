"""A committed file is fetched anew from its package: only with the pinned checksums, and with its licence."""

import gzip
import hashlib
from dataclasses import replace
from io import BytesIO
from tarfile import TarInfo
from tarfile import open as open_archive

import pytest

from components.document.pinned_package import DONE, REFUSED, PinnedPackage, fetch


@pytest.fixture
def pinned(tmp_path):
    """Return a pinned package whose file is `draw()`, in a project where nothing has been fetched."""
    written = BytesIO()
    with open_archive(fileobj=written, mode="w:gz") as archive:
        for name, text in (("package/library.js", b"draw()"), ("package/LICENSE", b"MIT License")):
            member = TarInfo(name)
            member.size = len(text)
            archive.addfile(member, BytesIO(text))
    (tmp_path / "package.tgz").write_bytes(written.getvalue())
    checksums = (hashlib.sha512(content).hexdigest() for content in (written.getvalue(), b"draw()"))
    package, file = checksums
    target, licence = tmp_path / "library.js.gz", tmp_path / "LICENSE"
    return PinnedPackage("library", "1.0.0", package, "package/library.js", file, target, licence)


@pytest.mark.parametrize("checksum", ["sha512", "file_sha512"])
def test_what_has_another_checksum_is_refused_and_nothing_is_written(pinned, checksum, tmp_path, capsys):
    assert fetch(replace(pinned, **{checksum: "0" * 128}), tmp_path / "package.tgz") == REFUSED
    assert capsys.readouterr().err.startswith("This is not library 1.0.0: its checksum is another.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package.tgz"]


def test_a_package_with_the_pinned_checksums_is_written_with_its_licence(pinned, tmp_path):
    assert fetch(pinned, tmp_path / "package.tgz") == DONE
    assert gzip.decompress(pinned.target.read_bytes()) == b"draw()"
    assert pinned.licence.read_bytes() == b"MIT License"
    plain = replace(pinned, target=tmp_path / "library.js")
    assert fetch(plain, tmp_path / "package.tgz") == DONE
    assert plain.target.read_bytes() == b"draw()"
