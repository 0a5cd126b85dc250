"""From a person's words to facts: numbers, dates, titles, awards, holdings, negation. Knows no Rasa."""
