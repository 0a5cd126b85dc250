"""Words that claim a fact claim none of the speaker when denied, of another, asked, supposed, planned or a name.

Every yes-or-no fact, every value of a choice and every number of the dictionary is put into every frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from actions.reading.reader import FactReader
from actions.reading.words.lexicon import PLACE, Lexicon
from tests.actions.reading import frames
from tests.actions.reading.frames import Claim

# Nobody says so: a member is no thing to have, and 我们公司引进 names its own subject.
NO_NAME = ("新获", "新评", "新当选")
OF_MEMBERS = ("lowest_member_tier", "members_experience")
OWN_SUBJECT = ("我们公司引进", "人力资源公司")
# What is told of a team or of partners together is the speaker's too: 我同事合计占股 35%.
TOGETHER = ("joint_share_percent", "team_members", "team_contract_years", "team_months")
# Months to come are told by a plan (打算每年来 6 个月); words of what is done fit no plan.
BY_PLAN = ("months_per_year", "team_months")
DONE = ("了", "实投", "实缴", "已投")


@pytest.fixture(scope="module")
def claims(reader: FactReader, today: date) -> list[Claim]:
    """Words for every yes-or-no fact and every value of a choice."""
    return list(frames.claims(reader, today))


@pytest.fixture(scope="module")
def amounts(reader: FactReader, today: date) -> list[Claim]:
    """Names of numbers with an amount."""
    return list(frames.amounts(reader, today))


def test_the_dictionary_is_covered(reader: FactReader, claims: list[Claim]) -> None:
    values = {
        (fact.id, value)
        for fact in reader.dictionary.facts.values()
        for value in ([True] if fact.type == "yes_no" else [each.id for each in fact.values])
        if value != "none"
    }
    covered = {(each.fact, each.value) for each in claims}
    assert values - covered == set()


FRAMES = [(kind, frame) for kind, all_frames in frames.FRAMES.items() for frame in all_frames]


@pytest.mark.parametrize(("kind", "frame"), FRAMES)
def test_no_fact_is_claimed(
    reader: FactReader, lexicon: Lexicon, today: date, claims: list[Claim], kind: str, frame: str
) -> None:
    plans = lexicon.extra["plans_count"] if kind == "planned" else ()
    fitting = [
        each
        for each in claims
        if each.fact not in (PLACE, *plans)
        and not (kind == "of another" and (each.fact in OF_MEMBERS or each.words in OWN_SUBJECT))
        and not (kind == "named" and each.words.startswith(NO_NAME))
    ]
    assert _told(reader, today, ((each, frame.format(each.words)) for each in fitting)) == []


@pytest.mark.parametrize("frame", frames.PLACES)
def test_no_place_is_claimed(
    reader: FactReader, today: date, claims: list[Claim], frame: str
) -> None:
    places = [each for each in claims if each.fact == PLACE]
    assert _told(reader, today, ((each, frame.format(each.words)) for each in places)) == []


@pytest.mark.parametrize("frame", frames.ACTED)
def test_nothing_is_done(reader: FactReader, today: date, frame: str) -> None:
    claims = frames.verbs(reader, today)
    assert _told(reader, today, ((each, frame.format(each.words)) for each in claims)) == []


AMOUNTS = [(kind, frame) for kind, all_frames in frames.AMOUNTS.items() for frame in all_frames]


@pytest.mark.parametrize(("kind", "frame"), AMOUNTS)
def test_no_amount_is_told(
    reader: FactReader, today: date, amounts: list[Claim], kind: str, frame: str
) -> None:
    unfit = {"planned": BY_PLAN, "of another": TOGETHER}.get(kind, ())
    said = (
        (each, frame.format(name=each.words, amount=each.amount))
        for each in amounts
        if each.fact not in unfit
        and not (kind == "planned" and any(word in each.words for word in DONE))
    )
    assert _told(reader, today, said) == []


def _told(reader: FactReader, today: date, said: Iterable[tuple[Claim, str]]) -> list[str]:
    """The sentences that tell, without a doubt, what is claimed."""
    return [text for claim, text in said if frames.is_told(claim, frames.sure(reader, today, text))]
