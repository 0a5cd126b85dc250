"""The account by which a benchmark looks at the console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
AGENT = ("坐席一", "soak test pass phrase 2026")


def add_agent(database: str) -> None:
    """Makes an account as an operator does. Raises RuntimeError when it cannot be made."""
    name, password = AGENT
    made = subprocess.run(
        [sys.executable, "-m", "bot", "staff", "--name", name, "--role", "坐席"],
        cwd=ROOT,
        env={**os.environ, "WENCE_DATABASE_URL": database},
        input=f"{password}\n{password}\n",
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise RuntimeError(f"no account was made: {made.stdout}{made.stderr}")
