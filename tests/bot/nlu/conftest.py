"""The readers that the components wrap, as the tests of actions/reading build them."""

from tests.actions.reading.conftest import dictionary, lexicon, reader, today

__all__ = ["dictionary", "lexicon", "reader", "today"]
