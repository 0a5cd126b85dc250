"""Writes what the service consists of, as CycloneDX 1.5: python.cdx.json, and web.cdx.json for the pages.

Usage: sbom.py [folder], by default var/sbom. Asks no network.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audit import ROOT, WEB, kept_out, uv


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, sbom in (("python", of_python()), ("web", of_npm())):
        file = folder / f"{name}.cdx.json"
        file.write_text(json.dumps(sbom, indent=1) + "\n", encoding="utf-8")
        print(f"{file}：{len(sbom['components'])} 个组件")


def of_python() -> dict[str, Any]:
    """What uv.lock installs where the service runs, without the tools of development."""
    options = ["--frozen", "--no-default-groups", "--preview-features=sbom-export", "--quiet"]
    sbom = _output([uv(), "export", *options, "--format=cyclonedx1.5"], ROOT)
    out = {one["bom-ref"] for one in sbom["components"] if kept_out(one)}
    sbom["components"] = [one for one in sbom["components"] if one["bom-ref"] not in out]
    sbom["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref not in out]}
        for one in sbom["dependencies"]
        if one["ref"] not in out
    ]
    return sbom


def of_npm() -> dict[str, Any]:
    """What package-lock.json puts into the pages, without the tools that build them."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "wence-web"  # npm names what it describes by its folder
        folder.mkdir()
        shutil.copy(WEB / "package-lock.json", folder)
        package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
        version = _project_version()  # npm describes nothing that has no version
        (folder / "package.json").write_text(json.dumps({**package, "version": version}))
        command = ["npm", "sbom", "--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx"]
        return _output(command, folder)


def _project_version() -> str:
    sys.path.insert(0, str(ROOT))
    from bot import __version__

    return __version__


def _output(command: list[str], folder: Path) -> dict[str, Any]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"错误：{' '.join(command[:2])} 失败：{done.stderr.strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "sbom")
