"""问策 as a plain Rasa project: the effective domain, the rules, a sample of the examples, and stories for a TEDPolicy.

`python -m bench.chatting.export FOLDER EVERY`, in a process of its own, since it imports Rasa.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.environment import prepare
from bot.project import WENCE
from rules import Library, load_library

VERSION = {"version": "3.1"}
STORIES = WENCE.root / "tests" / "stories"
IN_A_ROW = 3  # topics in one story, so that TED has a past to look at
LEAST = 2  # examples of an intent that Rasa wants

Rule = dict[str, Any]


def export(folder: Path, every: int) -> tuple[int, int]:
    """Writes domain.yml, config.yml (ours), data/ (for both) and stock/ (for Rasa as it comes).

    every: every so manieth example of each intent is taken. Returns how many were, and of how many.
    """
    prepare(WENCE)
    from rasa.shared.nlu.training_data.training_data import TrainingData

    from bot.nlu.pack_importer import PackImporter, rules_of

    importer = PackImporter(str(WENCE.config), str(WENCE.domain), [str(WENCE.data)])
    library = load_library()
    for name in ("data", "stock"):
        (folder / name).mkdir(parents=True)
    importer.get_domain().persist(folder / "domain.yml")
    config = yaml.safe_load(WENCE.config.read_text("utf-8"))
    config.pop("importers")  # the packs are in the files already
    _write(folder / "config.yml", config)

    examples = importer.get_nlu_data().intent_examples
    taken = sample(examples, every)
    TrainingData(taken).persist_nlu(str(folder / "data" / "nlu.yml"))
    rules = [*_rules(WENCE.data), *rules_of(library)]
    _write(folder / "data" / "rules.yml", {**VERSION, "rules": rules})

    _write(folder / "stock" / "stories.yml", {**VERSION, "stories": [*told(), *in_a_row(rules)]})
    _write(folder / "stock" / "words.yml", {**VERSION, "nlu": list(words(library))})
    return len(taken), len(examples)


def sample(examples: Iterable[Any], every: int) -> list[Any]:
    """Every so manieth example of each intent, and never fewer than Rasa wants."""
    by_intent: dict[str, list[Any]] = defaultdict(list)
    for one in examples:
        by_intent[one.get("intent")].append(one)
    taken = []
    for group in by_intent.values():
        chosen = group[::every]
        taken += chosen if len(chosen) >= LEAST else group[:LEAST]
    return taken


def _rules(folder: Path) -> Iterator[Rule]:
    for path in sorted(folder.glob("*.yml")):
        yield from (yaml.safe_load(path.read_text("utf-8")) or {}).get("rules") or ()


def told() -> Iterator[Rule]:
    """The stories that the project is tested with, without their texts."""
    for path in sorted(STORIES.glob("*.yml")):
        for story in yaml.safe_load(path.read_text("utf-8"))["stories"]:
            steps = [
                {key: value for key, value in one.items() if key != "user"}
                for one in story["steps"]
            ]
            yield {"story": story["story"], "steps": steps}


def in_a_row(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Stories of several topics, from the rules that answer an intent by one action."""
    plain = [
        one
        for one in rules
        if not one.get("condition") and [*map(list, one["steps"])] == [["intent"], ["action"]]
    ]
    for start in range(len(plain)):
        chosen = [plain[(start + step * (start + 1)) % len(plain)] for step in range(IN_A_ROW)]
        steps = [dict(step) for one in chosen for step in one["steps"]]
        yield {"story": f"in a row {start}", "steps": steps}


def words(library: Library) -> Iterator[dict[str, Any]]:
    """Lookup tables and synonyms: each word of the dictionary that means one value of one fact.

    Rasa looks up the words of an entity only if an example has it marked, so one word of each table is an example.
    """
    facts = library.dictionary.facts.values()
    times = Counter(word.lower() for fact in facts for word in _all_words(fact))
    marked = []
    for fact in (one for one in facts if one.type == "choice"):
        known = []
        for value in fact.values:
            own = [
                word
                for word in dict.fromkeys((value.label, *value.synonyms))
                if times[word.lower()] == 1
            ]
            known += own
            if own:
                yield {"synonym": value.id, "examples": _listed(own)}
        if known:
            yield {"lookup": fact.id, "examples": _listed(known)}
            marked.append(f"[{known[0]}]({fact.id})")
    yield {"intent": "inform_facts", "examples": _listed(marked)}


def _all_words(fact: Any) -> set[str]:
    named = (fact, *fact.values) if fact.type == "yes_no" else fact.values
    return {word.lower() for one in named for word in (one.label, *one.synonyms)}


def _listed(items: Iterable[str]) -> str:
    return "".join(f"- {one}\n" for one in items)


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


if __name__ == "__main__":
    print(*export(Path(sys.argv[1]), int(sys.argv[2])))
