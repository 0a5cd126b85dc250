"""How long a decision takes: ours on the full Fushan pack, and ours beside other engines on one shared rule set.

Run by `make bench-rules`. First every engine must give all of 500 people the same tier; then all are timed in turns.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be this file

from bench.peers import plain
from bench.rule_set import DAY, PACK, Person, Shared, as_raw, complete_people, partly_known, spread
from bench.timing import Contestant, measure
from rules import load_library, screen
from rules.evaluate import evaluate
from rules.load import Library
from rules.outcome import outcome

SEED = 20171001
PEOPLE = 500
PEERS = {"gorules": "zen-engine", "openfisca": "openfisca-core"}
Decide = Callable[[Person], str | None]


def engines(library: Library, shared: Shared) -> dict[str, Decide]:
    """Everything that can tell the tier of a person's raw facts; says which peers are not installed."""
    found: dict[str, Decide] = {
        "问策: read + decide + trace": lambda person: shared.decide(
            library.dictionary.read(person, DAY)
        ),
        "plain Python": plain.engine(shared),
    }
    for module, package in PEERS.items():
        try:
            peer = import_module(f"bench.peers.{module}")
        except ModuleNotFoundError as error:
            print(f"!!! {package} IS LEFT OUT: {error}. `make bench-rules` installs it.\n")
            continue
        name = f"{package} {version(package)}"
        found |= {f"{name}: {way}": decide for way, decide in peer.engines(shared).items()}
    return found


def agree(decisions: dict[str, Decide], people: list[Person]) -> dict[str | None, int]:
    """How often each tier occurs; raises ValueError when two engines differ on a person or a tier never occurs."""
    tiers = {name: [decide(person) for person in people] for name, decide in decisions.items()}
    first, expected = next(iter(tiers.items()))
    for name, given in tiers.items():
        for person, one, other in zip(people, expected, given, strict=True):
            if one != other:
                raise ValueError(f"{first} says {one}, {name} says {other}: {person}")
    return spread(expected)


def on_shared_set(library: Library) -> list[Contestant]:
    """All engines on the shared rule set, checked against each other."""
    shared = Shared(library)
    people = complete_people(shared, PEOPLE, SEED)
    decisions = engines(library, shared)
    counts = agree(decisions, people)
    if set(counts) != {None, *shared.tiers}:
        raise ValueError(f"the people try only {counts}")
    print(f"Shared rule set: {shared.conditions} conditions on {len(shared.rules.facts())} facts.")
    print(f"All {len(decisions)} ways agree on {PEOPLE} people: {counts}\n")
    read = [library.dictionary.read(person, DAY) for person in people]
    return [
        Contestant("问策: decide + trace", shared.decide, read, goal=50),
        Contestant("问策: decide + trace, all of it written out", shared.describe, read),
        *(Contestant(name, decide, people) for name, decide in decisions.items()),
    ]


def on_full_pack(library: Library) -> list[Contestant]:
    """Ours on all of the Fushan pack, for people of whom something, all or nothing is known."""
    pack = library.packs[PACK]
    people = partly_known(pack.rules, PEOPLE, SEED)
    programmes = list(pack.programmes)

    def decide(facts: Any) -> None:
        trace = evaluate(pack.rules, facts, DAY)
        for programme in programmes:
            outcome(trace, programme)

    def ask(raw: Any) -> None:
        screen(raw, DAY, (PACK,), library=library)

    print(
        f"Full Fushan pack: {len(pack.rules.nodes)} nodes, {len(pack.rules.facts())} facts, "
        f"{len(programmes)} programmes; {PEOPLE} people, partly known.\n"
    )
    return [
        Contestant("full pack: decide + trace", decide, people, goal=300),
        Contestant("full pack: whole screening with next question", ask, [*map(as_raw, people)]),
        Contestant("full pack: the same, nothing known yet", ask, [{}]),
    ]


def main() -> None:
    """Check, measure and print one line for each."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        print(f"!!! THE MACHINE IS BUSY: load {load:.1f} on {cores} cores. Idle, it is faster.\n")
    library = load_library()
    contestants = [*on_shared_set(library), *on_full_pack(library)]
    measure(contestants, SEED)
    print(f"Median µs a person (quartiles), Python {python_version()}:")
    for one in contestants:
        print(f"  {one.line()}")


if __name__ == "__main__":
    main()
