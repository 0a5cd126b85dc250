"""Packs with one thing wrong in each: what the golden cases must notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rules.benefits import Benefit, Schedule
from rules.conditions import AllOf, AnyOf, Condition, Leaf, Meets, Named, Readings, Strict
from rules.facts import Fact
from rules.load import Pack
from rules.model import Programme

Changed = Iterator[tuple[str, str, Any]]
AMOUNT_NUMBERS = ("value", "cap", "percent", "years", "years_max", "times_max")


@dataclass(frozen=True)
class Mutant:
    """`entry` in place of the pack's own of the same id: at `address` (pack left out) it says `change`."""

    address: str
    change: str
    entry: Named | Programme | Benefit | Schedule


def mutants(pack: Pack, facts: Mapping[str, Fact]) -> Iterator[Mutant]:
    """Every mutant of `pack`: thresholds one step off, groups swapped, parts dropped, sums changed."""
    for named in pack.conditions:
        for end, change, requires in _changed(named.requires, pack, facts):
            entry: Any = named.model_copy(update={"requires": requires})
            yield Mutant(f"condition/{named.id}{end}", change, entry)
    for programme in pack.programmes.values():
        for end, change, requires in _changed(programme.requires, pack, facts):
            entry = programme.model_copy(update={"requires": requires})
            yield Mutant(f"{programme.id}{end}", change, entry)
        for place, tier in enumerate(programme.tiers):
            for end, change, requires in _changed(tier.requires, pack, facts):
                other = tier.model_copy(update={"requires": requires})
                tiers = _with(programme.tiers, place, other)
                entry = programme.model_copy(update={"tiers": tiers})
                yield Mutant(f"{programme.id}/{tier.id}{end}", change, entry)
    for benefit in pack.benefits:
        for end, change, entry in _benefits(benefit, pack, facts):
            yield Mutant(f"benefit/{benefit.id}{end}", change, entry)
    for schedule in pack.schedules.values():
        for change, entry in _numbers(schedule, ("percent", "years")):
            yield Mutant(f"schedule/{schedule.id}", change, entry)


def _with(parts: tuple[Any, ...], place: int, part: Any) -> tuple[Any, ...]:
    return (*parts[:place], part, *parts[place + 1 :])


def _changed(condition: Condition, pack: Pack, facts: Mapping[str, Fact]) -> Changed:
    """Address end, change and changed condition, for the condition and everything inside it."""
    if isinstance(condition, Leaf):
        for change, update in _leaf(condition, facts[condition.fact]):
            yield "", change, condition.model_copy(update=update)
    elif isinstance(condition, Meets):
        for other in _neighbours(condition.meets, pack):
            yield "", f"meets {other}", condition.model_copy(update={"meets": other})
    elif isinstance(condition, Readings):
        for place, reading in enumerate(condition.readings):
            for end, change, requires in _changed(reading.requires, pack, facts):
                changed = reading.model_copy(update={"requires": requires})
                update = {"readings": _with(condition.readings, place, changed)}
                yield f"/{reading.id}{end}", change, condition.model_copy(update=update)
    elif isinstance(condition, (AllOf, AnyOf)):
        yield from _group(condition, pack, facts)


def _group(group: AllOf | AnyOf, pack: Pack, facts: Mapping[str, Fact]) -> Changed:
    whole = isinstance(group, AllOf)
    parts = group.all_of if isinstance(group, AllOf) else group.any_of
    key, other_key, other = ("all_of", "any_of", AnyOf) if whole else ("any_of", "all_of", AllOf)
    if len(parts) > 1:
        swapped = other(**{"id": group.id, other_key: parts, "quote": group.quote})
        yield "", f"{key} → {other_key}", swapped
    for place, part in enumerate(parts):
        if len(parts) > 1:
            rest = parts[:place] + parts[place + 1 :]
            yield "", f"without {part.id}", group.model_copy(update={key: rest})
        for end, change, changed in _changed(part, pack, facts):
            update = {key: _with(parts, place, changed)}
            yield f"/{part.id}{end}", change, group.model_copy(update=update)


