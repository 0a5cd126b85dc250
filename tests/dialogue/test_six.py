"""The six conversations that anybody would try first."""

from __future__ import annotations

from tests.dialogue.conftest import Talk
from tests.dialogue.opening import after_opening

DISCLAIMER = "预审结果仅供参考，以主管部门评审和正式解释为准。"
EXPIRED = "烟福发〔2017〕23号按文面已于 2022-09-30 到期"


async def test_a_sum_is_told_with_article_words_validity_and_disclaimer(talk: Talk) -> None:
    reply = await talk.say("顶尖人才生活补助多少")
    assert reply.startswith("【已到期】")
    assert "（烟福发〔2017〕23号），2017-10-01 起实施，有效期至 2022-09-30；查询日期 20" in reply
    first = after_opening(reply)[0]
    assert "100 万元" in first
    assert "· 第十六条「分别给予 100 万元、30 万元、15 万元生活补助」" in reply
    assert EXPIRED in reply
    assert "威海" not in reply
    assert reply.endswith(DISCLAIMER)


async def test_facts_and_a_question_give_the_verdict_so_far_and_the_next_question(
    talk: Talk,
) -> None:
    reply = await talk.say("我博士，签了五年全职合同，在福山能评什么")
    lines = after_opening(reply)
    assert lines[0] == (
        "按您说的情况，烟台市福山区“全职创新人才”在层次上目前至少够到“领军创新人才”，"
        "最高可能到“顶尖创新人才”；其他条件还没问全，结论待补充。"
    )
    assert lines[1] == (
        "记下了：学历 博士研究生；合同或协议年限 5 年；受聘于用人单位、全职工作；单位或企业所在地 烟台市福山区。"
    )
    assert EXPIRED in reply.splitlines()[0]
    assert (
        "· 生活补助：按“领军创新人才”30 万元（第十六条）；每年拨付 30 × 20% = 6 万元，30 ÷ 6 = 5 年拨完（第二十二条）。"
        in lines
    )
    assert "· 第八条（二）「博士研究生学历」" in lines
    assert "第二十二条「每年拨付生活补助总额的 20%」" in reply
    assert "还要看：当年评审之前新引进" in reply
    assert DISCLAIMER in lines
    assert reply.index(DISCLAIMER) < reply.index("请问：")
    assert len(talk.messages) == 1


async def test_a_share_too_small_is_refused_with_the_gap_and_the_way_up(talk: Talk) -> None:
    reply = await talk.say("我占股30%能报独立创业吗")
    assert after_opening(reply)[0] == (
        "不满足“独立创业人才”的条件：占股比例不低于 35%，您是“30%”，差 35 - 30 = 5%。"
    )
    assert "· 第十一条「占股比例不低于 35%」" in reply
    assert (
        "占股比例从 30% 提高到 35% 即满足这一条；须真实变化，不得弄虚作假（见第三十九条）" in reply
    )
    assert "· 第三十九条「弄虚作假等情况" in reply
    assert EXPIRED in reply
    assert DISCLAIMER in reply
    assert "请问：" not in reply


async def test_a_screening_from_the_first_question_to_the_verdict(talk: Talk) -> None:
    reply = await talk.say("我想看看自己够不够条件")
    assert "忘记我" in reply
    assert talk.buttons == ["烟台市福山区", "威海市", "都看看"]
    reply = await talk.say("烟台市福山区")
    assert "1. 受聘于用人单位、全职工作" in reply
    assert "0. 以上都没有" in reply
    assert "忘记我" not in reply
    answers = {
        "您打算以哪种方式来": "1",
        "关于参评资格": "1",
        "您的最高学历和职称": "博士，没有职称",
        "合同或工作协议是几年": "5年",
        "您从事医疗卫生工作吗": "不是",
        "最高的是哪一级": "没有",
        "下面哪些符合您": "0",
        "牵头实施有产业化潜力": "不清楚",
        "专项资金多少": "不清楚",
    }
    for _ in range(12):
        if "请问：" not in reply:
            break
        asked = reply[reply.index("请问：") :]
        answer = next(answer for question, answer in answers.items() if question in asked)
        reply = await talk.say(answer)
    assert after_opening(reply)[0] == "按您说的情况，满足“领军创新人才”的条件。"
    assert "· 生活补助：30 万元（第十六条）" in reply
    assert "谁决定：由区里每年组织一次评审决定是否入选。" in reply
    assert "不满足的项目：" in reply
    assert DISCLAIMER in reply
    assert (await talk.slots()).get("requested_slot") is None


async def test_weihai_insurance_who_and_who_pays(talk: Talk) -> None:
    reply = await talk.say("威海人才创业保险谁能上")
    assert "· 第二部分「我市当年度国家级和省级重点人才工程创业项目入选者及其所在企业」" in reply
    assert "威人组发〔2020〕12号按文面已于 2022-12-13 到期" in reply
    assert "福山" not in reply
    reply = await talk.say("保费谁出")
    assert "1:1" in after_opening(reply)[0]
    assert "第四部分「高层次人才创业保险保费由市区两级财政按 1:1 比例分别承担」" in reply
    assert "福山" not in reply


async def test_the_weather_is_declined_without_a_figure(talk: Talk) -> None:
    reply = await talk.say("今天天气怎么样")
    assert after_opening(reply)[0] == "这个问题不在我能回答的范围内。"
    assert "烟台市福山区（烟福发〔2017〕23号）、威海市（威人组发〔2020〕12号）" in reply
    assert "转人工" in talk.buttons
    assert "依据" not in reply
