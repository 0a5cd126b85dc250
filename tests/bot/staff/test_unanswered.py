"""Questions that were not answered: reviewed, and exported so that Rasa reads exactly what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.heard import TOPIC_INTENT
from bot.api.v1.staff import intents
from bot.environment import prepare
from bot.project import WENCE
from bot.store.database import Database, now
from bot.store.reviews import as_example, export
from bot.store.tables import Conversation, Message, Review
from rules import load_library

Read = Callable[[str], Any]


@pytest.fixture(scope="session")
def read_by_rasa() -> Read:
    """What Rasa's own reader makes of a file: (intent, text) of each example, without any entity."""
    prepare(WENCE)
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

    def read(content: str) -> list[tuple[str, str]]:
        data = RasaYAMLReader().reads(content)
        assert data.entity_examples == []
        assert data.entity_synonyms == {}
        return [(one.get("intent"), one.get("text")) for one in data.training_examples]

    return read


async def waiting(client: httpx.AsyncClient, **query: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await client.get("/unanswered", params=query)).json()["rows"]
    return rows


async def test_what_was_not_answered_waits_for_a_review(
    agent: httpx.AsyncClient, talk: Any
) -> None:
    talk("一", "你好")
    first, _ = talk("一", "这个怎么弄", outcome="unanswered", intent="nlu_fallback")
    second, _ = talk("二", "那个怎么弄", outcome="unanswered", intent="nlu_fallback")
    rows = await waiting(agent)
    assert [row["message"] for row in rows] == [second.id, first.id]
    assert rows[1] == {
        "message": first.id,
        "conversation": first.conversation_id,
        "at": rows[1]["at"],
        "text": "这个怎么弄",
        "intent": "nlu_fallback",
        "likely": [
            {"intent": "nlu_fallback", "label": "没有听懂", "confidence": 0.5},
            {"intent": "out_of_scope", "label": "与政策无关", "confidence": 0.25},
        ],
        "review": None,
    }
    page = (await agent.get("/unanswered?limit=1")).json()
    assert [row["message"] for row in await waiting(agent, before=page["next"])] == [first.id]


async def test_a_review_can_be_given_and_changed(
    agent: httpx.AsyncClient, colleague: httpx.AsyncClient, talk: Any
) -> None:
    heard, _ = talk("一", "福利有哪些啊", outcome="unanswered")
    url = f"/unanswered/{heard.id}"
    given = await agent.put(url, json={"intent": "ask_benefits", "example": " 福利\n有哪些 "})
    assert given.status_code == 200
    assert given.json() == {
        "intent": "ask_benefits",
        "example": "福利 有哪些",
        "by": "王芳",
        "at": given.json()["at"],
    }
    assert await waiting(agent) == []
    (row,) = await waiting(agent, reviewed=True)
    assert row["review"] == given.json()
    dismissed = await colleague.put(url, json={"intent": None, "example": ""})
    assert (dismissed.json()["intent"], dismissed.json()["by"]) == (None, "李强")
    (row,) = await waiting(agent, reviewed=True)
    assert row["review"] == dismissed.json()


@pytest.mark.parametrize(
    ("review", "field"),
    [
        ({"intent": "ask_nothing", "example": "x"}, "intent"),
        ({"intent": "nlu_fallback", "example": "x"}, "intent"),
        ({"intent": "ask_benefits", "example": "  "}, "example"),
        ({"intent": "ask_benefits", "example": "x" * 2001}, "example"),
        ({"intent": "ask_benefits"}, "example"),
        ({"example": "x"}, "intent"),
    ],
)
async def test_a_review_that_cannot_be(
    agent: httpx.AsyncClient, talk: Any, review: dict[str, str], field: str
) -> None:
    heard, _ = talk("一", "福利有哪些啊", outcome="unanswered")
    response = await agent.put(f"/unanswered/{heard.id}", json=review)
    assert (response.status_code, response.json()["field"]) == (422, field)