def _leaf(leaf: Leaf, fact: Fact) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("at_least", "at_most"):
        limit = getattr(leaf, name)
        for step in (-1, 1):
            if isinstance(limit, str):
                ids = list(fact.order)
                place = fact.order[limit] + step
                if 0 <= place < len(ids):
                    yield f"{name} {ids[place]}", {name: ids[place]}
            elif limit is not None:
                yield f"{name} {limit + step:g}", {name: limit + step}
    if fact.type == "yes_no":
        yield f"is {leaf.is_ is False}", {"is_": leaf.is_ is False}
    for step in (-1, 1):
        if isinstance(leaf.is_, str):
            other = list(fact.order)[(fact.order[leaf.is_] + step) % len(fact.order)]
            yield f"is {other}", {"is_": other}
        if leaf.within_years is not None:
            yield (
                f"within_years {leaf.within_years + step}",
                {"within_years": leaf.within_years + step},
            )
        for name in ("not_before", "not_after"):
            day = getattr(leaf, name)
            if day is not None:
                yield f"{name} {day + timedelta(step)}", {name: day + timedelta(step)}
    if leaf.is_one_of is not None and len(leaf.is_one_of) > 1:
        for one in leaf.is_one_of:
            rest = tuple(value for value in leaf.is_one_of if value != one)
            yield f"is_one_of without {one}", {"is_one_of": rest}
    if leaf.relaxed_by is not None:
        yield "not relaxed", {"relaxed_by": None}
    else:
        yield f"panel {not leaf.panel}", {"panel": not leaf.panel}


def _neighbours(meets: str, pack: Pack) -> Iterator[str]:
    """The tiers directly above and below the one a reference names."""
    programme, _, tier = meets.partition("/")
    if tier:
        ids = [one.id for one in pack.programmes[programme].tiers]
        place = ids.index(tier)
        for other in ids[max(place - 1, 0) : place] + ids[place + 1 : place + 2]:
            yield f"{programme}/{other}"


def _benefits(benefit: Benefit, pack: Pack, facts: Mapping[str, Fact]) -> Changed:
    for change, amount in _numbers(benefit.amount, AMOUNT_NUMBERS):
        yield "", change, benefit.model_copy(update={"amount": amount})
    for place, reading in enumerate(benefit.readings):
        for change, amount in _numbers(reading.amount, AMOUNT_NUMBERS):
            readings = _with(benefit.readings, place, reading.model_copy(update={"amount": amount}))
            yield (
                f"/readings/{place}",
                change,
                benefit.model_copy(update={"readings": readings}),
            )
    for place, tier in enumerate(benefit.tiers):
        for other in _neighbours(f"{benefit.programme}/{tier}", pack):
            moved = _with(benefit.tiers, place, other.partition("/")[2])
            yield "", f"for {moved[place]}", benefit.model_copy(update={"tiers": moved})
    if benefit.split is not None:
        for change, split in _numbers(benefit.split, ("core",)):
            yield "/split", change, benefit.model_copy(update={"split": split})
    for name in ("requires", "schedule", "split"):
        if getattr(benefit, name) is not None:
            yield "", f"without {name}", benefit.model_copy(update={name: None})
    if benefit.requires is not None:
        for end, change, requires in _changed(benefit.requires, pack, facts):
            yield end, change, benefit.model_copy(update={"requires": requires})


def _numbers(model: Strict, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """`model` with each of the numbers `names` one more and one less; a cap a year as one in all."""
    for name in names:
        number = getattr(model, name, None)
        for step in (-1, 1):
            if isinstance(number, (int, float)):
                yield f"{name} {number + step:g}", model.model_copy(update={name: number + step})
    cap_per = getattr(model, "cap_per", None)
    if cap_per is not None and getattr(model, "years", 1) > 1:
        other = "total" if cap_per == "year" else "year"
        yield f"cap_per {other}", model.model_copy(update={"cap_per": other})
