"""The door of 问策: trains and embeds Rasa, serves it. Nothing else imports this package."""

__version__ = "0.1.0"
