"""The readers that the components wrap, as the tests of actions/reading build them; Rasa is made ready to import."""

from bot.environment import prepare
from bot.project import WENCE
from tests.actions.reading.conftest import dictionary, lexicon, reader, today

prepare(WENCE)

__all__ = ["dictionary", "lexicon", "reader", "today"]
