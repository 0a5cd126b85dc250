"""What the YAML files of many packs hold, kept as JSON from one start to the next.

Most of the time that a pack takes to load goes into reading YAML. Only that is kept: what a pack says is checked at
every load. Each file is kept with the hash of its text, so that an edit is read anew; anything that cannot be used, or
that JSON would give back otherwise, is read from the YAML file. It is plain data: nothing in it runs when it is read.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from rules.yamlfile import parse_yaml, read_text

_FORMAT = 1
_DATE = "date of the YAML file"


class Parsed:
    """Files kept in `folder`, which only this program should be able to write to; it is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: Path) -> Any:
        """The content of the YAML file `path`; the errors of `read_yaml`."""
        source = read_text(path)
        of = f"{_FORMAT} {yaml.__version__} {sha256(source.encode()).hexdigest()}"
        kept = self._folder / path.parent.name / f"{path.name}.json"
        with suppress(OSError, ValueError, TypeError, KeyError):
            head, _, content = kept.read_text(encoding="utf-8").partition("\n")
            if head == of:
                return _loads(content)
        content = parse_yaml(path, source)
        self._keep(kept, of, content)
        return content

    def _keep(self, path: Path, of: str, content: Any) -> None:
        """Best effort: a disk that is full or not ours to write only makes the next start slower."""
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError, ValueError, TypeError):
            text = json.dumps(content, ensure_ascii=False, default=_as_json)
            if not _same(_loads(text), content):
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(f"{of}\n{text}", encoding="utf-8")
            temporary.replace(path)
            return
        with suppress(OSError):
            temporary.unlink()


def _loads(text: str) -> Any:
    return json.loads(text, object_hook=_from_json if _DATE in text else None)


def _as_json(value: object) -> dict[str, str]:
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_DATE: value.isoformat()}
    raise TypeError(f"{type(value)} is not kept")


def _from_json(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value[_DATE]) if value.keys() == {_DATE} else value


def _same(one: Any, other: Any) -> bool:
    """Whether both are equal and of the same types throughout: 1 is not true, nor the key 1 the key "1"."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return [*one] == [*other] and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
