"""The text itself: one form, one spelling of it, its questions."""
