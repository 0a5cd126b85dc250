"""Every fact can be taken back by its chip, whatever is being asked."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

CHAT = "/api/v1/chat"
OPENING = "我是博士，在福山办企业，占股三成"


def value_of(fact: dict[str, Any]) -> Any:
    """A value that `fact` can have."""
    if fact["type"] == "choice":
        return fact["values"][0]["id"]
    return {"yes_no": True, "date": "2020-03"}.get(fact["type"], fact["min"] or 1)


async def test_every_fact_can_be_set_and_forgotten(person: httpx.AsyncClient) -> None:
    facts = (await person.get("/api/v1/facts")).json()["facts"]
    await person.post(CHAT, json={"text": OPENING})
    untold, left, said = [], [], []
    for name, fact in facts.items():
        value = {"facts": {name: value_of(fact)}}
        view = (await person.patch(f"{CHAT}/facts", json=value)).json()
        if name not in {one["id"] for one in view["facts"]}:
            untold.append(name)
        view = (await person.patch(f"{CHAT}/facts", json={"facts": {name: None}})).json()
        if name in {one["id"] for one in view["facts"]}:
            left.append(name)
        said += [one["text"] for one in view["messages"] if "None" in one["text"]]
    assert (untold, left, said) == ([], [], [])


@pytest.mark.parametrize(
    ("told", "typed", "fact"),
    [
        ("我在福山全职工作", "删掉受聘于用人单位、全职工作", "employed_full_time"),
        ("我是博士，在福山", "删掉学历", "degree"),
        ("我是博士，在福山", "把单位所在地删了", "place"),
    ],
)
async def test_a_fact_can_be_forgotten_in_words(
    person: httpx.AsyncClient, told: str, typed: str, fact: str
) -> None:
    view = (await person.post(CHAT, json={"text": told})).json()
    assert fact in {one["id"] for one in view["facts"]}
    view = (await person.post(CHAT, json={"text": typed})).json()
    assert fact not in {one["id"] for one in view["facts"]}, view["messages"][1]["text"]
