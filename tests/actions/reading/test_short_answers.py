"""Short answers as people type them: yes and no in other words, clipped labels, all but one of a list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.answers.answer_reader import AnswerReader
from rules.facts import Dictionary
from tests.actions.reading.conftest import asked

YES_NO = [
    ("largest_shareholder", "是我合伙人", False),
    ("academician", "是我老师", False),
    ("largest_shareholder", "是我本人", True),
    ("introduction_filed", "备了", True),
    ("introduction_filed", "弄过了", True),
    ("introduction_filed", "早备好了", True),
    ("introduction_filed", "已经备过案", True),
    ("introduction_filed", "报过了", True),
    ("introduction_filed", "办妥了", True),
    ("introduction_filed", "去年就弄完了", True),
    ("first_company_here", "第一次", True),
    ("first_company_here", "头一家", True),
    ("first_company_here", "首次", True),
    ("first_company_here", "是头一遭", True),
    ("startup_experience", "有过", True),
    ("startup_experience", "干过", True),
    ("startup_experience", "创过", True),
    ("startup_experience", "当然有", True),
    ("startup_experience", "那必须有", True),
    ("largest_shareholder", "那必须的", True),
    ("largest_shareholder", "必须是", True),
    ("largest_shareholder", "可不是嘛", True),
    ("largest_shareholder", "是呀就是我", True),
    ("largest_shareholder", "没错就是我", True),
    ("largest_shareholder", "就是我", True),
    ("largest_shareholder", "我就是", True),
    ("largest_shareholder", "嗯对", True),
    ("largest_shareholder", "属实", True),
    ("invention_patent", "拿到了", True),
    ("invention_patent", "拿下来了", True),
    ("invention_patent", "批下来了", True),
    ("invention_patent", "授权了", True),
    ("invention_patent", "有一个", True),
    ("invention_patent", "有的有的", True),
    ("invention_patent", "取得了", True),
    ("breakthrough", "突破了", True),
    ("breakthrough", "攻下来了", True),
    ("employer_high_tech", "认定了", True),
    ("employer_high_tech", "去年刚认定的", True),
    ("cooperation_agreement", "签了", True),
    ("cooperation_agreement", "签好了", True),
    ("cooperation_agreement", "签过", True),
    ("academician", "不好意思，是的", True),
    ("selected", "入选了", True),
    ("selected", "选上了", True),
    ("above_scale", "达到了", True),
    ("upper_level_platform_subsidy", "给过了", True),
    ("upper_level_platform_subsidy", "给了", True),
    ("works_in_medicine", "嗯呐", True),
    ("research_done", "做完了", True),
    ("research_done", "搞定了", True),
    ("key_discipline_head", "对头", True),
    ("introduction_filed", "没弄", False),
    ("introduction_filed", "还没呢", False),
    ("introduction_filed", "没备过", False),
    ("introduction_filed", "还没顾上", False),
    ("introduction_filed", "压根没弄", False),
    ("introduction_filed", "没来得及", False),
    ("introduction_filed", "哪有", False),
    ("introduction_filed", "正准备弄", False),
    ("first_company_here", "不是头一回", False),
    ("first_company_here", "第二次了", False),
    ("first_company_here", "之前办过一家", False),
    ("first_company_here", "不是第一次", False),
    ("startup_experience", "从来没有", False),
    ("startup_experience", "没创过", False),
    ("startup_experience", "头一回创业", False),
    ("largest_shareholder", "我可不是", False),
    ("largest_shareholder", "算不上", False),
    ("largest_shareholder", "不算", False),
    ("largest_shareholder", "并不是", False),
    ("largest_shareholder", "哪里是", False),
    ("invention_patent", "还在申请", False),
    ("invention_patent", "没下来", False),
    ("invention_patent", "正在审", False),
    ("invention_patent", "一个没有", False),
    ("invention_patent", "没有过", False),
    ("employer_high_tech", "达不到", False),
    ("cooperation_agreement", "没签呢", False),
    ("cooperation_agreement", "还没签", False),
    ("academician", "想啥呢，不是", False),
    ("academician", "差远了", False),
    ("academician", "那可不敢当，没有", False),
    ("above_scale", "还差点", False),
]
LISTS = [
    (
        "technology",
        "除了发明专利都有",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    (
        "technology",
        "除发明专利外都有",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    (
        "technology",
        "除了发明专利其他都有",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    ("technology", "除了5都有", ["advanced_model", "breakthrough", "core_technology", "own_ip"]),
    (
        "technology",
        "除了最后一个都有",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    (
        "technology",
        "都有，除了发明专利",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    ("technology", "除了发明专利都没有", ["invention_patent"]),
    ("technology", "除了发明专利，别的都没有", ["invention_patent"]),
    ("technology", "就发明专利有", ["invention_patent"]),
    ("technology", "只有发明专利", ["invention_patent"]),
    ("technology", "就有发明专利", ["invention_patent"]),
    ("technology", "就第五个", ["invention_patent"]),
    (
        "technology",
        "发明专利没有，其他都有",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    ("technology", "发明专利有，其他没有", ["invention_patent"]),
    (
        "technology",
        "别的都有，就差发明专利",
        ["advanced_model", "breakthrough", "core_technology", "own_ip"],
    ),
    ("technology", "前两个", ["core_technology", "own_ip"]),
    ("technology", "前三个都有", ["advanced_model", "core_technology", "own_ip"]),
    ("technology", "后两个", ["breakthrough", "invention_patent"]),
    ("technology", "前两个有后面的没有", ["core_technology", "own_ip"]),
    (
        "technology",
        "全有",
        ["advanced_model", "breakthrough", "core_technology", "invention_patent", "own_ip"],
    ),
    (
        "technology",
        "全都有",
        ["advanced_model", "breakthrough", "core_technology", "invention_patent", "own_ip"],
    ),
    (
        "technology",
        "样样都有",
        ["advanced_model", "breakthrough", "core_technology", "invention_patent", "own_ip"],
    ),
    (
        "technology",
        "都具备",
        ["advanced_model", "breakthrough", "core_technology", "invention_patent", "own_ip"],
    ),
    (
        "technology",
        "全占了",
        ["advanced_model", "breakthrough", "core_technology", "invention_patent", "own_ip"],
    ),
    ("technology", "一样没有", []),
    ("technology", "全没有", []),
    ("technology", "啥都没有", []),
    ("technology", "没一个符合", []),
    ("technology", "1到3", ["advanced_model", "core_technology", "own_ip"]),
    ("technology", "1-3", ["advanced_model", "core_technology", "own_ip"]),
    ("technology", "一三五", ["advanced_model", "invention_patent", "own_ip"]),
    ("technology", "1 2 3", ["advanced_model", "core_technology", "own_ip"]),
    ("cooperation", "都签了", ["cooperation_agreement", "joint_project"]),
    ("cooperation", "都没弄", []),
    ("cooperation", "两个都有", ["cooperation_agreement", "joint_project"]),
]
VALUES = [
    ("title", "副的", {"title": "associate"}),
    ("title", "正", {"title": "full"}),
    ("title", "中级的", {"title": "middle"}),
    ("title", "没评过", {"title": "none"}),
    ("title", "啥也没有", {"title": "none"}),
    ("title", "还没评", {"title": "none"}),
    ("title", "无", {"title": "none"}),
    ("title", "就初级", {"title": "junior"}),
    ("degree", "博", {"degree": "doctor"}),
    ("degree", "硕", {"degree": "master"}),
    ("degree", "本", {"degree": "below_master"}),
    ("degree", "研究生", {"degree": "master"}),
    ("degree", "读到博士", {"degree": "doctor"}),
    ("degree", "大专", {"degree": "below_master"}),
    ("place", "福山的", {"place": "fushan"}),
    ("place", "就在福山", {"place": "fushan"}),
    ("place", "外地", {"place": "elsewhere"}),
    ("employer_platform", "省里的", {"employer_platform": "provincial"}),
    ("employer_platform", "国家的", {"employer_platform": "national"}),
    ("employer_platform", "市里认定的", {"employer_platform": "municipal"}),
    ("employer_platform", "没建", {"employer_platform": "none"}),
    ("employer_platform", "一个没有", {"employer_platform": "none"}),
    ("incubator_level", "还没认定", {"incubator_level": "none"}),
    ("incubator_level", "省级的吧", {"incubator_level": "provincial"}),
    ("technology_standing", "省内", {"technology_standing": "provincial"}),
    ("technology_standing", "全国", {"technology_standing": "national"}),
    ("technology_standing", "谈不上领先", {"technology_standing": "none"}),
    ("management_post", "没当过", {"management_post": "none"}),
    ("management_post", "干过中层", {"management_post": "middle"}),
    ("management_post", "当过副总", {"management_post": "senior"}),
    ("management_post", "没干过", {"management_post": "none"}),
    ("management_post", "高级的", {"management_post": "senior"}),
    ("lowest_member_tier", "最低也是杰出", {"lowest_member_tier": "outstanding"}),
    ("lowest_member_tier", "都够杰出", {"lowest_member_tier": "outstanding"}),
    ("professor_grade", "二级的", {"professor_grade": "second"}),
    ("professor_grade", "二级", {"professor_grade": "second"}),
    ("introducer", "我们单位", {"introducer": "employer"}),
    ("introducer", "中介", {"introducer": "agency"}),
    ("incubator_funding", "政府的", {"incubator_funding": "public"}),
    ("experience", "都没有", {"startup_experience": False, "management_post": "none"}),
    (
        "experience",
        "创过业，管理职位没干过",
        {"startup_experience": True, "management_post": "none"},
    ),
    (
        "experience",
        "没创过业，当过高管",
        {"startup_experience": False, "management_post": "senior"},
    ),
    ("holding", "是，占三成五", {"largest_shareholder": True, "share_percent": 35}),
    ("holding", "是我，51", {"largest_shareholder": True, "share_percent": 51}),
    (
        "holding",
        "不是，不到两成",
        {"largest_shareholder": False, "share_percent": {"from": 0, "to": 19.99}},
    ),
    ("holding", "对 六成", {"largest_shareholder": True, "share_percent": 60}),
    ("background", "本科 副高", {"degree": "below_master", "title": "associate"}),
    ("background", "博士没职称", {"degree": "doctor", "title": "none"}),
    ("background", "硕，中级", {"degree": "master", "title": "middle"}),
    ("science_award", "没有", {"science_award": "none"}),
    (
        "science_award",
        "省二，排第一",
        {"science_award": "provincial_second", "science_award_rank": 1},
    ),
    (
        "science_award",
        "市一等 第二完成人",
        {"science_award": "municipal_first", "science_award_rank": 2},
    ),
    ("team", "五个，都是杰出以上", {"team_members": 5, "lowest_member_tier": "outstanding"}),
    ("team", "仨人", {"team_members": 3}),
    ("team_work", "最短五年，最少九个月", {"team_contract_years": 5, "team_months": 9}),
    ("team_work", "5年 10个月", {"team_contract_years": 5, "team_months": 10}),
    ("employer", "省级 三千万", {"employer_platform": "provincial", "employer_sales": 3000}),
    (
        "employer",
        "没有平台，销售两千多万",
        {"employer_platform": "none", "employer_sales": {"from": 2000, "to": 3000}},
    ),
    ("months_per_year", "仨月", {"months_per_year": 3}),
    ("months_per_year", "个把月", {"months_per_year": 1}),
    ("months_per_year", "一个季度", {"months_per_year": 3}),
    ("months_per_year", "天天在", {"months_per_year": 12}),
    ("months_per_year", "顶多俩月", {"months_per_year": {"from": 0, "to": 2}}),
    ("share_percent", "35趴", {"share_percent": 35}),
    ("share_percent", "三成五吧 不是 是三成八", {"share_percent": 38}),
    ("share_percent", "35改成38", {"share_percent": 38}),
    ("share_percent", "我说错了 38", {"share_percent": 38}),
    ("share_percent", "没股份", {"share_percent": 0}),
    ("share_percent", "百分之3 5", {"share_percent": 35}),
    ("share_percent", "3 5 %", {"share_percent": 35}),
    ("share_percent", "四成2", {"share_percent": 42}),
    ("share_percent", "最多三成", {"share_percent": {"from": 0, "to": 30}}),
    ("share_percent", "三成不到", {"share_percent": {"from": 0, "to": 29.99}}),
    ("share_percent", "他七我三", {"share_percent": 30}),
    ("share_percent", "35 ", {"share_percent": 35}),
    ("title", "不是正高，应该是副高才对", {"title": "associate"}),
    ("title", "应该是副高才对", {"title": "associate"}),
    ("paid_in", "伍拾万元整", {"paid_in": 50}),
    ("paid_in", "小一百", {"paid_in": {"from": 90, "to": 99.99}}),
    ("paid_in", "五十多", {"paid_in": {"from": 50, "to": 60}}),
    ("paid_in", "一分没投", {"paid_in": 0}),
    ("paid_in", "半个亿", {"paid_in": 5000}),
    ("paid_in", "撑死三十", {"paid_in": {"from": 0, "to": 30}}),
    ("contract_years", "五年整", {"contract_years": 5}),
    ("contract_years", "3", {"contract_years": 3}),
    ("contract_years", "一年一签", {"contract_years": 1}),
]
NO_ANSWERS = [
    ("employed_full_time", "不想回答"),
    ("largest_shareholder", "不清楚算不算"),
    ("invention_patent", "有实用新型"),
    ("selected", "报了"),
    ("introduction_filed", "备案是啥"),
    ("largest_shareholder", "第一大股东怎么算"),
    ("invention_patent", "实用新型行吗"),
    ("first_company_here", "分公司算吗"),
    ("employed_full_time", "什么叫全职"),
    ("selected", "入选了有啥好处"),
    ("invention_patent", "你说呢"),
    ("academician", "好的谢谢"),
    ("technology", "都有吗"),
    ("contract_years", "无固定期限的"),
]
DECLINED = [
    ("share_percent", "忘了"),
    ("share_percent", "记不得了"),
    ("paid_in", "没算过"),
    ("paid_in", "得问财务"),
    ("paid_in", "不方便透露"),
    ("contract_years", "想不起来了"),
    ("degree", "不想说"),
    ("share_percent", "跳过"),
    ("share_percent", "先不填"),
    ("share_percent", "这个不清楚"),
    ("employer_sales", "没注意过"),
    ("paid_in", "这个保密"),
    ("science_award_rank", "名次忘了"),
    ("share_percent", "我也不晓得"),
    ("share_percent", "pass"),
    ("share_percent", "下一题"),
    ("team_members", "还没数"),
]


@pytest.mark.parametrize(("name", "text", "yes"), YES_NO)
def test_yes_and_no(
    answers: AnswerReader, dictionary: Dictionary, today: date, name: str, text: str, yes: bool
) -> None:
    assert answers.read(asked(dictionary, name), text, today).facts == {name: yes}


@pytest.mark.parametrize(("name", "text", "true"), LISTS)
def test_a_list_is_settled_by_what_is_left_over(
    answers: AnswerReader,
    dictionary: Dictionary,
    today: date,
    name: str,
    text: str,
    true: list[str],
) -> None:
    question = asked(dictionary, name)
    facts = answers.read(question, text, today).facts
    assert facts == {fact: fact in true for fact in question.facts}


@pytest.mark.parametrize(("name", "text", "facts"), VALUES)
def test_clipped_values(
    answers: AnswerReader,
    dictionary: Dictionary,
    today: date,
    name: str,
    text: str,
    facts: dict[str, Any],
) -> None:
    answer = answers.read(asked(dictionary, name), text, today)
    assert (answer.facts, answer.declined) == (facts, ())


@pytest.mark.parametrize(("name", "text"), NO_ANSWERS)
def test_a_question_in_return_is_no_answer(
    answers: AnswerReader, dictionary: Dictionary, today: date, name: str, text: str
) -> None:
    assert answers.read(asked(dictionary, name), text, today).facts == {}


@pytest.mark.parametrize(("name", "text"), DECLINED)
def test_what_one_does_not_tell(
    answers: AnswerReader, dictionary: Dictionary, today: date, name: str, text: str
) -> None:
    answer = answers.read(asked(dictionary, name), text, today)
    assert (answer.facts, answer.declined) == ({}, (name,))


def test_a_place_forgotten_is_declined_beside_the_award(
    answers: AnswerReader, dictionary: Dictionary, today: date
) -> None:
    answer = answers.read(asked(dictionary, "science_award"), "国家二等奖，排第几忘了", today)
    assert answer.facts == {"science_award": "national_second"}
    assert answer.declined == ("science_award_rank",)


def test_putting_right_is_no_doubt(
    answers: AnswerReader, dictionary: Dictionary, today: date
) -> None:
    answer = answers.read(asked(dictionary, "title"), "应该是正高才对", today)
    assert (answer.facts, answer.doubtful) == ({"title": "full"}, ())
