"""docs/security.md names tests that are there, and none of its threats is without one."""

from __future__ import annotations

import ast
import re

from bot.project import WENCE

TEXT = (WENCE.root / "docs" / "security.md").read_text(encoding="utf-8")
TESTS = WENCE.root / "tests"
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| (?!threat \|)", line)]
NAMED = r"`([\w/]+\.py)(?:::(\w+))?`"


def functions(path: str) -> set[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


def test_every_test_that_is_named_is_there() -> None:
    named = [one for row in ROWS for one in re.findall(NAMED, row.rpartition(" | ")[2])]
    assert len(named) > 50
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (TESTS / path).is_file() or (name and name not in functions(path))
    ]
    assert missing == []


def test_every_threat_has_one() -> None:
    assert len(ROWS) > 35
    assert [row for row in ROWS if not re.search(NAMED, row.rpartition(" | ")[2])] == []
