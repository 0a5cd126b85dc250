"""The menu of the official account: the bot understands every entry, whatever was said before."""

from __future__ import annotations

import pytest

from actions.render import WANTS_ANSWER
from bot.assistant import Assistant
from bot.channels.wechat.menu import read_menu
from bot.reception import typed

SAYS = [entry.say for button in read_menu() for entry in button.entries if entry.say]
BEFORE = [None, "我想看看自己够不够条件", "我想在福山独立创业，看看够不够条件"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("say", SAYS)
async def test_a_tap_is_answered(assistant: Assistant, say: str, before: str | None) -> None:
    sender = f"menu-{say}-{before}"
    if before is not None:
        await assistant.reply(sender, before, metadata={WANTS_ANSWER: True})
    answers = typed(await assistant.reply(sender, say, metadata={WANTS_ANSWER: True}))
    assert answers
    assert [shown for shown, answer in answers if answer.unanswered] == []


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("我想看看自己够不够条件", "烟台市福山区，还是威海市"),
        ("福山人才我够条件吗", "您打算以哪种方式来"),
        ("威海创业保险我够条件吗", "入选了哪一级重点人才工程"),
        ("你都知道我什么", "还没有说过自己的情况"),
        ("福山有什么优惠政策", "聚福英才金卡"),
        ("福山有哪几个项目可以报", "联合创新人才：顶尖、领军"),
        ("福山怎么申请", "负责受理人才各类申请"),
        ("威海创业保险是什么", "政策性保险"),
        ("威海创业保险怎么申请", "征集确定投保人才及企业名单"),
        ("你能做什么", "自动回答人才政策问题的程序"),
        ("转人工", "已记下您要找工作人员"),
        ("忘记我", "都已删除"),
    ],
)
async def test_a_tap_is_answered_with_what_its_name_promises(
    assistant: Assistant, say: str, words: str
) -> None:
    assert say in SAYS
    replies = await assistant.reply(f"menu-{say}", say)
    assert words in "\n".join(reply["text"] for reply in replies)


async def test_the_screening_goes_on_where_it_was_left(assistant: Assistant) -> None:
    sender = "menu-resumed"
    asked = await assistant.reply(sender, "威海创业保险我够条件吗")
    await assistant.reply(sender, "先不做了")
    resumed = await assistant.reply(sender, "继续预审")
    question = asked[-1]["text"].splitlines()[-1]
    assert question in resumed[-1]["text"]
