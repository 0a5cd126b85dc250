"""How a reply opens."""


def after_opening(reply: str) -> list[str]:
    """The lines of `reply` after those that say, before all else, that a document has expired."""
    lines = reply.splitlines()
    while lines and lines[0].startswith("【已到期】"):
        lines.pop(0)
    return lines
