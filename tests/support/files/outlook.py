"""A message as Outlook saves it: an OLE compound file with an entry for each attachment (MS-CFB, MS-OXMSG)."""

import struct

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def outlook_message(attachments, *, body):
    """Return a .msg with a body and these attachments by name; each of its streams takes whole sectors."""
    streams: list[bytes] = []
    folders: list[tuple[str, list[str]]] = []
    for number, (name, content) in enumerate(attachments.items()):
        parts = {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": content}
        folders.append((f"__attach_version1.0_#{number:08X}", list(parts)))
        streams += parts.values()
    return _compound_file(folders, [*streams, body.encode("utf-16-le")])


def _compound_file(folders, streams):
    sectors: list[tuple[bytes, bool]] = []
    starts: list[tuple[int, int]] = []
    for content in streams:
        padded = content.ljust(max(len(content), _CUTOFF), b"\0")
        starts.append((len(sectors), len(padded)))
        chunks = [padded[start : start + _SECTOR].ljust(_SECTOR, b"\0") for start in range(0, len(padded), _SECTOR)]
        sectors += [(chunk, number + 1 < len(chunks)) for number, chunk in enumerate(chunks)]
    directory = _directory(folders, starts)
    directory_start = len(sectors)
    chunks = [directory[start : start + _SECTOR] for start in range(0, len(directory), _SECTOR)]
    sectors += [(chunk, number + 1 < len(chunks)) for number, chunk in enumerate(chunks)]
    table = [number + 1 if goes_on else _END for number, (_chunk, goes_on) in enumerate(sectors)]
    table_sectors = 1
    while (len(table) + table_sectors) * 4 > table_sectors * _SECTOR:
        table_sectors += 1
    first_table = len(sectors)
    table += [_FAT] * table_sectors
    packed = b"".join(struct.pack("<I", entry) for entry in table).ljust(table_sectors * _SECTOR, b"\xff")
    header = _header(directory_start, first_table, table_sectors)
    return header + b"".join(chunk for chunk, _goes_on in sectors) + packed


def _header(directory_start, first_table, table_sectors):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, table_sectors, directory_start, 0, _CUTOFF, _END, 0, _END, 0)
    places = [first_table + number for number in range(table_sectors)]
    return head + b"".join(struct.pack("<I", place) for place in places).ljust(_SECTOR - len(head), b"\xff")


def _directory(folders, starts):
    """Return the directory: the root, its folders as a list, the streams of each as a list, and the body."""
    entries = [["Root Entry", _ROOT, _NOTHING, 1, _END, 0]]
    stream = 0
    for name, parts in folders:
        place = len(entries)
        after = place + len(parts) + 1
        entries.append([name, _STORAGE, after, place + 1, 0, 0])
        for index, part in enumerate(parts):
            start, size = starts[stream]
            entries.append(
                [part, _STREAM, place + 2 + index if index + 1 < len(parts) else _NOTHING, _NOTHING, start, size]
            )
            stream += 1
    entries.append(["__substg1.0_1000001F", _STREAM, _NOTHING, _NOTHING, *starts[stream]])
    packed = b"".join(map(_entry, entries))
    empty = bytes(66) + struct.pack("<HIII", 0, _NOTHING, _NOTHING, _NOTHING) + bytes(48)
    while len(packed) % _SECTOR:
        packed += empty.ljust(128, b"\0")[:128]
    return packed


def _entry(entry):
    name, kind, right, child, start, size = entry
    words = name.encode("utf-16-le") + b"\0\0"
    head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    head += struct.pack("<III", _NOTHING, right, child) + bytes(36)
    return head + struct.pack("<IQ", start, size)
