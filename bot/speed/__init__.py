"""Mends of Rasa 3.6.21 that make a turn several times faster and change nothing of what it does.

They touch private parts, hence the check of the version. tests/bot/test_speed.py holds them against Rasa's own.
"""

from __future__ import annotations

import rasa

from bot.speed import actions, graph, rules, trackers

MENDED_VERSION = "3.6.21"
_mended = False


def apply_mends() -> None:
    """Replaces the slow functions; does nothing the second time.

    Raises:
        RuntimeError: another version of Rasa is installed, for which the mends were not checked.
    """
    global _mended
    if rasa.__version__ != MENDED_VERSION:
        raise RuntimeError(
            f"bot/speed was checked against Rasa {MENDED_VERSION}, not {rasa.__version__}"
        )
    if not _mended:
        for part in (actions, graph, rules, trackers):
            part.mend()
    _mended = True
