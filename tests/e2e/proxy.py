"""nginx as it is deployed, before processes of this machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.project import WENCE

TEMPLATE = WENCE.root / "deploy" / "nginx.conf"
START = 20  # seconds
# What the image has around the template, for who may write to `folder` only.
AROUND = """
{user}
daemon off;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/wence.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """nginx at `url`, with its log in `folder`."""

    url: str
    folder: Path

    def requests(self) -> list[dict[str, Any]]:
        """The lines of its access log."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


def write_configuration(folder: Path, **values: str) -> Path:
    """A configuration with the committed template, filled in as the image does it; skips the test without nginx."""
    if not (shutil.which("nginx") and shutil.which("envsubst")):
        pytest.skip(
            "NOT TESTED BEHIND NGINX: install nginx and envsubst (Debian: nginx gettext-base)"
        )
    filled = subprocess.run(
        ["envsubst", " ".join(f"${{{name}}}" for name in values)],
        input=TEMPLATE.read_text(encoding="utf-8"),
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        check=True,
    )
    (folder / "wence.conf").write_text(filled.stdout, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # its workers read and write below `folder`
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    return configuration


@contextmanager
def proxied(processes: Sequence[str], folder: Path) -> Iterator[Proxy]:
    """nginx before the processes at these addresses, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration = write_configuration(
        folder,
        LISTEN=f"127.0.0.1:{port}",
        APP_SERVERS=" ".join(f"server {one};" for one in processes),
        TRUSTED_PROXY="127.0.0.1",
        REST_CLIENTS="127.0.0.2",
    )
    with (folder / "access.log").open("wb") as log:
        process = subprocess.Popen(["nginx", "-c", configuration, "-p", folder], stdout=log)
    try:
        _wait(port, process)
        yield Proxy(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    raise AssertionError("nginx did not start; its folder has an error.log")
