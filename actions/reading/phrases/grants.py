"""Tells which patents are those newly granted at home or abroad, for which one is rewarded once selected:
they are counted, and are not the project's: 入选后新授权国内发明专利5件, 新拿到三件国外授权的发明专利.
"""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_NEWLY = re.compile(r"新(?:增|授权|获得?|获授权|拿到?|取得|得)[了的过]*(?P<rest>[^,。;!?]{0,14})$")
_SELECTED = re.compile(r"聚福英才|管理期|入选")
_WHERE = re.compile(r"国内|国外|海外|境外|港澳台|外国|国际")


def is_newly_granted(said: Utterance, span: Span) -> bool:
    """Whether the patent at `span` is said to be newly granted at home or abroad, by one who is selected."""
    newly = _NEWLY.search(said.before(span[0]))
    if newly is None or not _SELECTED.search(said.text):
        return False
    return bool(_WHERE.search(newly["rest"] + said.text[slice(*span)]))
