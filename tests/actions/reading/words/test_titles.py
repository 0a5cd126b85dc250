"""Titles of every series come to their level; posts, jobs and skills are no titles."""

from __future__ import annotations

import pytest

from tests.actions.reading.conftest import FactsOf

LEVELS = {
    "full": (
        "教授级高工 研究员级高级工程师 正高级会计师 正高级统计师 主任中医师 主任技师 研究馆员 编审 "
        "译审 一级律师 国家一级演员 高级编辑 高级记者 播音指导 正高级讲师 正高级实验师"
    ),
    "associate": (
        "高级工程师 高工 高级审计师 高级政工师 副主任护师 副主任中医师 副主任医生 副研究馆员 "
        "副译审 一级翻译 二级律师 主任编辑 高级讲师 高级工艺美术师 高级畜牧师"
    ),
    "middle": "工程师 讲师 主治医师 主治医生 主管护师 主管技师 中级会计师 二级翻译 一级教师 实验师 三级律师",
    "junior": "助理工程师 助工 助教 研究实习员 初级会计师",
}
NONE = (
    "主任 科室主任 主任工程师 副总工程师 软件工程师 高级软件工程师 "
    "注册会计师 一级建造师 正处级 高级律师 总经理助理 高级工程"
)


@pytest.mark.parametrize(
    ("level", "words"), [(level, word) for level, words in LEVELS.items() for word in words.split()]
)
def test_a_title_has_its_level(facts_of: FactsOf, level: str, words: str) -> None:
    assert facts_of(f"我是{words}").get("title") == level


@pytest.mark.parametrize("words", NONE.split())
def test_what_is_no_title(facts_of: FactsOf, words: str) -> None:
    assert facts_of(f"我是{words}") == {}


@pytest.mark.parametrize("words", ["主任中医师", "主管药师", "副主任检验师"])
def test_titles_of_medicine_tell_where_one_works(facts_of: FactsOf, words: str) -> None:
    assert facts_of(words)["works_in_medicine"] is True


def test_the_level_of_a_title_alone(facts_of: FactsOf) -> None:
    assert facts_of("职称是高级") == {"title": ["associate", "full"]}
    assert facts_of("职称初级") == {"title": "junior"}
