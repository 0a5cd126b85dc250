"""Packs from their folders: all or nothing, with every quote found in the official text."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from rules.benefits import Benefit, Schedule
from rules.conditions import Named, Strict
from rules.errors import PackError, QuoteError
from rules.facts import Dictionary
from rules.model import About, Programme, Topic
from rules.parsed import Parsed
from rules.quotes import quotes
from rules.ruleset import RuleError, RuleSet
from rules.source import Document
from rules.yamlfile import Model, line_of, read_model, read_yaml

PACKS = Path(__file__).parent / "packs"
# Where the parsed files of many packs are kept; a few are read as quickly without.
KEPT = Path(__file__).parent.parent / "var" / "packs"
MANY = 20
Read = Callable[[Path], Any]


class _Tiers(Strict):
    conditions: tuple[Named, ...] = ()
    programmes: tuple[Programme, ...]


class _Benefits(Strict):
    schedules: tuple[Schedule, ...] = ()
    benefits: tuple[Benefit, ...] = ()


class _Topics(Strict):
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, eq=False)
class Pack:
    """One document with everything that is read out of it."""

    id: str
    folder: Path
    about: About
    document: Document
    conditions: tuple[Named, ...]
    programmes: Mapping[str, Programme]
    benefits: tuple[Benefit, ...]
    schedules: Mapping[str, Schedule]
    topics: Mapping[str, Topic]
    rules: RuleSet


@dataclass(frozen=True, eq=False)
class Library:
    """The dictionary and all packs by id."""

    dictionary: Dictionary
    packs: Mapping[str, Pack]

    @cached_property
    def packs_of(self) -> Mapping[str, tuple[str, ...]]:
        """Place → the ids of the packs that apply there."""
        found: dict[str, tuple[str, ...]] = {}
        for pack in self.packs.values():
            found[pack.about.place] = (*found.get(pack.about.place, ()), pack.id)
        return found

    @cached_property
    def subject_kinds(self) -> Mapping[str, str]:
        """Subject of any pack → its kind."""
        return {
            one: kind
            for pack in self.packs.values()
            for one, kind in pack.about.subject_kinds.items()
        }


@lru_cache(maxsize=4)
def load_library(root: Path = PACKS) -> Library:
    """Every pack under `root`; raises PackError at the first fault, and then nothing is loaded."""
    dictionary = read_model(root / "facts.yaml", Dictionary)
    folders = sorted(path.parent for path in root.glob("*/pack.yaml"))
    if not folders:
        raise PackError(str(root), "", "没有找到政策文件夹", "每个文件夹里要有 pack.yaml 等文件")
    read = _kept(root).read if len(folders) >= MANY else read_yaml
    with _no_collection():
        packs = {folder.name: load_pack(folder, dictionary, read) for folder in folders}
        if len(folders) >= MANY:
            gc.freeze()  # or the next collection would look through all of it
    return Library(dictionary, packs)


def _kept(root: Path) -> Parsed:
    return Parsed(KEPT / sha256(str(root.resolve()).encode()).hexdigest()[:16])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that is loaded is garbage, and looking through it again and again would take longer than the loading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_pack(folder: Path, dictionary: Dictionary, read: Read = read_yaml) -> Pack:
    """The pack in `folder`, whose YAML files `read` has; raises PackError naming file, line, key and remedy."""

    def model(name: str, kind: type[Model]) -> Model:
        return read_model(folder / name, kind, read(folder / name))

    about = model("pack.yaml", About)
    tiers = model("tiers.yaml", _Tiers)
    benefits = model("benefits.yaml", _Benefits)
    topics = model("topics.yaml", _Topics)
    text = folder / "text.md"
    if not text.exists():
        raise PackError(str(text), "", "文件不存在", "请放入文件全文")
    document = Document.parse(text.read_text(encoding="utf-8"))
    if document.sha256 != about.document.sha256:
        raise PackError(
            str(folder / "pack.yaml"),
            "document.sha256",
            f"与 text.md 的内容不符（全文的哈希是 {document.sha256}）",
            "先确认 text.md 与官方原文逐字一致，再更新这里的哈希",
            line_of(folder / "pack.yaml", ("document", "sha256")),
        )
    files: dict[str, BaseModel] = {
        "pack.yaml": about, "tiers.yaml": tiers, "benefits.yaml": benefits, "topics.yaml": topics
    }  # fmt: skip
    for name, content in files.items():
        _check_quotes(folder / name, content, document)
    _check_references(folder, dictionary, tiers, benefits, topics, about)
    try:
        rules = RuleSet(
            folder.name, dictionary, tiers.conditions, tiers.programmes, benefits.benefits
        )
    except RuleError as error:
        raise PackError(
            str(folder / "tiers.yaml"), error.address, str(error), "请改正这条条件"
        ) from error
    return Pack(
        id=folder.name,
        folder=folder,
        about=about,
        document=document,
        conditions=tiers.conditions,
        programmes={programme.id: programme for programme in tiers.programmes},
        benefits=benefits.benefits,
        schedules={schedule.id: schedule for schedule in benefits.schedules},
        topics={topic.id: topic for topic in topics.topics},
        rules=rules,
    )


def _check_quotes(path: Path, model: BaseModel, document: Document) -> None:
    found: set[tuple[str, str]] = set()
    for place, quoted in quotes(model):
        words = quoted.clause, quoted.text
        if words in found:
            continue
        try:
            document.locate(quoted.clause, quoted.text)
        except QuoteError as error:
            key = ".".join(map(str, place))
            raise PackError(
                str(path),
                key,
                f"引文有误：{error.clause}：{error.problem}",
                error.remedy,
                line_of(path, place),
            ) from error
        found.add(words)


def _check_references(
    folder: Path,
    dictionary: Dictionary,
    tiers: _Tiers,
    benefits: _Benefits,
    topics: _Topics,
    about: About,
) -> None:
    """Ids that point at something must point at something that exists, and stand once."""

    def fail(name: str, key: tuple[int | str, ...], problem: str, remedy: str) -> PackError:
        path = folder / name
        return PackError(str(path), ".".join(map(str, key)), problem, remedy, line_of(path, key))

    programmes = {one.id: {tier.id for tier in one.tiers} for one in tiers.programmes}
    schedules = {one.id for one in benefits.schedules}
    for name, kind, ids in (
        ("tiers.yaml", "programmes", [one.id for one in tiers.programmes]),
        ("tiers.yaml", "conditions", [one.id for one in tiers.conditions]),
        ("benefits.yaml", "benefits", [one.id for one in benefits.benefits]),
        ("topics.yaml", "topics", [one.id for one in topics.topics]),
    ):
        for position, one in enumerate(ids):
            if one in ids[:position]:
                raise fail(name, (kind, position, "id"), f"{one} 写了两次", "每个 id 只能出现一次")
    for position, benefit in enumerate(benefits.benefits):
        here = ("benefits", position)
        if benefit.programme not in programmes:
            raise fail(
                "benefits.yaml",
                (*here, "programme"),
                f"没有项目 {benefit.programme}",
                f"可填：{'、'.join(programmes)}",
            )
        for tier in benefit.tiers:
            if tier not in programmes[benefit.programme]:
                raise fail(
                    "benefits.yaml",
                    (*here, "tiers"),
                    f"{benefit.programme} 没有层次 {tier}",
                    "请用 tiers.yaml 里的层次 id",
                )
        if benefit.schedule is not None and benefit.schedule not in schedules:
            raise fail(
                "benefits.yaml",
                (*here, "schedule"),
                f"没有拨付方式 {benefit.schedule}",
                f"可填：{'、'.join(schedules)}",
            )
        named = [getattr(benefit.amount, key, None) for key in ("fact", "count", "times")]
        named.append(benefit.amount.years if benefit.amount.kind == "yearly" else None)
        named.append(benefit.split.members if benefit.split else None)
        for fact in filter(None, named):
            if fact not in dictionary.facts:
                raise fail(
                    "benefits.yaml",
                    (*here, "amount"),
                    f"字典里没有 {fact}",
                    "请用 facts.yaml 里的 id",
                )
    for position, topic in enumerate(topics.topics):
        for variant, answer in enumerate(topic.answers):
            for subject in answer.about:
                if subject not in about.subject_words:
                    raise fail(
                        "topics.yaml",
                        ("topics", position, "answers", variant, "about"),
                        f"没有主题词 {subject}",
                        "请在 pack.yaml 的 subjects 里写上人们怎么称呼它",
                    )
    for position, starter in enumerate(about.starters):
        if starter not in {topic.id for topic in topics.topics}:
            raise fail(
                "pack.yaml",
                ("starters", position),
                f"没有主题 {starter}",
                "请用 topics.yaml 里的主题 id",
            )
    if dictionary.facts["place"].order.get(about.place) is None:
        raise fail(
            "pack.yaml",
            ("place",),
            f"字典的 place 没有 {about.place}",
            "请在 facts.yaml 里加上这个地方",
        )
