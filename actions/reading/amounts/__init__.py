"""Numbers, money, shares, spans and dates, and the facts they belong to."""
