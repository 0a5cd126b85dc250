"""Words that claim a fact when the speaker says them plainly, and frames in which they tell none of his."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.reading.reader import FactReader
from actions.reading.words.lexicon import PLACE
from rules.facts import Fact

MOST, _LONGEST = 4, 12
_PLAIN = ("我是{}", "我有{}", "我们公司是{}", "我{}", "我们公司在{}", "我们{}")
_PLAIN_AMOUNTS = ("我{}", "我们公司{}", "我们{}", "{}")
_IN_BRACKETS = re.compile(r"（[^）]*）|[“”]")
# A label that is a sentence of its own, or written as nobody talks, fits no frame.
_NO_NOUN = re.compile(r"[、或与和 ]|[是已有在被由]|达到|掌握|从事|当年")
_DENYING = re.compile(r"[没无不未]")
_AMOUNTS = {
    **{"percent": "35%", "万元": "50万", "年": "5年", "月": "6个月", "人": "4人"},
    **{"件": "3件", "家": "3家", "个": "3个", "位": "第二"},
}

FRAMES = {
    "denied": (
        *(
            "我不是{}",
            "我并不是{}",
            "我没有{}",
            "我还没{}",
            "我还没有{}",
            "{}我没有",
            "{}我不是",
            "不是{}",
        ),
        *(
            "我算不上{}",
            "我们公司不是{}",
            "我们公司没有{}",
            "{}我们没有",
            "我从来没有过{}",
            "我哪是{}啊",
        ),
    ),
    "of another": (
        *("我同学是{}", "我同学有{}", "我们领导是{}", "我们领导有{}", "我儿子是{}", "我儿子有{}"),
        *(
            "别的公司是{}",
            "别的公司有{}",
            "隔壁那家有{}",
            "隔壁那家是{}",
            "我们部门老刘有{}",
            "他是{}",
        ),
    ),
    "asked": (
        *("{}是什么意思", "{}怎么认定", "{}有什么好处", "是不是要{}", "什么叫{}", "{}怎么算"),
        *("我算不算{}", "我是不是{}", "是不是必须{}"),
    ),
    "supposed": (
        *("要是我是{}，能报吗", "如果以后有了{}", "假如我有{}", "万一我成了{}", "等我有了{}再说"),
        *("要是以后我们公司是{}", "如果将来有{}，会怎么样"),
    ),
    "planned": ("我打算明年{}", "准备当{}", "我想成为{}", "我计划明年拿{}", "我争取明年有{}"),
    "applied for": ("正在申请{}", "我在申请{}", "我们正在申报{}", "{}还在申请"),
    "named": (
        *("公司叫{}科技", "企业名字叫{}医疗器械", "同事都叫我{}", "我外号{}", "我们公司名叫{}集团"),
    ),
    "required": ("条件里写的{}", "文件说要{}", "要求是{}", "必须是{}", "得有{}才行"),
}
PLACES = (
    *(
        "我们公司不在{}",
        "我不在{}",
        "我同学在{}开了家公司",
        "我儿子公司在{}",
        "别的公司在{}",
        "隔壁那家在{}",
    ),
    *("我们公司叫{}科技", "同事都叫我{}", "要是公司在{}，能报吗", "必须在{}吗", "公司是不是要在{}"),
)
VERBS = (
    *("从事医疗", "从医", "掌握核心技术", "带团队", "控股"),
    *("突破核心技术", "拥有自主知识产权", "自己创业", "全职工作"),
)
ACTED = (
    *(
        "我不{}",
        "我没{}",
        "我没有{}",
        "我从不{}",
        "我同学{}",
        "我儿子{}",
        "别的公司{}",
        "是不是要{}",
    ),
    *("要是我{}，能报吗", "什么叫{}", "文件说要{}", "{}有什么好处"),
)
AMOUNTS = {
    "denied": (
        "不是{name}{amount}",
        "{name}不是{amount}",
        "没有{name}{amount}",
        "没{name}{amount}",
    ),
    "of another": ("我同事{name}{amount}", "我同学的公司{name}{amount}", "别的公司{name}{amount}"),
    "supposed": ("要是{name}{amount}，能报吗", "假如{name}{amount}"),
    "planned": (
        *(
            "打算{name}{amount}",
            "准备{name}{amount}",
            "计划{name}{amount}",
            "计划年底{name}{amount}",
        ),
        *("计划年底把{name}加到{amount}", "打算把{name}提高到{amount}"),
    ),
    "required": (
        *("要求{name}{amount}", "文件要求{name}{amount}", "条件里写的{name}{amount}"),
        *("是不是必须{name}{amount}", "听说{name}{amount}", "听说别人{name}{amount}"),
    ),
}


@dataclass(frozen=True)
class Claim:
    """`words` claim that the fact `fact` is `value`; of a number they are its name and `amount`."""

    fact: str
    value: Any
    words: str
    amount: str = ""


def claims(reader: FactReader, day: date) -> Iterator[Claim]:
    """Of each yes-or-no fact and each value of a choice, up to MOST of the words that claim it."""
    for fact in reader.dictionary.facts.values():
        if fact.type == "yes_no":
            yield from _claims(reader, day, fact, True, (fact.label, *fact.synonyms))
        for choice in fact.values:
            yield from _claims(reader, day, fact, choice.id, (choice.label, *choice.synonyms))


def verbs(reader: FactReader, day: date) -> Iterator[Claim]:
    """What one says that one does."""
    for words in VERBS:
        for fact, value in sure(reader, day, f"我{words}").items():
            yield Claim(fact, value, words)


def amounts(reader: FactReader, day: date) -> Iterator[Claim]:
    """Of each number, up to MOST of its names that are read with an amount."""
    for fact in reader.dictionary.facts.values():
        amount = _AMOUNTS.get(fact.unit or "")
        if fact.type != "number" or amount is None:
            continue
        found = (
            Claim(fact.id, value, name, amount)
            for name in _sayable(fact.synonyms)
            if (value := _value(reader, day, fact.id, name + amount, _PLAIN_AMOUNTS)) is not None
        )
        yield from list(found)[:MOST]


def sure(reader: FactReader, day: date, text: str) -> dict[str, Any]:
    """What `text` tells without a doubt."""
    return {each.fact: each.value for each in reader.extract(text, day) if not each.doubtful}


def is_told(claim: Claim, facts: dict[str, Any]) -> bool:
    """Whether `facts` hold what is claimed, by itself or among several values."""
    told = facts.get(claim.fact)
    return bool(told == claim.value or (isinstance(told, list) and claim.value in told))


def _claims(
    reader: FactReader, day: date, fact: Fact, value: Any, names: Sequence[str]
) -> Iterator[Claim]:
    found = (
        Claim(fact.id, value, name)
        for name in _sayable(names)
        if fact.id == PLACE or not _NO_NOUN.search(name)
        if any(sure(reader, day, plain.format(name)).get(fact.id) == value for plain in _PLAIN)
    )
    yield from list(found)[:MOST]


def _sayable(names: Sequence[str]) -> list[str]:
    plain = dict.fromkeys(_IN_BRACKETS.sub("", name) for name in names)
    return [name for name in plain if len(name) <= _LONGEST and not _DENYING.search(name)]


def _value(
    reader: FactReader, day: date, fact: str, words: str, frames: Sequence[str]
) -> Any | None:
    told = (sure(reader, day, frame.format(words)).get(fact) for frame in frames)
    return next((value for value in told if value is not None), None)
