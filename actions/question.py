"""A question of the rules → the Question a person sees, with the choices that answer it."""

from __future__ import annotations

from actions.answer import Choice, Question
from actions.conversation import CITY_QUESTION, Conversation, Pending
from actions.many_documents import too_many
from rules import Library
from rules.facts import UNIT_LABELS, Dictionary, Fact
from rules.result import NextQuestion

NONE_OF_THESE = "以上都没有"
UNKNOWN = Choice(title="不清楚", send="不清楚")
ALL_CITIES = "都看看"
BY_NAME = "直接回复名称即可。"
MOST_CHOICES = 20  # that a person looks through
_PICK_SEVERAL = "可回复编号，如 1、3；都没有回复 0；不清楚就说「不清楚」。"


def pending_of(question: NextQuestion) -> Pending:
    """What is remembered of `question` until it is answered."""
    return Pending(
        id=question.id,
        ask=question.ask,
        facts=question.facts,
        multiple=question.multiple,
        why=question.why,
        most_left=question.most_left,
    )


def city_question(library: Library) -> Pending:
    """Which document the person asks about: put first when nothing said so."""
    if too_many(library.packs):
        return Pending(
            id=CITY_QUESTION,
            ask="单位或企业在（或打算去）哪个城市？",
            facts=("place",),
            why=f"收录的 {len(library.packs)} 份文件各管一地，条件不同",
        )
    cities = "，还是".join(pack.about.city for pack in library.packs.values())
    titles = "；".join(
        f"{pack.about.city}《{pack.about.title}》" for pack in library.packs.values()
    )
    return Pending(
        id=CITY_QUESTION,
        ask=f"单位或企业在（或打算去）{cities}？",
        facts=("place",),
        why=f"两份文件各管一地，条件不同：{titles}",
    )


def shown(pending: Pending, talk: Conversation, library: Library) -> Question:
    """`pending` as the person of `talk` sees it."""
    facts = [library.dictionary.facts[name] for name in pending.facts]
    if pending.id == CITY_QUESTION:
        many = too_many(library.packs)
        titles = [*(pack.about.city for pack in library.packs.values()), ALL_CITIES]
        return Question(
            id=pending.id,
            ask=pending.ask,
            facts=pending.facts,
            why=pending.why,
            hint=BY_NAME if many else "",
            choices=() if many else _choices(titles),
        )
    if pending.multiple:
        titles = [*(fact.label for fact in facts), NONE_OF_THESE]
        hint, choices = _PICK_SEVERAL, _choices(titles)
    elif len(titles_of(facts[0])) > MOST_CHOICES:
        hint, choices = BY_NAME, (UNKNOWN,)
    elif len(facts) == 1:
        hint, choices = _hint(facts[0]), (*_choices(titles_of(facts[0])), UNKNOWN)
    else:
        parts = [f"{fact.label}：{_options(fact)}" for fact in facts if titles_of(fact)]
        hint, choices = "\n".join(parts), (UNKNOWN,)
    return Question(
        id=pending.id,
        ask=pending.ask,
        facts=pending.facts,
        why=pending.why,
        hint=hint,
        multiple=pending.multiple,
        choices=choices,
        answered=_answered(talk, library),
        most_left=pending.most_left,
    )


def _answered(talk: Conversation, library: Library) -> int:
    """How many questions the facts told, and those the person cannot tell, are the answers of."""
    return len({library.dictionary.question_of(fact).id for fact in (*talk.facts, *talk.declined)})


def titles_of(fact: Fact) -> list[str]:
    """The answers a fact can be given by picking; none for numbers and dates."""
    if fact.type == "yes_no":
        return ["是", "不是"]
    return [choice.label for choice in fact.values]


def _choices(titles: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(title=title, send=title) for title in titles)


def _options(fact: Fact) -> str:
    return " / ".join(titles_of(fact))


def _hint(fact: Fact) -> str:
    if fact.type == "number":
        return f"直接回复数字即可，单位：{UNIT_LABELS.get(fact.unit or '', fact.unit)}。"
    if fact.type == "date":
        return "回复年月即可，大概时间也行。"
    return ""


def told(dictionary: Dictionary, fact: str, value: object, show: str) -> str:
    """A fact with its value, as it is read back."""
    entry = dictionary.facts[fact]
    if entry.type == "yes_no":
        return entry.label if value is True else f"没有：{entry.label}"
    return f"{entry.label} {show}"
