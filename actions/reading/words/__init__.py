"""The words that are known, and where a message has them."""
