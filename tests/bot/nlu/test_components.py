"""The components as Rasa runs them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.reading.reader import FactReader
from actions.reading.words.lexicon import Lexicon
from bot.environment import prepare
from bot.project import WENCE

prepare(WENCE)

from rasa.engine.graph import ExecutionContext  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.nlu.constants import TOKENS_NAMES  # noqa: E402
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (  # noqa: E402
    CountVectorsFeaturizer,
)
from rasa.nlu.tokenizers.tokenizer import Token  # noqa: E402
from rasa.shared.nlu.constants import TEXT  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from bot.nlu import fact_extractor, tokenizer  # noqa: E402
from bot.nlu.fact_extractor import FactExtractor  # noqa: E402
from bot.nlu.sentence_counts import SentenceCounts  # noqa: E402
from bot.nlu.tokenizer import DomainTokenizer  # noqa: E402

Entities = list[dict[str, Any]]


@pytest.fixture
def extractor(reader: FactReader, today: date, monkeypatch: pytest.MonkeyPatch) -> FactExtractor:
    monkeypatch.setattr(fact_extractor, "today", lambda: today)
    return FactExtractor(reader)


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def cutter(lexicon: Lexicon, storage: LocalModelStorage) -> DomainTokenizer:
    config = DomainTokenizer.get_default_config()
    return DomainTokenizer(config, storage, Resource("cut"), lexicon.words)


def tokens(cutter: DomainTokenizer, text: str) -> list[tuple[str, int, int]]:
    return [
        (each.text, each.start, each.end) for each in cutter.tokenize(Message.build(text), "text")
    ]


def test_one_entity_a_fact(extractor: FactExtractor) -> None:
    (message,) = extractor.process([Message.build("我是副教授，占股３５％，去年三月成立公司")])
    entities: Entities = message.as_dict(only_output_properties=True)["entities"]
    assert [(each["entity"], each["value"], each["text"]) for each in entities] == [
        ("title", "associate", "副教授"),
        ("share_percent", 35, "３５％"),
        ("company_founded_on", "2020-03", "去年三月"),
    ]
    assert {each["extractor"] for each in entities} == {"FactExtractor"}


def test_entities_of_other_extractors_stay(extractor: FactExtractor) -> None:
    message = Message.build("博士")
    other = {"entity": "other", "value": "x", "start": 0, "end": 1}
    message.set("entities", [other])
    extractor.process([message])
    assert [each["entity"] for each in message.get("entities")] == ["other", "degree"]


def test_a_message_without_text_has_no_facts(extractor: FactExtractor) -> None:
    (message,) = extractor.process([Message({"intent": "greet"})])
    assert message.get("entities") == []


def test_words_of_the_packs_stay_whole_at_their_place(cutter: DomainTokenizer) -> None:
    assert tokens(cutter, "我是泰山产业领军人才，佔股４０％") == [
        ("我", 0, 1),
        ("是", 1, 2),
        ("泰山产业领军人才", 2, 10),
        (",", 10, 11),
        ("占股", 11, 13),
        ("40%", 13, 16),
    ]


def test_a_model_keeps_its_words(
    cutter: DomainTokenizer, storage: LocalModelStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = cutter.train(TrainingData())
    monkeypatch.setattr(tokenizer, "load_lexicon", lambda: pytest.fail("read the installation"))
    config = DomainTokenizer.get_default_config()
    loaded = DomainTokenizer.load(config, storage, resource, None)  # type: ignore[arg-type]
    assert tokens(loaded, "省级首席技师") == [("省级首席技师", 0, 6)]


def test_new_words_change_the_fingerprint(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = Lexicon(lexicon.dictionary, {**lexicon.subjects, "new": ("新词语",)})
    prints = []
    for each in (lexicon, lexicon, more):
        monkeypatch.setattr(tokenizer, "load_lexicon", lambda each=each: each)
        prints.append(DomainTokenizer.fingerprint_addon({}))
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize("analyzer", ["word", "char_wb"])
def test_a_message_is_counted_as_rasa_counts_it(storage: LocalModelStorage, analyzer: str) -> None:
    config = {"analyzer": analyzer, "min_ngram": 1, "max_ngram": 2 if analyzer == "char_wb" else 1}
    counted = []
    for featurizer in (CountVectorsFeaturizer, SentenceCounts):
        settings = {**featurizer.get_default_config(), **config}
        resource = Resource(f"{featurizer.__name__} {analyzer}")
        counts = featurizer.create(
            settings, storage, resource, ExecutionContext(None, node_name="counts")
        )
        said = [split("人才 补贴 人才"), split("补贴 多少")]
        counts.train(TrainingData(said))
        asked = split("人才 补贴 补贴 没有")
        counts.process([asked])
        _, of_sentence = asked.get_sparse_features(TEXT, [])
        counted.append(of_sentence.features.toarray().tolist())
    assert counted[0] == counted[1]
    assert sum(counted[0][0]) > 0


def split(text: str) -> Message:
    """A message cut into words at its blanks."""
    message = Message.build(text)
    starts = [place for place, one in enumerate(f" {text}") if one == " "]
    words = zip(text.split(), starts, strict=True)
    message.set(TOKENS_NAMES[TEXT], [Token(word, start) for word, start in words])
    return message
