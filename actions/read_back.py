"""What was understood of the person, in one line that they can correct."""

from __future__ import annotations

from actions.conversation import Conversation, today
from actions.question import told
from actions.turn import Turn
from rules import Library

DOUBTFUL = "（您说得不很确定，弄清后直接告诉我）"


def read_back(turn: Turn, before: Conversation, library: Library) -> str:
    """The problems and news of `turn`; of a list that was ticked only what applies."""
    taken = "、".join(library.dictionary.facts[fact].label for fact in turn.withdrawn)
    withdrawn = f"“{taken}”不算了，请重新说。" if taken else ""
    return "".join((*turn.problems, withdrawn, _news(turn, before, library)))


def as_told(fact: str, talk: Conversation, library: Library) -> str:
    """A fact of `talk` in words, with its value."""
    entry = library.dictionary.facts[fact]
    words = told(
        library.dictionary,
        fact,
        talk.facts[fact],
        entry.show(entry.read(talk.facts[fact], today())),
    )
    return words + (DOUBTFUL if fact in talk.doubtful else "")


def _news(turn: Turn, before: Conversation, library: Library) -> str:
    if not turn.news:
        return ""
    listed = before.pending.facts if before.pending and before.pending.multiple else ()
    no = [fact for fact, value in turn.news.items() if value is False and fact in listed]
    said = [as_told(fact, turn.after, library) for fact in turn.news if fact not in no]
    rest = [("其余都没有" if said else "以上都没有")] if no else []
    return f"记下了：{'；'.join((*said, *rest))}。"
