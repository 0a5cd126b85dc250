"""A message of a platform is taken once, answered by one process, and never lost with one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store import addresses, inbox, outbox
from bot.store.addresses import Addresses, Allowance
from bot.store.database import Database
from bot.store.inbox import LEASE, Brought, Inbox, ReplayError, sweep
from bot.store.journal import Journal
from bot.store.outbox import Outbox, put_words
from bot.store.tables import Outbox as OutboxRow

FIVE = Allowance(5, timedelta(hours=48))
THREE = Allowance(3, timedelta(minutes=1))


class Clock:
    """The time of the stores, in UTC."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 1, 0)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (inbox, outbox, addresses):
        monkeypatch.setattr(module, "now", clock)
    return clock


def brought(key: str, sender: str = "wechat-1", signed: str | None = None) -> Brought:
    return Brought("wechat", "wx1", key, sender, {"kind": "text", "text": "你好"}, signed)


def texts(*parts: str) -> list[dict[str, str]]:
    return [{"kind": "text", "text": part} for part in parts]


def test_a_message_is_new_once(database: Database) -> None:
    one, other = Inbox(database, "a"), Inbox(database, "b")
    row, new = one.admit(brought("1"))
    again, new_again = other.admit(brought("1"))
    assert (new, new_again) == (True, False)
    assert (again.id, again.requests) == (row.id, 2)


def test_a_signature_brings_one_message_and_its_retries(database: Database) -> None:
    box = Inbox(database, "a")
    row, _ = box.admit(brought("1", signed="100.x"))
    found = box.find("wechat", "wx1", "1", "100.x")
    assert found is not None
    assert found.id == row.id
    with pytest.raises(ReplayError):
        box.find("wechat", "wx1", "2", "100.x")
    assert box.find("wechat", "wx1", "2", "101.y") is None


def test_who_holds_a_message_holds_it_until_the_lease_runs_out(
    database: Database, clock: Clock
) -> None:
    one, other = Inbox(database, "a"), Inbox(database, "b")
    row, _ = one.admit(brought("1"))
    assert not other.take_over(row.id)
    assert other.abandoned("wechat") == []
    clock.moment += LEASE * 0.9
    assert one.renew(row.id)
    clock.moment += LEASE * 0.9
    assert not other.take_over(row.id)
    clock.moment += LEASE
    assert other.abandoned("wechat") == [row.id]
    assert other.take_over(row.id)
    assert not one.renew(row.id)
    assert not one.finish(row.id, texts("zu spät"), None), "the answer of who lost it counts"
    assert other.finish(row.id, texts("好"), None)
    taken = Outbox(database).take(row.id)
    assert taken is not None
    assert taken.part["text"] == "好"


def test_the_reply_of_a_request_is_the_same_for_its_retries(database: Database) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    assert out.take(row.id) is None
    box.finish(row.id, texts("一", "二"), None)
    first, again = out.take(row.id), out.take(row.id)
    assert first == again
    assert first is not None
    assert (first.part["text"], first.more) == ("一", 1)


def test_what_was_said_is_not_kept_once_it_is_answered(database: Database) -> None:
    box = Inbox(database, "a")
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("好"), None)
    kept = box.row(row.id)
    assert kept is not None
    assert kept.content is None


def test_what_waits_is_asked_for_in_order_and_stays_the_answer_to_that_request(
    database: Database,
) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二", "三"), None)
    out.take(row.id)
    ask, _ = box.admit(brought("2"))
    fetched = out.fetch("wechat-1", ask.id)
    assert fetched is not None
    assert (fetched.part["text"], fetched.more) == ("二", 1)
    retried = out.take(ask.id)
    assert retried is not None
    assert retried.part["text"] == "二"


def test_what_is_left_of_an_answer_is_dropped_when_the_person_moves_on(database: Database) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二"), None)
    out.take(row.id)
    other, _ = box.admit(brought("2"))
    box.finish(other.id, texts("甲"), None)
    taken = out.take(other.id)
    assert taken is not None
    assert taken.more == 0


def test_an_answer_that_nobody_saw_is_not_dropped(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("没人看到"), None)
    other, _ = box.admit(brought("2"))
    clock.moment += timedelta(minutes=1)
    box.finish(other.id, texts("甲"), None)
    taken = out.take(other.id)
    assert taken is not None
    assert (taken.part["text"], taken.more) == ("甲", 1)
    ask, _ = box.admit(brought("3"))
    fetched = out.fetch("wechat-1", ask.id)
    assert fetched is not None
    assert fetched.part["text"] == "没人看到"


def test_parts_are_sent_one_after_the_other_by_one_courier_at_a_time(
    database: Database, clock: Clock
) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二"), clock())
    assert out.due("wechat") == ["wechat-1"]
    first = out.claim_next("wechat-1")
    assert first is not None
    assert first.part["text"] == "一"
    assert out.claim_next("wechat-1") is None, "the second goes out before the first has arrived"
    out.sent(first.id)
    second = out.claim_next("wechat-1")
    assert second is not None
    assert second.part["text"] == "二"
    out.sent(second.id)
    assert out.due("wechat") == []
    assert out.take(row.id) is None, "what a courier sent is replied once more"


