from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.reading.answers.answer_reader import AnswerReader, options
from actions.reading.answers.selection import chosen
from rules.facts import Dictionary, Question
from tests.actions.reading.conftest import asked, assert_read_or_out_of_range

ALONE = [
    ("share_percent", "35", {"share_percent": 35}),
    ("share_percent", "三成", {"share_percent": 30}),
    ("share_percent", "0.35", {"share_percent": 35}),
    ("share_percent", "30到40", {"share_percent": {"from": 30, "to": 40}}),
    ("share_percent", "我占三成五", {"share_percent": 35}),
    ("share_percent", "３５", {"share_percent": 35}),
    ("share_percent", "没有", {"share_percent": 0}),
    ("joint_share_percent", "占65%", {"joint_share_percent": 65}),
    ("joint_share_percent", "一共65", {"joint_share_percent": 65}),
    ("largest_shareholder", "是", {"largest_shareholder": True}),
    ("largest_shareholder", "是的", {"largest_shareholder": True}),
    ("largest_shareholder", "嗯嗯", {"largest_shareholder": True}),
    ("largest_shareholder", "不是", {"largest_shareholder": False}),
    ("largest_shareholder", "没有", {"largest_shareholder": False}),
    ("largest_shareholder", "不是我，是我合伙人", {"largest_shareholder": False}),
    ("largest_shareholder", "1", {"largest_shareholder": True}),
    ("largest_shareholder", "2", {"largest_shareholder": False}),
    ("invention_patent", "有", {"invention_patent": True}),
    ("invention_patent", "还没有", {"invention_patent": False}),
    ("degree", "博士", {"degree": "doctor"}),
    ("degree", "2", {"degree": "master"}),
    ("degree", "B", {"degree": "master"}),
    ("degree", "第三个", {"degree": "doctor"}),
    ("degree", "博士在读，硕士毕业", {"degree": "master"}),
    ("science_award", "都没有", {"science_award": "none"}),
    ("science_award_rank", "2", {"science_award_rank": 2}),
    ("science_award_rank", "第二", {"science_award_rank": 2}),
    ("science_award_rank", "排第三", {"science_award_rank": 3}),
    ("paid_in", "50", {"paid_in": 50}),
    ("paid_in", "五十来万", {"paid_in": 50}),
    ("paid_in", "500000元", {"paid_in": 50}),
    ("paid_in", "500000", {"paid_in": 50}),
    ("paid_in", "50,0000", {"paid_in": 50}),
    ("paid_in", "9万9", {"paid_in": 9.9}),
    ("paid_in", "百万", {"paid_in": 100}),
    ("paid_in", "5万美元", {}),
    ("paid_in", "50000美元", {}),
    ("employer_sales", "12000", {}),
    ("employer_sales", "30000000", {"employer_sales": 3000}),
    ("share_percent", "130", {"share_percent": 130}),
    ("share_percent", "135%", {"share_percent": 135}),
    ("contract_years", "3+2", {"contract_years": 5}),
    ("contract_years", "先签三年又续了两年", {"contract_years": 5}),
    ("contract_years", "三年，又续了两年", {"contract_years": 5}),
    ("contract_years", "再签两年，一共5年", {"contract_years": 5}),
    ("contract_years", "无固定期限", {}),
    ("contract_years", "三年+两年", {"contract_years": 5}),
    ("contract_years", "3年，到期再续2年", {"contract_years": 3}),
    ("contract_years", "2021-2026", {"contract_years": 5}),
    ("months_per_year", "三个多月", {"months_per_year": {"from": 3, "to": 4}}),
    ("months_per_year", "每月来一周", {}),
    ("company_founded_on", "20年", {"company_founded_on": "2020"}),
    ("company_founded_on", "二〇年", {"company_founded_on": "2020"}),
    ("team_members", "一共6个人", {"team_members": 5}),
    ("team_members", "加我六个人", {"team_members": 5}),
    ("team_members", "6个人", {"team_members": 6}),
    ("team_members", "就我一个", {"team_members": 0}),
    ("months_per_year", "90天", {"months_per_year": 3}),
    (
        "company_founded_on",
        "满两年",
        {"company_founded_on": {"from": "2018-06-15", "to": "2019-06-15"}},
    ),
    ("company_founded_on", "打算明年成立", {}),
    ("paid_in", "不到50万", {"paid_in": {"from": 0, "to": 49.99}}),
    ("paid_in", "还没投", {"paid_in": 0}),
    ("contract_years", "五年以上", {"contract_years": {"from": 5, "to": 50}}),
    ("team_contract_years", "合同五年", {"team_contract_years": 5}),
    ("months_per_year", "半年", {"months_per_year": 6}),
    ("months_per_year", "全年", {"months_per_year": 12}),
    ("company_founded_on", "2019", {"company_founded_on": "2019"}),
    (
        "company_founded_on",
        "刚成立",
        {"company_founded_on": {"from": "2020-06-15", "to": "2021-06-15"}},
    ),
    (
        "company_founded_on",
        "两年半",
        {"company_founded_on": {"from": "2018-06-15", "to": "2019-06-15"}},
    ),
    ("technology_standing", "国内", {"technology_standing": "national"}),
    ("professor_grade", "三级", {"professor_grade": "third"}),
    ("professor_grade", "不是", {"professor_grade": "none"}),
    ("employer_platform", "国家级", {"employer_platform": "national"}),
    ("place", "在威海", {"place": "weihai"}),
]
TOGETHER = [
    ("background", "博士，正高", {"degree": "doctor", "title": "full"}),
    ("background", "硕士，没有", {"degree": "master", "title": "none"}),
    ("holding", "是，35%", {"largest_shareholder": True, "share_percent": 35}),
    ("holding", "不是，20", {"largest_shareholder": False, "share_percent": 20}),
    ("holding", "35", {"share_percent": 35}),
    (
        "science_award",
        "省二等奖，第二",
        {"science_award": "provincial_second", "science_award_rank": 2},
    ),
    (
        "company",
        "2020年3月，2021年1月，50万",
        {"company_founded_on": "2020-03", "company_came_on": "2021-01", "paid_in": 50},
    ),
    ("team", "3", {"team_members": 3}),
    ("science_award", "0", {"science_award": "none"}),
    ("team", "4个，都是杰出", {"team_members": 4, "lowest_member_tier": "outstanding"}),
    ("medicine_years", "10年，6年", {"tertiary_hospital_years": 10, "deputy_head_years": 6}),
    ("medicine_years", "10和6", {"tertiary_hospital_years": 10, "deputy_head_years": 6}),
    ("employer", "市级，3000万", {"employer_platform": "municipal", "employer_sales": 3000}),
]


