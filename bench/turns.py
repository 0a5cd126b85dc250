"""How many questions a person answers before everything is settled: ours in order of worth, against a form.

Run by `python bench/turns.py`. 1,000 people are drawn (seeded) with plausible spreads, see `Sampler`; they
start in silence and answer every question fully and truly, for all programmes of all packs that are
screened by default. The form asks the same questions in the order of facts.yaml, all of them or only
those that still matter, and stops as soon as everything is settled. Questions that only a sum
depends on are counted apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.remove(str(Path(__file__).resolve().parent))  # else `rules` would be a file of this folder

from rules.facts import Question
from rules.load import Library, load_library
from rules.screen import screen

SEED = 20171001
PEOPLE = 1000
DAY = date(2021, 6, 30)
Person = dict[str, Any]


class Sampler:
    """Draws people as they might turn to a talent office of Fushan.

    Three in four are for Fushan. Two in five come full-time, one in six of them in medicine; the rest
    cooperate, found a company alone or with someone, or lead a team. Degrees: 30% below master, 40%
    master, 30% doctor, with titles to match. One in five has a science award; about one in ten a
    national honour, one in six a provincial or city one, one in five one of the third list.
    Figures lie about their thresholds: two thirds reach them.
    """

    def __init__(self, library: Library, seed: int) -> None:
        self._facts = library.dictionary.facts
        self._random = Random(seed)
        lists = {one.id: one.facts for one in library.dictionary.questions}
        self._honours = {
            **dict.fromkeys(lists["national_honours"], 0.009),
            **dict.fromkeys(lists["provincial_honours"], 0.017),
            **dict.fromkeys(lists["municipal_honours"], 0.025),
        }

    def person(self) -> Person:
        """Raw values of every fact of the dictionary."""
        chance = self._random.random
        facts: Person = {name: self._anything(name) for name in self._facts}
        facts |= {name: chance() < often for name, often in self._honours.items()}
        facts["place"] = self._one_of(fushan=75, weihai=15, elsewhere=10)
        facts |= self._route()
        degree = self._one_of(below_master=30, master=40, doctor=30)
        facts["degree"] = degree
        facts["academic_degree"] = "none" if degree == "below_master" else degree
        if degree == "master" and chance() < 0.1:
            facts["academic_degree"] = "doctor"
        facts["title"] = {
            "below_master": self._one_of(none=45, junior=15, middle=25, associate=12, full=3),
            "master": self._one_of(none=25, junior=10, middle=35, associate=25, full=5),
            "doctor": self._one_of(none=20, junior=5, middle=25, associate=30, full=20),
        }[degree]
        facts["skill_grade"] = self._one_of(below_technician=90, technician=7, senior_technician=3)
        facts["science_award"] = self._one_of(
            none=80, lower=5, provincial_third=3, municipal_second=4, municipal_first=2,
            provincial_second=3, provincial_first=1, national_second=1.5, national_first=0.5,
        )  # fmt: skip
        facts["science_award_rank"] = self._random.randint(1, 6)
        facts["newly_brought_in"] = chance() < 0.65
        facts["technical_lead"] = chance() < 0.15
        facts["employer_high_tech"] = chance() < 0.35
        facts["key_programme_level"] = self._one_of(none=60, provincial=25, national=15)
        facts["other_key_talent"] = chance() < 0.1
        return facts

    def _route(self) -> Person:
        kind = self._one_of(full_time=40, cooperates=15, founder=22, joint=8, team=15)
        founds = kind == "founder" or (kind == "team" and self._random.random() < 0.5)
        full_time = kind == "full_time" or (kind == "team" and not founds)
        return {
            "employed_full_time": full_time,
            "cooperates": kind == "cooperates",
            "cooperation_agreement": kind == "cooperates",
            "joint_project": kind == "cooperates" and self._random.random() < 0.8,
            "main_founder": founds,
            "largest_shareholder": founds and self._random.random() < 0.85,
            "joint_founder": kind == "joint",
            "team_core": kind == "team",
            "works_in_medicine": full_time and self._random.random() < 1 / 6,
        }

    def _one_of(self, **weights: float) -> str:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def _anything(self, name: str) -> Any:
        fact = self._facts[name]
        if fact.type == "yes_no":
            return self._random.random() < 0.4
        if fact.type == "choice":
            weights = [1 / (place + 1) for place in range(len(fact.values))]
            return self._random.choices([one.id for one in fact.values], weights)[0]
        if fact.type == "date":
            return (DAY - timedelta(days=self._random.randint(1, 5 * 365))).isoformat()
        low, high = USUAL.get(name, (0, 10))
        return self._random.randint(low, high)


# From where to where figures are drawn, so that about two thirds reach what is asked.
USUAL = {
    "contract_years": (3, 8),
    "team_contract_years": (3, 8),
    "share_percent": (10, 90),
    "joint_share_percent": (50, 100),
    "paid_in": (5, 150),
    "months_per_year": (1, 6),
    "team_months": (7, 12),
    "team_members": (1, 6),
    "employer_sales": (500, 8000),
    "foreign_patent_countries": (1, 4),
    "upper_level_funds": (0, 300),
}


def told(person: Person, question: Question) -> Person:
    """What the person answers to `question`."""
    return {fact: person[fact] for fact in question.facts}


def by_worth(person: Person) -> tuple[list[str], int]:
    """The ids of the questions asked until every verdict is settled, and how many more for the sums."""
    facts: Person = {}
    asked: list[str] = []
    sums = 0
    while (question := (screening := screen(facts, DAY)).next_question) is not None:
        if screening.missing:
            asked.append(question.id)
        else:
            sums += 1
        facts |= {fact: person[fact] for fact in question.facts}
    return asked, sums


def by_form(person: Person, form: list[Question]) -> tuple[int, int]:
    """How many questions of `form` settle every verdict, and how many of them mattered when asked."""
    facts: Person = {}
    mattered = 0
    for number, question in enumerate(form):
        missing = screen(facts, DAY).missing
        if not missing:
            return number, mattered
        mattered += not set(missing).isdisjoint(question.facts)
        facts |= told(person, question)
    return len(form), mattered


def the_form(library: Library) -> list[Question]:
    """The questions that can matter when nothing is known, in the order of facts.yaml."""
    missing = set(screen({}, DAY).missing)
    questions: dict[str, Question] = {}
    for fact in library.dictionary.facts:
        if fact in missing:
            question = library.dictionary.question_of(fact)
            questions.setdefault(question.id, question)
    return list(questions.values())


def main() -> None:
    """Print mean, median and most of each way, and what is asked most often."""
    library = load_library()
    sampler = Sampler(library, SEED)
    people = [sampler.person() for _ in range(PEOPLE)]
    form = the_form(library)
    ours = [by_worth(person) for person in people]
    forms = [by_form(person, form) for person in people]
    rows = {
        "by worth, until every verdict is settled": [len(asked) for asked, _ in ours],
        "  and then for the sums": [sums for _, sums in ours],
        "form, every question in order": [number for number, _ in forms],
        "form, only those that still matter": [mattered for _, mattered in forms],
    }
    print(f"{PEOPLE} people, form of {len(form)} questions      mean  median   max")
    for name, numbers in rows.items():
        print(f"{name:<44}{mean(numbers):>8.2f}{median(numbers):>8.0f}{max(numbers):>6}")
    often = Counter(question for asked, _ in ours for question in asked)
    print("asked of, by worth: " + ", ".join(f"{one} {n}" for one, n in often.most_common(12)))


if __name__ == "__main__":
    main()
