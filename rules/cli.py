"""The command line of the rules: check the packs, screen a person, search the text, run the golden cases."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rules.cases import run
from rules.check import check, coverage
from rules.errors import FactError, PackError, WenceError
from rules.load import PACKS, Library, load_library
from rules.mutate import mutate
from rules.report import screening_text
from rules.screen import screen
from rules.search import search
from rules.yamlfile import line_of, read_yaml


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something was found, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        found: int = options.run(options, load_library(options.packs.resolve()))
        return found
    except WenceError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m rules", description="Rules of the policy packs, usable without Rasa."
    )
    parser.add_argument(
        "--packs", type=Path, default=PACKS, help="folder with facts.yaml and the packs"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("check", help="lint the packs and print the coverage by clause")
    one.set_defaults(run=_check)

    one = commands.add_parser("screen", help="screen the person described in a YAML file")
    one.add_argument(
        "facts",
        type=Path,
        help="YAML: fact id → value (ids in packs/facts.yaml); - reads standard input",
    )
    one.add_argument(
        "--as-of",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help="day of the screening (default: today)",
    )
    one.add_argument(
        "--scope",
        action="append",
        default=[],
        help="pack or pack/programme; may be given several times",
    )
    one.add_argument(
        "--json", action="store_true", help="print the whole Screening with its trace as JSON"
    )
    one.set_defaults(run=_screen)

    one = commands.add_parser("search", help="find clauses by words or address")
    one.add_argument("words", nargs="+")
    one.add_argument("--pack", default=None, help="search only this pack")
    one.add_argument("--top", type=_count, default=5, help="how many clauses (default: 5)")
    one.set_defaults(run=_search)

    one = commands.add_parser("test", help="run the golden cases of every pack")
    one.add_argument(
        "--mutate",
        action="store_true",
        help="also mutate the packs and list the mutants no case kills",
    )
    one.set_defaults(run=_test)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2021-06-30") from error


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _check(options: argparse.Namespace, library: Library) -> int:
    for pack in library.packs.values():
        print(f"{pack.id}  《{pack.about.title}》{pack.about.number}")
        print("  条款\t句数\t规则\t主题\t不建模\t未覆盖")
        rows = coverage(pack)
        for row in rows:
            counts = (row.sentences, row.by_rule, row.by_topic, row.not_modelled, len(row.left))
            print("  " + "\t".join(map(str, (row.clause, *counts))))
        total = sum(row.sentences for row in rows)
        left = sum(len(row.left) for row in rows)
        print(f"  合计 {total} 句，覆盖 {100 * (total - left) / total:.1f}%\n")
    findings = check(library)
    for finding in findings:
        print(finding)
    print(f"检查完毕：{len(findings)} 处问题" if findings else "检查完毕：没有问题")
    return 1 if findings else 0


def _screen(options: argparse.Namespace, library: Library) -> int:
    source = Path("/dev/stdin") if str(options.facts) == "-" else options.facts
    facts = read_yaml(source)
    if not isinstance(facts, dict):
        raise FactError(str(source), "内容不是“名称: 值”的列表", "例如：degree: doctor")
    try:
        result = screen(facts, options.as_of, options.scope, library=library)
    except FactError as error:
        line = line_of(source, (error.fact,)) if error.fact in facts and source.is_file() else None
        raise PackError(str(source), error.fact, error.problem, error.remedy, line) from error
    print(result.model_dump_json(indent=2) if options.json else screening_text(result, library))
    return 0


def _search(options: argparse.Namespace, library: Library) -> int:
    if options.pack is not None and options.pack not in library.packs:
        raise FactError("--pack", f"没有 {options.pack}", f"可填：{', '.join(library.packs)}")
    hits = search(" ".join(options.words), library.packs, options.pack, options.top)
    for hit in hits:
        print(f"{hit.pack} {hit.clause}\n  {hit.text}\n")
    if not hits:
        print("没有找到相关条款")
    return 0 if hits else 1


def _test(options: argparse.Namespace, library: Library) -> int:
    failed = run(library)
    for failure in failed:
        print(failure)
    print(f"{'有' if failed else '没有'}不符的案例（{len(failed)}）")
    if options.mutate:
        report = mutate(library)
        print(report)
    return 1 if failed else 0