@pytest.mark.parametrize(("name", "text", "facts"), [*ALONE, *TOGETHER])
def test_answers(
    answers: AnswerReader,
    dictionary: Dictionary,
    today: date,
    name: str,
    text: str,
    facts: dict[str, Any],
) -> None:
    question = asked(dictionary, name)
    if len(facts) == 1 and name == next(iter(facts)):
        question = Question(id=name, ask="？", facts=(name,))
    answer = answers.read(question, text, today)
    assert answer.facts == facts
    assert answer.declined == ()


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("1、3", {"own_ip", "advanced_model"}),
        ("1 3", {"own_ip", "advanced_model"}),
        ("13", {"own_ip", "advanced_model"}),
        ("第一个和第三个", {"own_ip", "advanced_model"}),
        ("AC", {"own_ip", "advanced_model"}),
        ("①③", {"own_ip", "advanced_model"}),
        ("选2", {"core_technology"}),
        ("掌握核心技术", {"core_technology"}),
        ("项目已取得发明专利、拥有自主知识产权", {"invention_patent", "own_ip"}),
        ("6", set()),
        ("以上都没有", set()),
        ("都没有", set()),
        ("没有", set()),
        ("一个都没有", set()),
        (
            "都有",
            {"own_ip", "core_technology", "advanced_model", "breakthrough", "invention_patent"},
        ),
    ],
)
def test_picking_from_a_list_settles_all_of_it(
    answers: AnswerReader, dictionary: Dictionary, today: date, text: str, true: set[str]
) -> None:
    question = asked(dictionary, "technology")
    answer = answers.read(question, text, today)
    assert answer.facts == {name: name in true for name in question.facts}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我有发明专利", {"invention_patent": True}),
        ("发明专利没有，核心技术有", {"invention_patent": False, "core_technology": True}),
        ("自主知识产权是什么？", {}),
        ("7", {}),
        ("今天天气不错", {}),
    ],
)
def test_words_settle_only_what_they_say(
    answers: AnswerReader, dictionary: Dictionary, today: date, text: str, facts: dict[str, Any]
) -> None:
    assert answers.read(asked(dictionary, "technology"), text, today).facts == facts


