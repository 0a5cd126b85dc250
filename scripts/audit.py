"""Asks which known advisories there are on what is installed, and says which of them nobody has accepted yet.

Needs api.osv.dev and registry.npmjs.org. Not a part of CI: a new advisory is no fault of the change that CI looks at.
Exit code: 0 nothing new, 1 something to decide, 2 a service could not be asked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
ACCEPTED = Path(__file__).with_name("advisories.yaml")
WEB = ROOT / "bot" / "web"


class Unreachable(Exception):
    """A service that knows advisories could not be asked."""


@dataclass(frozen=True)
class Found:
    """An advisory on a package that is installed. names: its ids; version: None where the service does not say."""

    package: str
    version: str | None
    names: frozenset[str]
    summary: str


@dataclass(frozen=True)
class Accepted:
    """One of `ACCEPTED`."""

    id: str
    package: str
    version: str
    reason: str
    until: date

    def covers(self, one: Found, today: date) -> bool:
        return (
            self.id in one.names
            and self.package == one.package
            and one.version in (None, self.version)
            and today <= self.until
        )


def main() -> int:
    accepted, today = read_accepted(), date.today()
    found: list[Found] = []
    unreachable = False
    for name, ask in (("Python", of_python), ("npm", of_npm)):
        try:
            some = list(ask())
        except Unreachable as error:
            print(f"{name}：问不到已知的漏洞：{error}", file=sys.stderr)
            unreachable = True
            continue
        print(f"{name}：{len(some)} 个已知的漏洞")
        found += some
    new = [one for one in found if not any(known.covers(one, today) for known in accepted)]
    for one in new:
        print(
            f"未处理：{one.package} {one.version or ''} {'、'.join(sorted(one.names))}：{one.summary}"
        )
    if unreachable:
        print(
            "没有查全。请在能访问 api.osv.dev 和 registry.npmjs.org 的机器上再运行", file=sys.stderr
        )
        return 1 if new else 2
    for known in accepted:
        if not any(known.id in one.names for one in found):
            print(f"不再需要：{known.id}（{known.package}），请从 {ACCEPTED.name} 里删去")
    if new:
        print(
            f"请升级，或确认不受影响后写进 scripts/{ACCEPTED.name}，附理由和期限", file=sys.stderr
        )
    return 1 if new else 0


def read_accepted(path: Path = ACCEPTED) -> list[Accepted]:
    """The advisories that are accepted."""
    return [Accepted(**one) for one in yaml.safe_load(path.read_text(encoding="utf-8"))]


def of_python(more: Sequence[str] = ()) -> Iterator[Found]:
    """Those on the packages of uv.lock that are installed anywhere. more: arguments for uv.

    Raises:
        Unreachable: the service could not be asked.
    """
    features = "--preview-features=audit-command,json-output,sbom-export"
    options = ["--frozen", features, "--directory", str(ROOT)]
    answer = _json([uv(), "audit", *options, "--output-format=json", *more], (0, 1))
    installed = installed_versions(
        _json([uv(), "export", "--quiet", *options, "--all-groups", "--format=cyclonedx1.5"], (0,))
    )
    for one in answer["vulnerabilities"]:
        package, version = one["dependency"]["name"], one["dependency"]["version"]
        if installed.get(package) == version:
            names = frozenset({one["id"], *one["aliases"]})
            yield Found(package, version, names, one.get("summary") or "")


def of_npm(environment: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Those on the packages of package-lock.json, which build the pages.

    Raises:
        Unreachable: the registry could not be asked.
    """
    answer = _json(["npm", "audit", "--json", "--package-lock-only"], (0, 1), WEB, environment)
    if "vulnerabilities" not in answer:
        raise Unreachable(str(answer.get("message") or answer.get("error")))
    for package, told in answer["vulnerabilities"].items():
        for one in told["via"]:
            if isinstance(one, dict):  # else it is named where it comes from
                yield Found(package, None, frozenset({Path(one["url"]).name}), one["title"])


def installed_versions(sbom: Any) -> dict[str, str]:
    """Package → version of a CycloneDX document by uv, without what pyproject.toml keeps out of every environment."""
    return {one["name"]: one["version"] for one in sbom["components"] if not kept_out(one)}


def kept_out(component: Any) -> bool:
    """Whether a component stands in the lock only to say that it is never installed."""
    return any("'never'" in one["value"] for one in component.get("properties", ()))


def uv() -> str:
    """The uv that made the environment."""
    own = ROOT / ".uv" / "bin" / "uv"
    return str(own) if own.exists() else shutil.which("uv") or "uv"


def _json(
    command: Sequence[str],
    codes: Sequence[int],
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Any:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    try:
        if done.returncode not in codes:
            raise ValueError
        return json.loads(done.stdout)
    except ValueError:
        said = [
            line.strip() for line in done.stderr.splitlines() if "error" in line or "cause" in line
        ]
        raise Unreachable("；".join(said) or f"{command[0]} 返回 {done.returncode}") from None


if __name__ == "__main__":
    sys.exit(main())
