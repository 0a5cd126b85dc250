"""The channel of an official account (公众号)."""
