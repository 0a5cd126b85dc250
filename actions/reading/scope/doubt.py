"""Tells what is said with doubt (好像占股 35%, 应该是副高, 三成吧), and what may only come (可能会签五年).

大概, 大约, 差不多 and 左右 before or after a number or a date say that it is about right: no doubt. Before a title or
a yes-or-no fact 大概 is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from actions.reading.found import FoundFact
from actions.reading.words.lexicon import PLACE
from actions.reading.words.utterance import Span, Utterance
from rules.facts import Fact

_WORDS = (
    r"好像|好象|似乎|貌似|可能|也许|或许|兴许|没准|说不定|估计|恐怕|八成(?=是)"
    r"|(?<!不)记得|印象[里中]?|我猜|估摸|没记错|听说|据说"
)
_UNSURE = r"不太?确定|不敢(?:确定|肯定)|拿不准"
_ABOUT = r"大概|大约|差不多"
_BEFORE = re.compile(rf"{_WORDS}|{_UNSURE}")
_BEFORE_A_NAME = re.compile(rf"{_WORDS}|{_UNSURE}|{_ABOUT}")
_AFTER = re.compile(
    r"^.{0,4}(?:吧[~啊哈]*|来着)$|^.{0,4}(?:好像|似乎|也许|可能|不太?确定|记不太?清)(?:[吧了的有是没])*$"
)
_ALONE = re.compile(
    r"^(?:但|不过|具体|我|这个|有点|也|还|记得)*(?:不是很|不太?|不敢)(?:确定|肯定|清楚)"
    r"|^(?:我|也|但|具体|不过|的)*(?:记不太?清|拿不准|说不准|忘了|没把握)"
)
_UNSURE_END = re.compile(
    r"(?:不太?确定|不太清楚|记不太?清|拿不准|说不准|忘了|没把握)(?:了|啊|呢)?$"
    r"|(?:不太?确定|不太?清楚|记不太?清|不太?知道|不记得|忘了).{0,8}(?:多少|几|时候|具体)"
)
_SHORT = re.compile(rf"^(?:{_WORDS}|{_UNSURE}|{_ABOUT}|应该|是|有|约|我|占|签了?|投了?|就|算|在)*$")
_MAY_COME = re.compile(
    r"(?:可能|也许|或许|说不定|没准)(?:我|以后|将来|后面|还|也|就|都|最多|最终)*(?:要|会(?![计员长])|得|想|打算|准备|给我?|去(?!年))"
    r"|(?<!说)不一定|未必|不见得"
)
_MAY_COME_AFTER = re.compile(
    r"^(?:应该|好像|估计|可能|大概|也许)(?:还|也|就|都)?(?:能|会|要|得|可以).{0,4}(?:评|毕业|认定|批下|下来|通过|考上|拿下)"
)
_TOLD = r"(?![^。!?;\n]{0,60}(?:[?吗]|么(?:[。!;\n]|$)|多少|什么|啥|哪|怎|如何|是否|是不是|有没有|能不能))"
_GUESSED = re.compile(
    r"(?<!不)记得(?=是)|(?<=我)应该(?=占)|应该(?=就?(?:是|有(?!的)|算|属于|已|还没|没|不是|也|在|[签投占]了|\d|百分|[一二两三四五六七八九十]))"
    rf"{_TOLD}"
)
_GUESS = "好像"
_RATHER = re.compile(
    r"应该(?=是[^,。;!?]{1,12}(?:才对|,(?:而)?不是[\d一二两三四五六七八九十]))"
    r"|(?P<wrong>[写打说填弄搞记]错了,[^,。;!?]{0,6})应该(?=是)"
)
_COUNTS_AS = re.compile(
    rf"(?P<guess>好像|似乎|也许|或许|可能|估计|差不多|大概|应该|勉强)算(?P<is>是)?{_TOLD}"
)
_OPINION = re.compile(r"觉得|感觉")
_LEADING = re.compile(
    rf"^(?:我|那|嗯|呃|这个|反正)?(?P<opinion>觉得|感觉|认为)?(?P<doubt>(?:{_WORDS}|{_ABOUT}|应该|我){{0,4}})(?P<rest>.*)$",
    re.DOTALL,
)
_DOUBT = re.compile(rf"{_WORDS}|{_ABOUT}|应该")
_CLOSING = re.compile(r"吧[。.!,~…\s]*$")


def guessed(text: str) -> str:
    """`text` in words that no duty and no question uses, as long as it was.

    应该是副高 is a guess and written 好像是副高, 应该是博士吗 asks for a duty; 记得是 and 我觉得占 hold no
    得是 and 得占; 应该算 is 应该是. 应该是副高才对 puts
    something right, and is written 其实是.
    """
    text = _RATHER.sub(lambda match: (match["wrong"] or "") + "其实", text)
    plainer = _COUNTS_AS.sub(lambda match: match["guess"] + ("就是" if match["is"] else "是"), text)
    return _GUESSED.sub(_GUESS, _OPINION.sub("认为", plainer))


def is_doubtful(said: Utterance, span: Span, *, number: bool) -> bool:
    """Whether the words around `span` doubt it. `number`: a number or date stands there, which 大概 does not doubt."""
    before, after = said.before(span[0]), said.after(span[1])
    if (_BEFORE if number else _BEFORE_A_NAME).search(before) or _AFTER.search(after):
        return True
    next_start = said.clause_at(span[1] - 1)[1]
    if next_start < len(said.text) and not said.asks(span[0]):
        following = said.text[slice(*said.clause_at(next_start))]
        if _ALONE.search(following) and len(following) <= 12 and "能" not in following:
            return True
    earlier = said.clause_before(span[0])
    return bool(
        earlier
        and _SHORT.match(before)
        and _UNSURE_END.search(said.text[slice(*earlier)].rstrip(",; "))
    )


def judged(
    said: Utterance, found: Iterable[FoundFact], facts: Mapping[str, Fact]
) -> list[FoundFact]:
    """`found` without what may only come, and with a mark where it is doubted; places and subjects stay as they are."""
    kept = []
    for each in found:
        fact, span = facts.get(each.fact), (each.start, each.end)
        if fact is None or fact.id == PLACE:
            kept.append(each)
        elif not may_come(said, span):
            number = fact.type in ("number", "date")
            kept.append(replace(each, doubtful=is_doubtful(said, span, number=number)))
    return kept


def may_come(said: Utterance, span: Span) -> bool:
    """可能会签五年, 可能要占 40%: what may come is no fact."""
    return bool(
        _MAY_COME.search(said.before(span[0])) or _MAY_COME_AFTER.search(said.after(span[1]))
    )


def without_doubt(text: str) -> tuple[str, bool]:
    """A short answer without the words of doubt it begins with or its closing 吧, and whether it had any."""
    closed = _CLOSING.sub("", text)
    leading = _LEADING.match(closed)
    closing = bool(closed) and closed != text
    if leading and _DOUBT.search(leading["doubt"]):
        return leading["rest"] or "是", True
    if leading and leading["opinion"]:
        return leading["rest"], closing
    return closed or text, closing