def test_the_grace_of_a_request(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一"), clock() + timedelta(seconds=6))
    assert out.claim_next("wechat-1") is None
    out.release(row.id, replied=True)
    assert out.claim_next("wechat-1") is not None


def test_what_follows_a_reply_waits_for_the_request_that_brings_it(
    database: Database, clock: Clock
) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二"), clock() + timedelta(seconds=6))
    assert out.take(row.id) is not None
    out.release(row.id, replied=False)
    assert out.claim_next("wechat-1") is None, "it overtakes the reply of another request"
    out.release(row.id, replied=True)
    assert out.claim_next("wechat-1") is not None


def test_a_part_that_was_being_sent_when_the_process_ended_is_known_as_such(
    database: Database, clock: Clock
) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一"), clock())
    assert out.claim_next("wechat-1") is not None
    clock.moment += timedelta(minutes=1)
    found = out.claim_next("wechat-1")
    assert found is not None
    assert found.state == "sending"


def test_a_part_tried_later_holds_up_those_behind_it(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二"), clock())
    first = out.claim_next("wechat-1")
    assert first is not None
    out.later(first.id, timedelta(seconds=20), "忙")
    assert out.claim_next("wechat-1") is None
    clock.moment += timedelta(seconds=21)
    again = out.claim_next("wechat-1")
    assert again is not None
    assert again.id == first.id


def test_what_is_held_is_due_again_when_the_person_writes(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一"), clock())
    first = out.claim_next("wechat-1")
    assert first is not None
    out.hold(first, "超过 48 小时")
    assert out.due("wechat") == []
    out.wake("wechat-1")
    assert out.claim_next("wechat-1") is not None


def test_a_person_is_known_by_one_name_that_tells_nothing(database: Database) -> None:
    book = Addresses(database)
    address = book.meet("wechat", "wx1", "oABC", FIVE)
    assert book.meet("wechat", "wx1", "oABC", FIVE).sender == address.sender
    assert book.meet("wechat", "wx2", "oABC", FIVE).sender != address.sender
    assert "oABC" not in address.sender


def test_how_much_may_be_sent_unasked(database: Database, clock: Clock) -> None:
    book = Addresses(database)
    sender = book.meet("wechat", "wx1", "oABC", THREE).sender
    for left in (3, 2, 1, 0, 0):
        assert book.left(sender) == left
        book.spend(sender)
    book.meet("wechat", "wx1", "oABC", FIVE)
    assert book.left(sender) == 5
    book.meet("wechat", "wx1", "oABC", THREE)
    clock.moment += timedelta(minutes=2)
    assert book.left(sender) == 5, "a tap on the menu shortens what a message allowed"
    clock.moment += timedelta(hours=48)
    assert book.left(sender) == 0


def test_forgetting_takes_the_address_and_all_that_is_on_its_way(database: Database) -> None:
    book, box, out = Addresses(database), Inbox(database, "a"), Outbox(database)
    sender = book.meet("wechat", "wx1", "oABC", FIVE).sender
    row, _ = box.admit(brought("1", sender))
    box.finish(row.id, texts("一"), None)
    under_way, _ = box.admit(brought("2", sender))
    book.forget(sender)
    assert book.lookup("wechat", "wx1", "oABC") is None
    assert out.waiting(sender) == 0
    kept = box.row(under_way.id)
    assert kept is not None
    assert (kept.sender, kept.content) == ("", None)
    assert not box.renew(under_way.id), "what was forgotten is answered all the same"
    assert not box.admit(brought("1", "wechat-2"))[1], (
        "what was forgotten is new when it is brought again"
    )


def test_what_has_been_sent_is_not_kept(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("被动回复", "客服消息"), clock())
    out.take(row.id)
    pushed = out.claim_next("wechat-1")
    assert pushed is not None
    out.sent(pushed.id)
    clock.moment += timedelta(minutes=1)
    other, _ = box.admit(brought("2"))
    box.finish(other.id, texts("下一个"), clock())
    with database.session() as session:
        kept = [row.part["text"] for row in session.scalars(select(OutboxRow))]
    assert kept == ["下一个"]


def test_an_answer_on_its_way_is_not_dropped_for_the_next(database: Database, clock: Clock) -> None:
    box, out = Inbox(database, "a"), Outbox(database)
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("一", "二"), clock())
    out.take(row.id)
    other, _ = box.admit(brought("2"))
    box.finish(other.id, texts("甲"), clock())
    pushed = out.claim_next("wechat-1")
    assert pushed is not None
    assert pushed.part["text"] == "二"


def test_what_nobody_fetched_goes_after_some_days_and_an_agents_words_stay(
    database: Database, clock: Clock
) -> None:
    box = Inbox(database, "a")
    row, _ = box.admit(brought("1"))
    box.finish(row.id, texts("没人看到"), None)
    ask, _ = box.admit(brought("2"))
    _, _, heard = Journal(database).hear("wechat-1", "wechat", "在吗")
    with database.session() as session:
        put_words(session, "wechat", "wechat-1", heard.id, texts("我是工作人员")[0])
    assert Outbox(database).fetch("wechat-1", ask.id) is not None
    with database.session() as session:
        sweep(session, clock() + timedelta(days=1))
    with database.session() as session:
        kept = session.scalars(select(OutboxRow)).all()
        assert [one.part["text"] for one in kept] == ["我是工作人员"]
    assert box.row(row.id) is None
