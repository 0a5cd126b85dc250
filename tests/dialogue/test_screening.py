"""The screening: answers in every form, digressions, corrections, refusals, and its end."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk
from tests.dialogue.opening import after_opening

DISCLAIMER = "预审结果仅供参考，以主管部门评审和正式解释为准。"


async def begin(talk: Talk, city: str = "福山") -> str:
    await talk.say("我想看看自己够不够条件")
    return await talk.say(city)


async def test_facts_told_without_a_city_are_kept_until_the_city_is_known(talk: Talk) -> None:
    reply = await talk.say("我是博士")
    assert reply.startswith("记下了：学历 博士研究生。")
    assert talk.buttons == ["烟台市福山区", "威海市", "都看看"]
    reply = await talk.say("福山")
    assert "至少够到“领军创新人才”" in after_opening(reply)[0]


async def test_options_are_picked_by_number_and_the_rest_is_no(talk: Talk) -> None:
    await begin(talk)
    reply = await talk.say("1、3")
    assert reply.startswith("记下了：受聘于用人单位、全职工作；企业主要创办人；其余都没有。")
    slots = await talk.slots()
    assert slots["employed_full_time"] is True
    assert slots["main_founder"] is True
    assert slots["cooperates"] is False


@pytest.mark.parametrize("nothing", ["0", "以上都没有", "都没有", "没有"])
async def test_none_of_a_list(talk: Talk, nothing: str) -> None:
    await begin(talk)
    reply = await talk.say(nothing)
    assert "以上都没有。" in reply
    slots = await talk.slots()
    assert slots["employed_full_time"] is slots["team_core"] is False


async def test_what_is_not_known_is_not_asked_again(talk: Talk) -> None:
    await begin(talk)
    reply = await talk.say("不清楚")
    assert "您打算以哪种方式来" not in reply
    assert "employed_full_time" in (await talk.slots())["declined"]  # type: ignore[operator]


async def test_a_topic_on_the_way_is_answered_and_the_question_asked_again(talk: Talk) -> None:
    await begin(talk)
    reply = await talk.say("子女上学怎么安排")
    assert len(talk.messages) == 2
    assert "第三十四条" in talk.messages[0]["text"]
    assert talk.messages[1]["text"].startswith("请问：您打算以哪种方式来")
    reply = await talk.say("1")
    assert reply.startswith("记下了：受聘于用人单位、全职工作")


async def test_facts_in_a_question_on_the_way_are_not_taken_for_the_persons(talk: Talk) -> None:
    await begin(talk)
    await talk.say("院士来福山生活补助多少")
    assert "academician" not in await talk.slots()


async def test_why_a_question_is_asked_is_told_with_the_clause(talk: Talk) -> None:
    await begin(talk)
    await talk.say("为什么问这个")
    assert talk.messages[0]["text"].startswith(
        "烟台市福山区第八条要看这一点：“全职在福创新工作的人才”"
    )
    assert talk.messages[1]["text"].startswith("请问：您打算以哪种方式来")


async def test_what_cannot_be_read_is_asked_again(talk: Talk) -> None:
    await begin(talk)
    reply = await talk.say("我们是搞机器人的")
    assert reply.startswith("这句没读懂")
    assert "请问：您打算以哪种方式来" in reply
    assert len(talk.messages) == 1


async def test_the_weather_on_the_way_is_declined_and_the_question_asked_again(talk: Talk) -> None:
    await begin(talk)
    await talk.say("今天天气怎么样")
    assert talk.messages[0]["text"].startswith("这个问题不在我能回答的范围内。")
    assert talk.messages[1]["text"].startswith("请问：")


async def test_a_bare_correction_is_of_the_number_told_last(talk: Talk) -> None:
    await talk.say("我占股30%能报独立创业吗")
    reply = await talk.say("不对，是38%")
    assert "记下了：占股比例 38%。" in reply
    assert "不满足" not in after_opening(reply)[0]
    assert (await talk.slots())["share_percent"] == 38


async def test_a_named_correction(talk: Talk) -> None:
    await talk.say("我是博士，在福山")
    reply = await talk.say("刚才说错了，是硕士")
    assert "记下了：学历 硕士研究生。" in reply
    assert (await talk.slots())["degree"] == "master"


async def test_a_correction_of_nothing(talk: Talk) -> None:
    assert (await talk.say("不对，是38%")).startswith("没看出要改哪一项")


async def test_three_and_a_half_tenths_are_enough(talk: Talk) -> None:
    reply = await talk.say("我占股三成半，能报独立创业吗")
    assert "占股比例 35%" in reply
    assert "不满足" not in after_opening(reply)[0]


async def test_a_named_programme_limits_the_questions_to_it(talk: Talk) -> None:
    reply = await talk.say("我占股40%能报独立创业吗")
    assert after_opening(reply)[0].startswith("烟台市福山区“独立创业人才”：待补充")
    assert "其他项目" not in reply
    assert (await talk.slots())["scope"] == ["fushan-2017-23/sole_startup"]
    reply = await talk.say("看看我还能报哪个项目")
    assert (await talk.slots())["scope"] == []


async def test_sums_a_year_are_told_with_the_most_they_come_to(talk: Talk) -> None:
    reply = await talk.say("我正高，柔性引进，每年来福山四个月，能拿多少")
    assert "“联合创新人才（领军层次）”" in after_opening(reply)[0]
    assert "每年 3 万元，最多 3 × 5 = 15 万元（第十七条）" in reply


async def test_a_rank_too_low_is_told_with_the_gap(talk: Talk) -> None:
    reply = await talk.say("我是省科技进步二等奖第三完成人，在福山全职，能评什么")
    assert "还达不到：该科技奖的完成人排名不高于 2 位，您是“3 位”，超出 3 - 2 = 1 位。" in reply


async def test_a_contract_too_short_is_told_before_what_else_is_possible(talk: Talk) -> None:
    reply = await talk.say("我是省杰青，在福山全职工作，合同签了4年")
    assert after_opening(reply)[0].startswith(
        "不满足“全职创新人才”的条件：合同或协议年限不低于 5 年"
    )
    assert "5 - 4 = 1 年" in reply
    assert "从 4 年 提高到 5 年" in reply


async def test_weihai_is_refused_when_no_way_in_is_left(talk: Talk) -> None:
    reply = await begin(talk, "威海")
    assert "重点人才工程" in reply
    reply = await talk.say("没有入选")
    for _ in range(4):
        if "请问：" not in reply:
            break
        reply = await talk.say("没有")
    assert (
        after_opening(reply)[0] == "不满足“高层次人才创业保险”的条件：第二部分列出的情形都不符合。"
    )
    assert "谁决定：投保人才及企业名单由市委组织部征集确定。" in reply
    assert "1000 万元" not in reply
    assert DISCLAIMER in reply


async def test_both_cities_together(talk: Talk) -> None:
    reply = await begin(talk, "都看看")
    assert "请问：" in reply
    assert "place" in (await talk.slots())["declined"]  # type: ignore[operator]


async def test_a_city_without_a_document_is_elsewhere(talk: Talk) -> None:
    reply = await begin(talk, "在青岛")
    assert after_opening(reply)[0].startswith("不满足")
    assert (await talk.slots())["place"] == "elsewhere"
    assert "万元" not in reply


async def test_the_verdict_so_far_on_request(talk: Talk) -> None:
    await begin(talk)
    await talk.say("1")
    reply = await talk.say("那我能拿多少")
    assert "全职创新人才" in after_opening(reply)[0]
    assert DISCLAIMER in reply
    assert "请问：" in reply


async def test_pause_and_resume(talk: Talk) -> None:
    asked = await begin(talk)
    await talk.say("先不填了")
    assert talk.buttons == ["继续预审"]
    await talk.say("子女上学怎么安排")
    assert len(talk.messages) == 1
    reply = await talk.say("继续预审")
    assert reply[reply.index("请问：") :] == asked[asked.index("请问：") :]


async def test_what_is_known_and_forgetting_it(talk: Talk) -> None:
    await talk.say("我是博士，在福山，签了五年合同")
    reply = await talk.say("你记了我哪些信息")
    assert "· 学历 博士研究生" in reply
    assert "· 合同或协议年限 5 年" in reply
    await talk.say("忘记我")
    assert not {"degree", "contract_years", "requested_slot"} & (await talk.slots()).keys()
    assert (await talk.say("你记了我哪些信息")).startswith("您还没有说过自己的情况。")


async def test_one_fact_can_be_forgotten(talk: Talk) -> None:
    await talk.say("我是博士，在福山")
    assert "学历" in await talk.say("删掉学历")
    slots = await talk.slots()
    assert "degree" not in slots
    assert slots["place"] == "fushan"


async def test_a_question_about_keeping_deletes_nothing(talk: Talk) -> None:
    await talk.say("我是博士，在福山")
    await talk.say("我的数据存多久")
    assert (await talk.slots())["degree"] == "doctor"


async def test_restart_empties_everything(talk: Talk) -> None:
    await talk.say("我是博士，在福山")
    reply = await talk.say("重新开始")
    assert reply.startswith("已从头开始")
    assert "degree" not in await talk.slots()
    await talk.say("我想看看自己够不够条件")
    assert "烟台市福山区" in talk.buttons


async def test_the_notice_on_personal_data_is_given_once(talk: Talk) -> None:
    first = await talk.say("我想看看自己够不够条件")
    second = await talk.say("福山")
    assert "忘记我" in first
    assert "忘记我" not in second


async def test_a_doctor_of_medicine(talk: Talk) -> None:
    reply = await talk.say(
        "我是医生，副高，三甲医院科室副主任6年，在福山，全职签了5年，新引进的，能评哪一层次"
    )
    assert "“高端医疗卫生类第二层次”" in after_opening(reply)[0]
    assert "20 万元（第十六条）；每年拨付 20 × 20% = 4 万元" in reply
    assert "第八条第二款「" in reply


async def test_what_nobody_can_meet_any_more_is_said_so(talk: Talk) -> None:
    await talk.say("威海预审")
    await talk.say("省级")
    reply = await talk.say("不是")
    assert "None" not in reply
    assert "到查询当日谁都已不满足" in reply


async def test_the_first_of_a_list_is_an_answer(talk: Talk) -> None:
    await talk.say("我想看看福山能报什么")
    reply = await talk.say("第一个")
    assert "记下了：受聘于用人单位、全职工作" in reply


async def test_a_question_without_a_question_mark_is_answered_in_a_screening(talk: Talk) -> None:
    await talk.say("我想看看福山能报什么")
    reply = await talk.say("福山領軍人才生活補助")
    assert "30 万元" in reply
    assert "请问：" in talk.messages[-1]["text"]


async def test_a_fact_told_instead_of_the_one_asked_is_kept(talk: Talk) -> None:
    await talk.say("福山高端医疗卫生类预审")
    await talk.say("1")
    reply = await talk.say("新引进的")
    assert "记下了：" in reply
    assert (await talk.slots())["newly_brought_in"] is True


async def test_all_but_something_that_is_not_listed_denies_nothing(talk: Talk) -> None:
    await talk.say("我想看看福山能报什么")
    reply = await talk.say("除了副主委都没有")
    assert "以上都没有" not in reply.partition("请问：")[0]
    assert "main_founder" not in await talk.slots()


@pytest.mark.parametrize("question", ["能拿多少", "总共能拿到多少钱呢"])
async def test_who_has_told_facts_and_asks_how_much_is_told_their_own_sum(
    talk: Talk, question: str
) -> None:
    await talk.say("我是博士，在福山全职，签5年合同，新引进的")
    reply = await talk.say(question)
    assert "“领军创新人才”" in reply
    assert "生活补助：按“领军创新人才”30 万元（第十六条）" in reply
    assert "联合创业" not in reply.split("其他项目")[0]


async def test_who_has_told_nothing_and_asks_how_much_is_told_all_sums(talk: Talk) -> None:
    reply = await talk.say("福山总共能拿多少钱")
    assert "联合创业最高 100 + 300 = 400 万元" in reply
