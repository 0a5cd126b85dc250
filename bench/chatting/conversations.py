"""What is said: whole conversations of several people, the same for everybody who answers them.

Written ones come from conversations.yml, drawn ones from tests/sentences by a seed.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import yaml

from bench.sentences import PHENOMENA, load_sentences

SEED = 20171001
SENDERS, EACH = 8, 25  # messages: as many for each sender, so that all are busy until the end
WRITTEN = Path(__file__).with_name("conversations.yml")
SHORTEST, LONGEST = 4, 9  # messages of a drawn conversation
KINDS = {
    "topic": 6,
    "facts": 2,
    "general": 2,
}  # of ten drawn messages; courtesies and what is not ours are general
# Answers to nothing; and who is forgotten has no conversation left.
OUT_OF_PLACE = ("affirm", "deny", "dont_know", "forget_me")

Conversation = tuple[str, ...]


def conversations(seed: int = SEED) -> list[list[Conversation]]:
    """A list of conversations for each of the senders, as many messages for each; no sentence is drawn twice."""
    random = Random(seed)
    pools = _pools(random)
    said = [[tuple(one)] for one in yaml.safe_load(WRITTEN.read_text("utf-8"))]
    for of_one in said:
        while left := EACH - sum(map(len, of_one)):
            length = min(left, random.randint(SHORTEST, LONGEST))
            kinds = random.choices(*zip(*KINDS.items(), strict=True), k=length)
            # Every way of writing as often, long ones too.
            of_one.append(tuple(random.choice(pools[kind]).pop() for kind in kinds))
    return said


def _pools(random: Random) -> dict[str, list[list[str]]]:
    """Kind → ways of writing → what is said, in an order by chance."""
    sentences = [*load_sentences()]
    random.shuffle(sentences)
    facts = [one.say for one in sentences if one.facts and one.asked is None]
    general = [one.say for one in sentences if one.intent and one.intent not in OUT_OF_PLACE]
    topics = [
        [one.say for one in sentences if one.topics and one.phenomenon == way] for way in PHENOMENA
    ]
    return {"topic": topics, "facts": [facts], "general": [general]}
