"""A project with many packs: the two of this one, copied for other cities and with shifted thresholds.

A copy is another city's document: its name, place, number, hash, sentences and words of the dictionary are its own, and
so are the figures that its conditions and sums compare, in the text, the quotes and the values alike. All of it is
checked when it is loaded, as every pack is. Golden cases are left out.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from rules.source import Document

ROOT = Path(__file__).resolve().parents[2]
SEED = 20171001
PROJECT = ("actions", "bot", "nlu_data", "rules", "config.yml", "domain.yml", "endpoints.yml")
READ = ("text.md", "pack.yaml", "tiers.yaml", "benefits.yaml", "topics.yaml", "nlu.yml")
SHIFTS = 9
# Characters that names of places are made of.
FIRST = "安宝昌长成崇淳登东丰凤高固海和恒弘怀嘉建金靖康乐临灵龙隆宁平青清庆荣瑞顺泰天通望"
SECOND = "安昌城川岛东谷关海河湖江郡口岭陵陆门南宁平坪浦曲泉山水溪县乡阳邑原源远泽镇州洲庄"


class Figure(NamedTuple):
    """A figure of a pack as its text has it, what stands behind it there, and how much a shift adds to it."""

    value: int
    behind: str
    step: int


@dataclass(frozen=True)
class Original:
    """A pack that is copied: `city` is its name in its own words, `issuer` how its number begins."""

    id: str
    place: str
    city: str
    issuer: str
    figures: tuple[Figure, ...]


FUSHAN = Original(
    "fushan-2017-23", "fushan", "福山", "烟福发", (Figure(35, "%", 1), Figure(2000, " ?万", 100))
)
WEIHAI = Original(
    "weihai-2020-12",
    "weihai",
    "威海",
    "威人组发",
    (Figure(300, " ?万", 1), Figure(1000, " ?万", 10)),
)
ORIGINALS = (FUSHAN, WEIHAI)


@dataclass(frozen=True)
class City:
    """The place of a pack: its id, its name, and the pack."""

    place: str
    name: str
    pack: str
    original: Original


def make(root: Path, packs: int) -> list[City]:
    """Write to `root` the project with `packs` packs, the originals first; its model is this project's."""
    for name in PROJECT:
        _copy(ROOT / name, root / name)
    _copy(ROOT / "models", root / "models")
    here = ROOT / "rules" / "packs"
    cities = [City(one.place, one.city, one.id, one) for one in ORIGINALS[:packs]]
    for one in cities:
        shutil.copytree(here / one.pack, root / "rules" / "packs" / one.pack)
    names = islice(_names(here), max(0, packs - len(cities)))
    for number, name in enumerate(names, start=len(cities)):
        original = ORIGINALS[number % len(ORIGINALS)]
        place = f"city{number:04}"
        city = City(place, name, original.id.replace(original.place, place), original)
        _write_pack(here / original.id, root / "rules" / "packs" / city.pack, city, number)
        cities.append(city)
    _write_dictionary(here / "facts.yaml", root / "rules" / "packs" / "facts.yaml", cities)
    return cities


def _copy(source: Path, target: Path) -> None:
    left = shutil.ignore_patterns("__pycache__", "packs", "web", "training-*")
    if source.is_dir():
        shutil.copytree(source, target, ignore=left)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _names(packs: Path) -> Iterator[str]:
    """Names of cities, by a seed: none stands anywhere in the packs, the examples or the words of the reader."""
    folders = (packs, ROOT / "nlu_data", ROOT / "actions" / "reading" / "data")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    known = "".join(path.read_text(encoding="utf-8") for path in files)
    pairs = [a + b for a in FIRST for b in SECOND if a != b and a + b not in known]
    Random(SEED).shuffle(pairs)
    yield from pairs


def _write_pack(source: Path, target: Path, city: City, number: int) -> None:
    target.mkdir(parents=True)
    written = {name: (source / name).read_text(encoding="utf-8") for name in READ}
    for name, text in written.items():
        text = _renamed(text, city)
        written[name] = text if name == "nlu.yml" else _shifted(text, city.original, number)
    before = Document.parse((source / "text.md").read_text(encoding="utf-8")).sha256
    after = Document.parse(written["text.md"]).sha256
    written["pack.yaml"] = written["pack.yaml"].replace(before, after)
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")


def _renamed(text: str, city: City) -> str:
    original = city.original
    text = text.replace(original.issuer, f"{city.name}发").replace(original.city, city.name)
    return re.sub(rf"\b(place|is): {original.place}\b", rf"\1: {city.place}", text)


def _shifted(text: str, original: Original, number: int) -> str:
    """`text` with other figures, and with the values of conditions and sums that they are quoted for."""
    shift = number % SHIFTS + 1
    for value, behind, step in original.figures:
        moved = str(value + step * shift)
        text = re.sub(rf"(?<![\d.]){value}(?={behind})", moved, text)
        text = re.sub(rf"\b(at_least|value): {value}\b", rf"\1: {moved}", text)
    return text


def _write_dictionary(source: Path, target: Path, cities: list[City]) -> None:
    """The dictionary with a place for each city; a copy of a district is named in all the ways that the district is."""
    text = source.read_text(encoding="utf-8")
    last = next(line for line in text.splitlines() if "- {id: elsewhere" in line)
    fushan = next(line for line in text.splitlines() if f"- {{id: {FUSHAN.place}" in line)
    rows = [
        fushan.replace(FUSHAN.place, one.place).replace(FUSHAN.city, one.name)
        if one.original is FUSHAN
        else f"      - {{id: {one.place}, label: {one.name}市, synonyms: [{one.name}, {one.name}市]}}"
        for one in cities
        if one.pack != one.original.id
    ]
    target.write_text(text.replace(last, "\n".join([*rows, last])), encoding="utf-8")
