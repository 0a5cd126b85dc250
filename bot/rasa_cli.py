"""Hands over to Rasa's own command line, with this project's folders as its defaults."""

from __future__ import annotations

import sys

from bot.environment import prepare
from bot.project import Project


def run_rasa(project: Project, arguments: list[str]) -> None:
    """Runs `rasa` with `arguments`, in the current folder; ends the process as Rasa does.

    Training data is nlu_data/ and test stories lie in tests/stories/ unless said otherwise.
    """
    prepare(project)
    import rasa.shared.constants

    rasa.shared.constants.DEFAULT_DATA_PATH = project.data.name
    rasa.shared.constants.DEFAULT_E2E_TESTS_PATH = "tests/stories"
    from rasa.__main__ import main

    sys.argv = ["rasa", *arguments]
    main()