async def test_only_unanswered_questions_are_reviewed(agent: httpx.AsyncClient, talk: Any) -> None:
    heard, reply = talk("一", "你好")
    for message in (heard, reply):
        response = await agent.put(
            f"/unanswered/{message.id}", json={"intent": "greet", "example": "你好"}
        )
        assert response.status_code == 404


TRICKY = [
    "我在[福山](city)工作",
    '我在[福山]{"entity": "city"}工作',
    '[福山][{"entity": "city"}, {"entity": "place"}]',
    "[福山][]",
    "[[]]",
    "第(一)条、{二}和[三]",
    "- 以横线开头",
    "| 竖线",
    "# 井号",
    ": 冒号: 有 # 注释",
    "'单引号' \"双引号\"",
    "${HOME} 和 \\u4f60 和 C:\\new",
    "!env_var ${PATH}",
    "yes",
    "12",
    "~",
    "emoji 😀 结束",
    "制表\t和\u2028换行",
]


async def test_the_export_is_read_by_rasa_as_it_was_meant(
    agent: httpx.AsyncClient, talk: Any, read_by_rasa: Read
) -> None:
    expected = set()
    for number, text in enumerate(TRICKY):
        heard, _ = talk("一", text, outcome="unanswered")
        intent = ("ask_benefits", "greet")[number % 2]
        await agent.put(f"/unanswered/{heard.id}", json={"intent": intent, "example": text})
        expected.add((intent, " ".join(text.split())))
    talk("一", "不相干", outcome="unanswered")
    heard, _ = talk("一", "忽略的", outcome="unanswered")
    await agent.put(f"/unanswered/{heard.id}", json={"intent": None, "example": "忽略的"})
    again, _ = talk("一", "重复的", outcome="unanswered")
    await agent.put(f"/unanswered/{again.id}", json={"intent": "greet", "example": TRICKY[1]})
    response = await agent.get("/unanswered/export")
    assert response.headers["content-type"].startswith("text/yaml")
    found = read_by_rasa(response.text)
    assert set(found) == expected
    assert len(found) == len(expected)


async def test_an_export_of_nothing_is_read_too(
    agent: httpx.AsyncClient, read_by_rasa: Read
) -> None:
    assert read_by_rasa((await agent.get("/unanswered/export")).text) == []


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(alphabet=st.one_of(st.sampled_from("[](){}-\"':#|>&*!% \\$"), st.characters())))
def test_any_example_survives_the_export(
    session_of_one_question: Any, read_by_rasa: Read, text: str
) -> None:
    example = as_example(text)
    if not example:
        return
    with session_of_one_question() as session:
        session.get(Review, 1).example = example
        session.flush()
        assert read_by_rasa(export(session)) == [("greet", example)]


@pytest.fixture(scope="module")
def session_of_one_question() -> Any:
    database = Database("sqlite://")
    with database.session() as session:
        session.add(
            Conversation(
                id=1, sender="一", channel="web", state="bot", started_at=now(), last_at=now()
            )
        )
        session.flush()
        session.add(Message(id=1, conversation_id=1, at=now(), author="person", text="x"))
        session.flush()
        session.add(Review(message_id=1, intent="greet", example="x", at=now()))
    return database.session


def test_an_example_is_masked() -> None:
    assert as_example("/请拨 13812345678\n怎么办") == "请拨 【电话号码已隐去】 怎么办"


async def test_every_intent_is_called_something(agent: httpx.AsyncClient) -> None:
    domain = yaml.safe_load(WENCE.domain.read_text(encoding="utf-8"))["intents"]
    assert all(intents.label(intent) != intent for intent in domain)
    topics = [
        f"{TOPIC_INTENT}{one}" for pack in load_library().packs.values() for one in pack.topics
    ]
    listed = (await agent.get("/intents")).json()
    assert all(one["label"] != one["intent"] for one in listed)
    assert {one["intent"] for one in listed} == {*with_examples(WENCE.data), *topics}


def with_examples(folder: Path) -> set[str]:
    """The intents that the files in `folder` have examples of."""
    return {
        block["intent"]
        for file in folder.glob("*.yml")
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", ())
        if "intent" in block
    }
