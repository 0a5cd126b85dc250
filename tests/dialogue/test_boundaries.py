"""What is not ours, what cannot be promised, and the way to a person."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk


@pytest.mark.parametrize("question", ["讲个笑话", "车险怎么买便宜", "公积金怎么提取", "1加1等于几"])
async def test_other_matters_are_declined(talk: Talk, question: str) -> None:
    reply = await talk.say(question)
    assert reply.startswith("这个问题不在我能回答的范围内。")
    assert talk.buttons == ["看看我够不够条件", "转人工"]


async def test_a_person_is_named_for_each_document(talk: Talk) -> None:
    reply = await talk.say("转人工")
    assert "福山区人才工作领导小组办公室" in reply
    assert "威海市委组织部" in reply


async def test_the_office_of_the_city_talked_about(talk: Talk) -> None:
    await talk.say("威海创业保险保费谁出")
    reply = await talk.say("转人工")
    assert "威海市委组织部" in reply
    assert "福山" not in reply


async def test_nothing_is_promised(talk: Talk) -> None:
    reply = await talk.say("你保证我能过吧")
    assert reply.startswith("我不能作任何承诺")


async def test_the_state_of_an_application_is_not_known(talk: Talk) -> None:
    assert (await talk.say("我的补贴怎么还没发")).startswith("我查不到任何申请的进度")


async def test_it_says_what_it_is(talk: Talk) -> None:
    reply = await talk.say("你是真人吗")
    assert "不是工作人员" in reply
    assert "烟福发〔2017〕23号" in reply


async def test_buttons_send_plain_text(talk: Talk) -> None:
    await talk.say("你好")
    for message in talk.messages:
        for button in message["buttons"]:
            assert not button["payload"].startswith("/")


@pytest.mark.parametrize(
    "question", ["补办保单要本人去吗", "买的年金险想换受益人", "哪些保险公司是国有的"]
)
async def test_insurance_of_any_kind_is_not_taken_for_the_one_of_weihai(
    talk: Talk, question: str
) -> None:
    reply = await talk.say(question)
    assert "依据（" not in reply
    assert "万元" not in reply


async def test_after_a_word_on_weihai_its_insurance_is_meant(talk: Talk) -> None:
    await talk.say("威海的人才创业保险保费谁出")
    assert "依据（威人组发〔2020〕12号）" in await talk.say("中间能退保吗")
