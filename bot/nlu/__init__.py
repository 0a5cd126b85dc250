"""Turns what a person writes in Chinese into facts, subjects and tokens. The pure parts need no Rasa."""
