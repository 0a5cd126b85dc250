"""What the rules say, without a conversation."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rules import load_library

SOLE = "fushan-2017-23/sole_startup"


async def screened(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    response = await client.post("/api/v1/screening", json=body)
    assert response.status_code == 200, response.text
    outcome: dict[str, Any] = response.json()
    return outcome


async def test_a_screening_has_its_clause_and_a_reply_to_pass_on(
    person: httpx.AsyncClient,
) -> None:
    facts = {"place": "fushan", "main_founder": True, "share_percent": 30}
    outcome = await screened(person, facts=facts, scope=[SOLE], as_of="2021-06-01")
    verdict = outcome["answer"]["verdicts"][0]
    assert (verdict["status"], verdict["failed"][0]["gap"]) == ("不满足", "差 35 - 30 = 5%")
    assert "》烟福发〔2017〕23号第十一条：「占股比例不低于 35%」" in outcome["reply"]
    assert "查询时间：" in outcome["reply"]
    assert "在有效期内" in outcome["reply"]
    assert outcome["screening"]["trace"] == {}


async def test_the_trace_comes_when_asked_for(person: httpx.AsyncClient) -> None:
    outcome = await screened(person, facts={"share_percent": 30}, scope=[SOLE], trace=True)
    nodes = {node["address"]: node for node in outcome["screening"]["trace"]["fushan-2017-23"]}
    assert nodes[f"{SOLE}/share"]["status"] == "不满足"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"facts": {"share_percent": "a lot"}}, "share_percent"),
        ({"facts": {"shares": 3}}, "shares"),
        ({"scope": ["nowhere"]}, "scope"),
        ({"declined": ["shares"]}, "shares"),
        ({"as_of": "soon"}, "as_of"),
        ({"as_of": "1900-01-01"}, "as_of"),
    ],
)
async def test_what_cannot_be_screened_is_explained_at_its_field(
    person: httpx.AsyncClient, body: dict[str, Any], field: str
) -> None:
    response = await person.post("/api/v1/screening", json=body)
    assert (response.status_code, response.json()["field"]) == (422, field)


async def test_search_marks_what_was_asked(person: httpx.AsyncClient) -> None:
    found = (await person.get("/api/v1/search", params={"q": "占股比例"})).json()["hits"]
    assert found[0]["expired"]
    for hit in found[:3]:
        assert "占股比例" in [hit["text"][start:end] for start, end in hit["marks"]]
    assert (await person.get("/api/v1/search", params={"q": "第八条"})).json()["hits"][0][
        "clause"
    ] == "第八条"
    assert (await person.get("/api/v1/search", params={"q": ""})).json() == {"hits": []}


async def test_a_clause_is_passed_on_as_it_stands_on_the_day(person: httpx.AsyncClient) -> None:
    async def reply(day: str) -> str:
        query = {"q": "第十一条", "as_of": day}
        return (await person.get("/api/v1/search", params=query)).json()["hits"][0]["reply"]

    before, after = await reply("2021-06-01"), await reply("2026-01-01")
    assert "在有效期内" in before
    assert after.startswith("【已到期】")
    for text in (before, after):
        assert "》烟福发〔2017〕23号第十一条 独立创业人才" in text
        assert "仅供参考" in text
        assert "查询时间：" in text


async def test_a_citation_stands_where_it_says_in_the_official_text(
    person: httpx.AsyncClient,
) -> None:
    for pack in load_library().packs:
        text = (await person.get(f"/api/v1/documents/{pack}")).json()
        words = "".join("".join(one["text"].split()) for one in text["paragraphs"])
        outcome = await screened(person, facts={"share_percent": 30}, scope=[pack])
        assert outcome["answer"]["clauses"]
        for cited in outcome["answer"]["clauses"]:
            assert words[cited["start"] : cited["end"]] == "".join(cited["text"].split())


async def test_an_unknown_document(person: httpx.AsyncClient) -> None:
    response = await person.get("/api/v1/documents/nowhere")
    assert (response.status_code, response.json()["reason"]) == (404, "NoDocument")


async def test_the_dictionary_is_that_of_the_rules(person: httpx.AsyncClient) -> None:
    facts = (await person.get("/api/v1/facts")).json()["facts"]
    dictionary = load_library().dictionary.facts
    assert facts.keys() == dictionary.keys()
    assert [one["id"] for one in facts["degree"]["values"]] == list(dictionary["degree"].order)


async def test_the_introduction_offers_questions_that_are_answered(
    person: httpx.AsyncClient,
) -> None:
    about = (await person.get("/api/v1/about")).json()
    assert len(about["documents"]) == len(load_library().packs)
    for starter in about["starters"]:
        said = await person.post("/api/v1/chat", json={"text": starter["send"]})
        assert not said.json()["messages"][1]["answer"]["unanswered"], starter
