"""An Answer as WeChat shows it: texts of limited size, choices as links or as a menu, a card to the web."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.answer import Answer, Choice
from actions.render import buttons_of, text_of
from bot.channels import markup
from bot.channels.parts import Card, Menu, Part, Text
from bot.channels.splitting import break_off, clip, split

# In UTF-8 bytes, as the platforms count.
TEXT_LIMIT = 2047
MENU_TEXT_LIMIT = 1024
MENU_TITLE_LIMIT = 128
CARD_TITLE_LIMIT = 64
CARD_DESCRIPTION_LIMIT = 120
MORE_ROOM = 200  # kept free in every part, for the line that says how many wait
WEB_ROOM = 320  # kept free in a Text with `web`, for its link

MENU_CHOICES = 10


Web = Literal["card", "link"] | None


def plain(text: str) -> list[Text]:
    """`text` as parts, with room for the line that says how many wait."""
    return [Text(text=one) for one in split(text, TEXT_LIMIT - MORE_ROOM)]


def draw_together(
    answers: Sequence[Answer], *, menus: bool, web: Web, one_reply: bool, notes: Sequence[str]
) -> list[Part]:
    """The parts of several answers to one message, `notes` first: with taps in the text as full as a part can be.

    Only the last answer's choices are numbered there, so that a number means one thing; each menu is a part of its own.
    The rest is as in `draw`.
    """
    if not answers:
        return []
    *earlier, last = answers
    if menus and earlier:
        drawn = (part for one in answers for part in draw(one, menus=True, web=web))
        return [*plain("\n".join(notes)), *drawn]
    if menus:
        return draw(last, menus=True, web=web, above="\n".join(notes))
    above = "\n".join([*notes, *map(_with_taps, earlier)])
    parts = draw(last, menus=False, web=web, one_reply=one_reply, above=above)
    told = [one for one in earlier if _concludes(one)]
    if web == "card" and told and last.question is None and not _concludes(last):
        parts.append(_card(told[-1]))
    return parts


def draw(
    answer: Answer, *, menus: bool, web: Web, one_reply: bool = False, above: str = ""
) -> list[Part]:
    """The parts of `answer` in the order in which they are sent; none when it says nothing.

    menus: choices become a Menu (微信客服) instead of links in the text. web: how a verdict that is told in full points
    to the web, once nothing is asked any more: by a card at the end, or a link in the first text. one_reply: only the
    first part is sent unasked, so that it holds the question; what is cut off above it follows. above: text that stands
    before all else.
    """
    choices = _choices(answer)
    if not choices and not above and not text_of(answer).strip():
        return []
    as_menu = menus and 0 < len(choices) <= MENU_CHOICES
    to_web = web if _concludes(answer) else None
    linked = to_web == "link"
    room = TEXT_LIMIT - MORE_ROOM - (WEB_ROOM if linked else 0)
    if as_menu:
        texts = _texts(answer, above, [], room, MENU_TEXT_LIMIT - MORE_ROOM)
    else:
        lines = _lines(answer, menus)
        asks_first = one_reply and answer.question is not None
        texts = _question_first(answer, above, lines, room) if asks_first else []
        texts = texts or _texts(answer, above, lines, room, room)
    parts: list[Part] = [Text(text=text, web=linked and not n) for n, text in enumerate(texts)]
    if as_menu:
        parts[-1] = Menu(text=texts[-1], choices=tuple(map(_menu_choice, choices)))
    if to_web == "card":
        parts.append(_card(answer))
    return parts


def numbered(answer: Answer) -> tuple[Choice, ...]:
    """The choices that a number, counted from 1, picks when it is typed; none where numbers mean something else."""
    choices = _choices(answer)
    several_picks = answer.question is not None and answer.question.multiple
    return choices if len(choices) > 1 and not several_picks else ()


def _choices(answer: Answer) -> tuple[Choice, ...]:
    return tuple(Choice(title=one["title"], send=one["payload"]) for one in buttons_of(answer))


def _lines(answer: Answer, menus: bool) -> list[str]:
    """The choices as lines of text; taps where the client knows them."""
    choices, counted = _choices(answer), bool(numbered(answer))
    return [
        (f"{number}. " if counted else "")
        + (one.title if menus else markup.tap(one.send, one.title, number))
        for number, one in enumerate(choices, start=1)
    ]


def _with_taps(answer: Answer) -> str:
    """An answer that others follow, its choices without numbers."""
    taps = [markup.tap(one.send, one.title, 0) for one in _choices(answer)]
    return "\n".join(filter(None, (text_of(answer), *taps)))


def _texts(answer: Answer, above: str, lines: list[str], room: int, last_room: int) -> list[str]:
    """The text in pieces of `room` bytes, `last_room` the last, in which `lines` stand below what they answer."""
    asked = text_of(Answer(question=answer.question))
    body = _joined(above, text_of(answer.model_copy(update={"question": None})))
    below = "\n".join(filter(None, (asked, *lines)))
    texts = split(body, room)
    last = texts.pop() if texts else ""
    if _size(ending := _joined(last, below)) <= last_room:
        return [*texts, ending]
    if asked:
        return [*texts, *filter(None, [last]), *_whole(below, room, last_room)]
    # Choices without a question stand below the end of the text that offers them.
    beside = max(last_room - _size(below) - 1, last_room // 4)
    begun, end = break_off(last, room, beside)
    if end or below:
        return [*texts, *filter(None, [begun]), *_whole(_joined(end, below), room, last_room)]
    return [*texts, *split(last, last_room)]


def _question_first(answer: Answer, above: str, lines: list[str], room: int) -> list[str]:
    """The text with the question and its choices below the first piece; none where they leave no room for one."""
    below = "\n".join([text_of(Answer(question=answer.question)), *lines])
    beside = room - _size(below) - 1
    if beside < room // 4:
        return []
    body = _joined(above, text_of(answer.model_copy(update={"question": None})))
    first, *others = split(body, beside) or [""]
    return [_joined(first, below), *split("\n".join(others), room)]


def _whole(text: str, room: int, last_room: int) -> list[str]:
    """`text` as one piece where it fits into the last."""
    return [text] if _size(text) <= last_room else split(text, min(room, last_room))


def _menu_choice(choice: Choice) -> Choice:
    return choice.model_copy(update={"title": clip(choice.title, MENU_TITLE_LIMIT)})


def _joined(above: str, below: str) -> str:
    return "\n".join(filter(None, (above, below)))


def _size(text: str) -> int:
    return len(text.encode())


def _concludes(answer: Answer) -> bool:
    """Whether a verdict is told in full and no question is open."""
    return answer.question is None and any(one.told for one in answer.verdicts)


def _card(answer: Answer) -> Card:
    told = [one for one in answer.verdicts if one.told]
    return Card(
        title=clip("；".join(f"{one.label}：{one.status}" for one in told), CARD_TITLE_LIMIT),
        description=clip(answer.headline or told[0].sentence, CARD_DESCRIPTION_LIMIT),
    )
