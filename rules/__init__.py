"""The heart: official texts, the conditions read from them, and what they give. Knows no Rasa and no web."""

from rules.load import Library, Pack, load_library
from rules.result import Screening
from rules.screen import screen
from rules.search import search

__all__ = ["Library", "Pack", "Screening", "load_library", "screen", "search"]
