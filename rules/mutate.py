"""Are the golden cases worth anything? Each mutant of a pack must fail at least one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.agree import mismatches
from rules.assess import assess
from rules.benefits import Benefit, Schedule
from rules.cases import Case, examine, read_cases
from rules.diagram import Diagrams, domains, outcomes
from rules.evaluate import Trace, both, either, evaluate
from rules.facts import Value
from rules.load import Library, Pack
from rules.model import Programme
from rules.mutants import Mutant, mutants
from rules.ruleset import PANEL_CODE, RuleError, RuleSet


@dataclass(frozen=True)
class MutationReport:
    """`killed` of `total` mutants; `equivalent` ones are the pack itself, written otherwise.

    Both lists name pack, address and change.
    """

    total: int
    killed: int
    equivalent: tuple[str, ...]
    survivors: tuple[str, ...]

    @property
    def score(self) -> float:
        """Killed, as a share of those that differ from the pack at all."""
        return self.killed / max(1, self.total - len(self.equivalent))

    def __str__(self) -> str:
        lines = [
            f"变异 {self.total} 个：案例发现 {self.killed} 个，"
            f"与原规则等价（判定图相同）{len(self.equivalent)} 个，"
            f"漏掉 {len(self.survivors)} 个，得分 {100 * self.score:.1f}%"
        ]
        return "\n".join([*lines, *(f"  漏掉 {one}" for one in self.survivors)])


def mutate(library: Library) -> MutationReport:
    """Hold every mutant of every pack in `library` against the cases that pass on the pack itself."""
    total = killed = 0
    equivalent, survivors = [], []
    for pack in library.packs.values():
        bench = _Bench(pack, library)
        for mutant in mutants(pack, library.dictionary.facts):
            try:
                changed = _built(pack, mutant, library)
            except RuleError:
                continue
            total += 1
            name = f"{pack.id}/{mutant.address}: {mutant.change}"
            if bench.kills(mutant, changed):
                killed += 1
            elif bench.same(mutant, changed):
                equivalent.append(name)
            else:
                survivors.append(name)
    return MutationReport(total, killed, tuple(equivalent), tuple(survivors))


def _built(pack: Pack, mutant: Mutant, library: Library) -> Pack:
    entry = mutant.entry
    conditions, programmes, benefits = pack.conditions, dict(pack.programmes), pack.benefits
    if isinstance(entry, Schedule):
        return replace(pack, schedules={**pack.schedules, entry.id: entry})
    if isinstance(entry, Benefit):
        benefits = tuple(entry if one.id == entry.id else one for one in benefits)
    elif isinstance(entry, Programme):
        programmes[entry.id] = entry
    else:
        conditions = tuple(entry if one.id == entry.id else one for one in conditions)
    rules = RuleSet(pack.id, library.dictionary, conditions, tuple(programmes.values()), benefits)
    return replace(
        pack, conditions=conditions, programmes=programmes, benefits=benefits, rules=rules
    )


@dataclass(frozen=True)
class _Person:
    """A case with its facts read and what the unchanged pack makes of them."""

    case: Case
    facts: Mapping[str, Value]
    trace: Trace


class _Bench:
    """The cases of one pack that pass on it, ready to be held against its mutants."""

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.people = []
        for case in read_cases(pack):
            if not examine(case, pack, library):
                facts = library.dictionary.read(case.facts, case.as_of)
                trace = evaluate(pack.rules, facts, case.as_of)
                self.people.append(_Person(case, facts, trace))
        self.bearing = {name: self._bearing(name) for name in pack.programmes}

    def _bearing(self, programme: str) -> set[str]:
        """Addresses that bear on the outcome or the sums of `programme`."""
        rules = self.pack.rules
        roots = [rules.common[programme], *(root for _, root in rules.tiers[programme])]
        roots += [
            rules.benefit[one.id]
            for one in self.pack.benefits
            if one.programme == programme and one.id in rules.benefit
        ]
        return {rules.nodes[place].address for place in rules.below(*roots)}

    def _affected(self, mutant: Mutant) -> Iterator[str]:
        entry = mutant.entry
        for name in self.pack.programmes:
            if isinstance(entry, Benefit):
                if entry.programme == name:
                    yield name
            elif isinstance(entry, Schedule):
                if any(
                    one.programme == name and one.schedule == entry.id for one in self.pack.benefits
                ):
                    yield name
            elif f"{self.pack.id}/{mutant.address}" in self.bearing[name]:
                yield name

    def kills(self, mutant: Mutant, changed: Pack) -> bool:
        """Whether some case comes out otherwise on the pack `changed`."""
        affected = set(self._affected(mutant))
        for person in self.people:
            names = affected & person.case.expect.keys()
            if names and self._may_differ(mutant, changed, person):
                trace = evaluate(changed.rules, person.facts, person.case.as_of)
                for name in names:
                    programme = changed.programmes[name]
                    result = assess(changed, programme, trace, person.case.as_of)
                    if next(mismatches(person.case.expect[name], result), None):
                        return True
        return False

    def _may_differ(self, mutant: Mutant, changed: Pack, person: _Person) -> bool:
        """Whether the changed condition comes out otherwise, or is explained by what was changed in it."""
        if isinstance(mutant.entry, (Benefit, Schedule)):
            return True
        before = person.trace

        def code_of(address: str) -> int:
            return before.codes[before.rules.index[address]]

        node = changed.rules.nodes[changed.rules.index[f"{self.pack.id}/{mutant.address}"]]
        was = code_of(node.address)
        if node.comparison:
            value = person.facts.get(node.comparison.fact.id)
            day = person.case.as_of
            now = node.comparison.unknown if value is None else node.comparison.test(value, day)
            return now != was or was == 0
        parts = [code_of(changed.rules.nodes[child].address) for child in node.children]
        now = parts[0]
        for part in parts[1:]:
            now = both(now, part) if node.kind == "all" else either(now, part)
        return now != was or was == PANEL_CODE

    def same(self, mutant: Mutant, changed: Pack) -> bool:
        """Whether nobody there could be tells `changed` from the pack, on four days of its time."""
        entry = mutant.entry
        if isinstance(entry, Schedule) or (isinstance(entry, Benefit) and not entry.requires):
            return False
        about = self.pack.about.effective
        middle = about.from_ + (about.to - about.from_) / 2
        days = (about.from_, middle, about.to, about.to + timedelta(days=365))
        return all(self._same_on(day, mutant, changed.rules) for day in days)

    def _same_on(self, day: date, mutant: Mutant, after: RuleSet) -> bool:
        before, entry = self.pack.rules, mutant.entry
        diagrams = Diagrams(domains((before, after), day), day)
        if isinstance(entry, Benefit):
            (own,) = (one for one in self.pack.benefits if one.id == entry.id)
            roots = [diagrams.of(rules, [rules.benefit[own.id]]) for rules in (before, after)]
            alike = entry.model_copy(update={"requires": own.requires}) == own
            return alike and roots[0] == roots[1]
        return all(
            outcomes(diagrams, before, name) == outcomes(diagrams, after, name)
            for name in self._affected(mutant)
        )
