"""The name of a programme that is asked about is nothing that the person does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.reading.conftest import FactsOf

PROGRAMMES: list[tuple[str, dict[str, Any]]] = [
    ("我想预审一下福山独立创业", {"place": "fushan"}),
    ("帮我预审联合创新", {}),
    ("我打算申报联合创业", {}),
    ("我属于独立创业的哪一层", {}),
    ("福山独立创业", {"place": "fushan"}),
    ("威海联合创业", {"place": "weihai"}),
    ("福山全职创新签满三年就可以了吧", {"place": "fushan"}),
    ("独立创业公司开五年内就行吧", {}),
    ("联合创新能拿多少补贴", {}),
]
DONE: list[tuple[str, dict[str, Any]]] = [
    ("我在福山独立创业", {"place": "fushan", "main_founder": True}),
    ("我是独立创业", {"main_founder": True}),
    ("自己独立创业，占股45%", {"main_founder": True, "share_percent": 45}),
    ("独立创业", {"main_founder": True}),
    ("我独立创业，能报什么", {"main_founder": True}),
    ("我带创业团队", {"team_core": True}),
]


@pytest.mark.parametrize(("text", "facts"), [*PROGRAMMES, *DONE])
def test_programmes_and_what_people_do(facts_of: FactsOf, text: str, facts: dict[str, Any]) -> None:
    assert facts_of(text) == facts
