"""The lint of packs, beyond what loading already refuses: coverage, unused entries, unreachable tiers, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from rules.amounts import needs
from rules.benefits import Benefit
from rules.conditions import Meets
from rules.figures import figures, unsupported
from rules.load import Library, Pack
from rules.quotes import quotes
from rules.reach import unreachable
from rules.source import Sentence
from rules.yamlfile import line_of


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what is wrong and what to do."""

    file: Path
    line: int | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = str(self.file) if self.line is None else f"{self.file}:{self.line}"
        return f"{place}：{self.problem}。{self.remedy}"


@dataclass(frozen=True)
class Coverage:
    """The sentences of one clause: how many there are, how many by rule, by topic only, set aside, left."""

    clause: str
    sentences: int
    by_rule: int
    by_topic: int
    not_modelled: int
    left: tuple[Sentence, ...]


def check(library: Library) -> list[Finding]:
    """Every fault of the packs in `library`; empty when all is well."""
    found = list(_unused_facts(library))
    for pack in library.packs.values():
        found += _uncovered(pack)
        found += _unused_entries(pack)
        found += _lost_tiers(pack)
        found += _loose_figures(pack)
    return found


def coverage(pack: Pack) -> list[Coverage]:
    """By clause, what each sentence of the document is used for."""
    rule = _spans(pack, [*pack.programmes.values(), *pack.benefits, *pack.schedules.values()])
    rule += _spans(pack, [pack.about.effective, pack.about.contact, pack.about.after_expiry])
    rule += _spans(pack, list(pack.conditions))
    topic = _spans(pack, list(pack.topics.values()))
    uses = {"rule": rule, "topic": topic, "aside": _spans(pack, list(pack.about.not_modelled))}
    by_clause: dict[str, list[Sentence]] = {}
    for sentence in pack.document.sentences():
        by_clause.setdefault(sentence.clause, []).append(sentence)
    table = []
    for clause, sentences in by_clause.items():
        kinds = [
            next((kind for kind, spans in uses.items() if _touched(one, spans)), "left")
            for one in sentences
        ]
        left = tuple(one for one, kind in zip(sentences, kinds, strict=True) if kind == "left")
        by_rule, by_topic, aside = (kinds.count(kind) for kind in uses)
        table.append(Coverage(clause, len(sentences), by_rule, by_topic, aside, left))
    return table


def _spans(pack: Pack, models: list[BaseModel]) -> list[tuple[int, int]]:
    return [
        pack.document.locate(quoted.clause, quoted.text)
        for model in models
        for _, quoted in quotes(model)
    ]


def _touched(sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in spans)


def _uncovered(pack: Pack) -> Iterator[Finding]:
    for row in coverage(pack):
        for sentence in row.left:
            yield Finding(
                pack.folder / "text.md",
                None,
                f"{row.clause} 的这一句没有被任何条件、金额或主题引用：“{sentence.text}”",
                "请在 tiers、benefits 或 topics 里引用，或写进 pack.yaml 的 not_modelled 并说明理由",
            )


def _unused_facts(library: Library) -> Iterator[Finding]:
    used = {fact for pack in library.packs.values() for fact in pack.rules.leaves}
    used |= {
        fact
        for pack in library.packs.values()
        for benefit in pack.benefits
        for fact in needs(benefit)
    }
    path = next(iter(library.packs.values())).folder.parent / "facts.yaml"
    for fact in library.dictionary.facts:
        if fact not in used:
            yield Finding(
                path,
                line_of(path, ("facts", fact)),
                f"{fact} 写在字典里，却没有任何条件或金额用到",
                "请删去，或在某个政策里用上",
            )


def _unused_entries(pack: Pack) -> Iterator[Finding]:
    tiers, benefits = pack.folder / "tiers.yaml", pack.folder / "benefits.yaml"
    referred = set(_references([*pack.programmes.values(), *pack.conditions, *pack.benefits]))
    for position, named in enumerate(pack.conditions):
        if named.id not in referred:
            line = line_of(tiers, ("conditions", position))
            yield Finding(tiers, line, f"条件 {named.id} 没有被引用", "请删去或引用它")
    for position, name in enumerate(pack.schedules):
        if name not in {benefit.schedule for benefit in pack.benefits}:
            line = line_of(benefits, ("schedules", position))
            yield Finding(benefits, line, f"拨付方式 {name} 没有被引用", "请删去或引用它")
    paid = {benefit.programme for benefit in pack.benefits}
    for position, name in enumerate(pack.programmes):
        if name not in paid:
            line = line_of(tiers, ("programmes", position))
            yield Finding(
                tiers, line, f"项目 {name} 没有任何待遇", "请在 benefits.yaml 里写上它给什么"
            )


def _references(models: list[BaseModel]) -> Iterator[str]:
    for model in models:
        if isinstance(model, Meets):
            yield model.meets
        for name in type(model).model_fields:
            value = getattr(model, name)
            inner = value if isinstance(value, tuple) else (value,)
            yield from _references([one for one in inner if isinstance(one, BaseModel)])


def _lost_tiers(pack: Pack) -> Iterator[Finding]:
    path = pack.folder / "tiers.yaml"
    for address in unreachable(pack.rules, pack.about.effective.to):
        yield Finding(
            path, None, f"{address} 怎样填都达不到", "请检查条件是否互相矛盾，或被更高层次完全盖住"
        )


def _loose_figures(pack: Pack) -> Iterator[Finding]:
    path = pack.folder / "benefits.yaml"
    for position, benefit in enumerate(pack.benefits):
        for figure in sorted(_figures_of(benefit) - figures(benefit.quote.text)):
            yield Finding(
                path,
                line_of(path, ("benefits", position, "amount")),
                f"{benefit.id} 的 {figure:g} 不在它的引文里",
                "金额里的每个数都要出自引文",
            )
    path = pack.folder / "topics.yaml"
    for position, topic in enumerate(pack.topics.values()):
        for variant, answer in enumerate(topic.answers):
            carried = [quoted.text for quoted in answer.quotes]
            for figure in sorted(unsupported(answer.text, carried)):
                yield Finding(
                    path,
                    line_of(path, ("topics", position, "answers", variant, "text")),
                    f"{topic.id} 的答复里的 {figure:g} 不在它的引文里，也不是写明的算式得出的",
                    "请补上引文，或写出算式",
                )


def _figures_of(benefit: Benefit) -> set[Decimal]:
    rules = [benefit.amount, *(reading.amount for reading in benefit.readings)]
    numbers = [
        getattr(rule, name, None)
        for rule in rules
        for name in ("value", "cap", "percent", "times_max")
    ]
    return {Decimal(str(number)).normalize() for number in numbers if number is not None}