def test_all_but_one(answers: AnswerReader, dictionary: Dictionary, today: date) -> None:
    question = asked(dictionary, "provincial_honours")
    facts = answers.read(question, "除了泰山学者都没有", today).facts
    assert facts == {name: name == "taishan_scholar" for name in question.facts}


@pytest.mark.parametrize(
    ("name", "text", "facts", "declined"),
    [
        ("share_percent", "不清楚", {}, ("share_percent",)),
        ("share_percent", "不知道怎么算", {}, ("share_percent",)),
        ("background", "学历博士，职称不清楚", {"degree": "doctor"}, ("title",)),
        ("background", "不知道", {}, ("degree", "title")),
        ("holding", "不是，占股不清楚", {}, ("share_percent",)),
        (
            "company",
            "去年三月成立，其他不清楚",
            {"company_founded_on": "2020-03"},
            ("company_came_on", "paid_in"),
        ),
        ("experience", "说不好", {}, ("startup_experience", "management_post")),
        ("paid_in", "不知道顶尖人才补贴多少", {}, ()),
        ("share_percent", "占股要求是多少？", {}, ()),
        ("largest_shareholder", "必须是第一大股东吗", {}, ()),
    ],
)
def test_declining(
    answers: AnswerReader,
    dictionary: Dictionary,
    today: date,
    name: str,
    text: str,
    facts: dict[str, Any],
    declined: tuple[str, ...],
) -> None:
    answer = answers.read(asked(dictionary, name), text, today)
    assert (answer.facts, answer.declined) == (facts, declined)


def test_options(dictionary: Dictionary) -> None:
    assert options(asked(dictionary, "degree"), dictionary) == (
        "本科及以下",
        "硕士研究生",
        "博士研究生",
    )
    assert options(asked(dictionary, "largest_shareholder"), dictionary) == ("是", "否")
    assert options(asked(dictionary, "share_percent"), dictionary) == ()
    assert options(asked(dictionary, "cooperation"), dictionary)[-1] == "以上都没有"


def test_a_label_may_contain_a_list_mark() -> None:
    assert chosen("甲、乙和丙;丁", ["丁", "甲、乙和丙", "丙"]) == (0, 1)


@settings(max_examples=150, deadline=None)
@given(
    place=st.integers(0, 60),
    text=st.one_of(
        st.text(max_size=20),
        st.text(alphabet="13579、，有没是不清楚都以上%万年个三成半年ABc", max_size=10),
    ),
)
def test_any_answer_gives_facts_the_dictionary_reads(
    answers: AnswerReader, dictionary: Dictionary, today: date, place: int, text: str
) -> None:
    names = list(dictionary.facts)
    question = dictionary.question_of(names[place % len(names)])
    answer = answers.read(question, text, today)
    assert_read_or_out_of_range(dictionary, answer.facts, today)
    assert set(answer.declined) <= set(question.facts)
    assert set(answer.doubtful) <= answer.facts.keys()
    assert not set(answer.declined) & answer.facts.keys()
