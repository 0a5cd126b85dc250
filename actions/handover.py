"""The way to a person: which office answers for which document."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.asking import RESUME
from actions.citing import cited
from actions.conversation import conversation
from actions.heard import heard
from actions.many_documents import too_many
from actions.render import say
from rules import Pack, load_library

STAFF_CAN_REPLY = "staff"  # the key by which a channel says, in a message's metadata, that staff read and answer there
NOTIFIED = "已经通知工作人员，有人接手时会直接在这里回复您。也可以联系文件写明的主管部门："
WHICH_OFFICE = "各地的主管部门不同，请告诉我是哪个城市。"
_OPENINGS = {
    "human_handover": "我这里还不能直接接通人工，已记下您要找工作人员；请联系文件写明的主管部门：",
    "case_status": "我查不到任何申请的进度和拨款，请向主管部门查询：",
    "complaint": "抱歉没帮上忙。可以换个问法再试，或者直接联系主管部门：",
    "promise_attempt": "我不能作任何承诺，也不能批准或代办。是否入选、给多少，由主管部门决定：",
}


class ActionHandover(Action):
    """Names the offices, for the city talked about or for all; says first what cannot be done here."""

    def name(self) -> str:
        return "action_handover"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        library = load_library()
        said = heard(tracker, library)
        talk = conversation(tracker, library)
        names = said.packs(library) or ((talk.pack,) if talk.pack else tuple(library.packs))
        packs = [library.packs[name] for name in names]
        answer = contacts(packs, said.intent)
        wanted = said.intent == "human_handover"
        if wanted and talk.pending is not None:
            answer = answer.model_copy(update={"choices": (RESUME,)})
        if wanted and (tracker.latest_message.get("metadata") or {}).get(STAFF_CAN_REPLY):
            answer = answer.model_copy(update={"headline": NOTIFIED})
        say(dispatcher, tracker, answer)
        return [SlotSet("handed_over", True)] if wanted else []


def contacts(packs: list[Pack], intent: str) -> Answer:
    """Where to turn to, after what `intent` asks for."""
    opening = _OPENINGS.get(intent, _OPENINGS["human_handover"])
    if too_many(packs):
        return Answer(headline=opening, lines=(WHICH_OFFICE,))
    return Answer(
        headline=opening,
        lines=tuple(f"· {pack.about.city}：{pack.about.contact.text}。" for pack in packs),
        clauses=tuple(cited(pack, pack.about.contact.quote) for pack in packs),
    )
