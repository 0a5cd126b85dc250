"""YAML files that a policy author writes: read strictly, with errors that name the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from rules.errors import PackError

Model = TypeVar("Model", bound=BaseModel)
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Plain YAML in which a key given twice is an error instead of a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.tag != "tag:yaml.org,2002:merge" and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"键 {key.value!r} 写了两次", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """The content of `path`; raises PackError for a missing or malformed file."""
    return parse_yaml(path, read_text(path))


def read_text(path: Path) -> str:
    """The text of a YAML file; raises PackError when it cannot be had."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PackError(str(path), "", "文件不存在", "请检查路径和文件名") from error
    except OSError as error:
        raise PackError(
            str(path), "", f"读不了这个文件（{error.strerror}）", "请给出一个 YAML 文件"
        ) from error
    except UnicodeDecodeError as error:
        raise PackError(str(path), "", "不是 UTF-8 文本", "请另存为 UTF-8") from error


def parse_yaml(path: Path, text: str) -> Any:
    """What `text`, that of `path`, holds; raises PackError when it is malformed."""
    try:
        return yaml.load(text, Loader=_Loader)
    except ValueError as error:
        raise PackError(
            str(path), "", f"里面有读不懂的值（{error}）", "请检查日期等写法"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise PackError(
            str(path), "", f"YAML 读不懂（{problem}）", "请检查缩进、冒号和引号", line
        ) from error


def read_model(path: Path, model: type[Model], content: Any = None) -> Model:
    """`path` (or `content` read from it) as `model`; raises PackError naming file, line and key."""
    raw = read_yaml(path) if content is None else content
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        # A misspelt key also leaves the right one missing: the misspelling is what to mend.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise PackError(
            str(path),
            ".".join(str(part) for part in first["loc"]),
            _problem(first["type"], first["msg"], first.get("input")),
            _REMEDIES.get(first["type"], "请对照 CONTRIBUTING.md 里的格式说明修改"),
            line_of(path, first["loc"]),
        ) from error


_REMEDIES = {
    "extra_forbidden": "请删去这个键，或改正拼写",
    "missing": "请补上这个键",
}


def _problem(kind: str, message: str, value: Any) -> str:
    if kind == "extra_forbidden":
        return "不认识这个键"
    if kind == "missing":
        return "缺少这个键"
    shown = repr(value)
    return f"{message}（收到 {shown if len(shown) < 60 else shown[:57] + '…'}）"


def line_of(path: Path, keys: Sequence[int | str]) -> int | None:
    """The line on which the value at `keys` stands; parts that the file does not have are skipped."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Base)
    line = None if node is None else node.start_mark.line + 1
    for key in keys:
        found = _step(node, key)
        if found is not None:
            node, line = found
    return line


def _step(node: Any, key: int | str) -> tuple[Any, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        child = node.value[key]
        return child, child.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for name, child in node.value:
            if name.value == str(key):
                return child, name.start_mark.line + 1
    return None
