"""The files of deploy/ as data: the compose file, the systemd unit, and the directives of nginx."""

import re
from pathlib import Path
from typing import Any

from tests.support.source import ROOT

DEPLOY = ROOT / "deploy"
Lines = list[tuple[int, str]]


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file as far as we use YAML: mappings, lists, texts, anchors and merges."""
    numbered = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in numbered if not line.lstrip().startswith("#")]
    return _block(lines, {})


def _block(lines: Lines, anchors: dict[str, Any]) -> Any:
    if not lines:
        return None
    margin, first = lines[0]
    starts = [number for number, (indent, _) in enumerate(lines) if indent == margin]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if first.startswith("- "):
        return [_item(part, anchors) for part in parts]
    found: dict[str, Any] = {}
    for (_, text), *inner in parts:
        key, _, rest = text.partition(":")
        anchor = re.fullmatch(r"&(\S+)", rest.strip())
        value = _block(inner, anchors) if anchor or not rest.strip() else _scalar(rest.strip(), anchors)
        if anchor:
            anchors[anchor[1]] = value
        found |= value if key == "<<" else {key: value}
    return found


def _item(part: Lines, anchors: dict[str, Any]) -> Any:
    (indent, text), *inner = part
    if re.match(r"- [\w.-]+: ", text):
        return _block([(indent + 2, text[2:]), *inner], anchors)
    return _scalar(text[2:], anchors)


def _scalar(text: str, anchors: dict[str, Any]) -> Any:
    if text.startswith("*"):
        return anchors[text[1:]]
    if text.startswith("["):
        return [_scalar(each.strip(), anchors) for each in text[1:-1].split(",")]
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdigit() else text.strip('"')


def read_unit(path: Path) -> dict[str, list[str]]:
    """Return the values of each setting in a systemd unit, which may have several."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def read_directives(path: Path) -> list[list[str]]:
    """Return the directives of an nginx or Caddy file as words, in the order of the file, without their nesting."""
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        re.findall(r"'[^']*'|\"[^\"]*\"|[^\s;]+", line) for line in re.split(r"[;\n]|(?<=\s)[{}]", text) if line.strip()
    ]


def read_environment(lines: list[str]) -> dict[str, str]:
    """Return the variables that lines of the form NAME=value set."""
    return dict(line.partition("=")[::2] for line in lines if re.match(r"[A-Z_]+=", line))
