"""The files that deploy the service, read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.project import WENCE

COMPOSE = WENCE.root / "docker-compose.yml"
DOCKERFILE = WENCE.root / "Dockerfile"
TEMPLATE = WENCE.root / "deploy" / "nginx.conf"
KUBERNETES = WENCE.root / "deploy" / "kubernetes"


def services() -> dict[str, Any]:
    """The services of docker-compose.yml by their names."""
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return found


def resources(kind: str) -> dict[str, Any]:
    """The resources of a kind in the Kubernetes manifests by their names."""
    documents = [
        one
        for file in sorted(KUBERNETES.glob("*.yaml"))
        for one in yaml.safe_load_all(file.read_text(encoding="utf-8"))
    ]
    return {one["metadata"]["name"]: one for one in documents if one["kind"] == kind}


def container(resource: Any) -> Any:
    """The one container of a resource that has pods."""
    (one,) = resource["spec"]["template"]["spec"]["containers"]
    return one


def image_setting(name: str) -> str:
    """What the Dockerfile sets the variable `name` to."""
    found = re.search(rf"\b{name}=(\S+)", DOCKERFILE.read_text(encoding="utf-8"))
    assert found, name
    return found.group(1)


def copied() -> list[Path]:
    """What the image is built from: the sources of the Dockerfile's COPY lines."""
    lines = re.findall(
        r"^COPY (?!--from)(.+)$", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [WENCE.root / name for line in lines for name in line.split()[:-1]]
