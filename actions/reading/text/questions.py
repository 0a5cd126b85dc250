"""Whether a text asks something, and the questions it holds one after the other."""

from __future__ import annotations

import re
from itertools import pairwise

from actions.reading.text.normalizer import normalize

_ASKS = re.compile(
    r"[?？]|吗|[嘛么]$|还是|多少|几[个年档层类次天月万块名人]|多[久长大高远少]|什么|啥|哪|谁|怎|如何|咋|为何|何时|呢$|[^要]不[行]?$|没有?$|没$"
    r"|(.)不\1|(.)没\2|可不可以|能否|可否|是否|有无|有没有|是这样|是真的|真的假的|真假|[对是错条数定样]吧"
    r"|第几|到底|(?:想|请|要)(?:你|您|帮忙|麻烦)?(?:问|知道|了解|咨询|请教|弄明白|弄清楚?|搞清楚|搞懂|确认|核实|打听)|请(?:你|您|帮我)?把|告诉我|(?:讲|说|介绍|解释|告诉|列|讲解|说明|摆)(?:一下|一讲|一说|一摆|下|给我|讲$|清楚)"
)
_STOPS = re.compile(r"[，,。.？?！!；;\n、 ]+|(?=(?:还有|另外|顺便|以及|再问|再就是|还想问|然后))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_TAG = re.compile(
    r"^(?:这样|那样|也|都)?(?:对|是|可以|行|能|好|成|真的|是真的|有|没错|是这样|怎么样|怎样|怎么办|怎么说|可不可以|行不行|能不能|是不是|对不对|能行)(?:吗|吧|么|嘛|呢|啊)?$"
)


def asks(text: str) -> bool:
    """Whether `text` asks something."""
    return bool(_ASKS.search(normalize(text).strip()))


def questions(text: str) -> tuple[str, ...]:
    """The questions of `text`, each with what is said before it; one or none leave the text as it is.

    A tag (可以吗, 对吧) belongs to the words before it, and what follows the last question to that one.
    """
    found: list[str] = []
    before = ""
    for part in _parts(text):
        if found and not before and _TAG.match(part.rstrip("？?！!。，,")):
            found[-1] += part
        elif asks(part.rstrip("，,。.；;！!、 \n")):
            found.append((before + part).strip())
            before = ""
        else:
            before += part
    if before and found:
        found[-1] += before
    return tuple(one.strip("，,。；;、 \n") for one in found) or (text,)


def _parts(text: str) -> list[str]:
    """`text` cut after each stop and before each joining word, stops included."""
    whole = _DECIMAL.sub("\0", text)
    cuts = [0, *(stop.end() for stop in _STOPS.finditer(whole)), len(whole)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]
