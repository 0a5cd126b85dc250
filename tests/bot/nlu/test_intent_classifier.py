"""The classifier by itself, and what stands behind it, as Rasa runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from scipy.sparse import csr_matrix

from bot.environment import prepare
from bot.project import WENCE

prepare(WENCE)

from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.nlu.constants import TEXT  # noqa: E402
from rasa.shared.nlu.training_data.features import Features  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from bot.nlu.intent_classifier import LinearIntentClassifier  # noqa: E402
from bot.nlu.telling import TellingFirst  # noqa: E402

CHARACTERS = "你好再见啊吧补助多少博士我是"
CONFIG = LinearIntentClassifier.get_default_config()
EXAMPLES = [
    ("你好", "greet"), ("你好啊", "greet"), ("再见", "goodbye"), ("再见吧", "goodbye"),
    ("我是博士", "inform_facts"), ("是博士", "inform_facts"),
    ("博士补助多少", "ask_living_subsidy"), ("补助多少", "ask_living_subsidy"),
]  # fmt: skip


def message(text: str, intent: str | None = None) -> Message:
    """A message with the counts of its characters, as a featurizer would leave it."""
    built = Message.build(text, intent)
    counts = csr_matrix([[float(text.count(one)) for one in CHARACTERS]])
    built.add_features(Features(counts, "sentence", TEXT, "counts"))
    return built


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(Path(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="module")
def trained(storage: LocalModelStorage) -> LinearIntentClassifier:
    classifier = LinearIntentClassifier(CONFIG, storage, Resource("intents"))
    classifier.train(TrainingData([message(*example) for example in EXAMPLES]))
    return classifier


def ranked(classifier: LinearIntentClassifier, text: str) -> list[dict[str, object]]:
    (read,) = classifier.process([message(text)])
    ranking: list[dict[str, object]] = read.get("intent_ranking")
    return ranking


def test_the_likeliest_intent_comes_first_and_all_add_up(trained: LinearIntentClassifier) -> None:
    ranking = ranked(trained, "你好吧")
    assert ranking[0]["name"] == "greet"
    likely = [float(str(one["confidence"])) for one in ranking]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) == pytest.approx(1)


def test_what_is_loaded_answers_as_what_was_trained(
    trained: LinearIntentClassifier, storage: LocalModelStorage
) -> None:
    loaded = LinearIntentClassifier.load(CONFIG, storage, Resource("intents"), None)  # type: ignore[arg-type]
    for text, _ in EXAMPLES:
        assert ranked(loaded, text) == ranked(trained, text)


def test_words_never_seen_still_get_an_intent(trained: LinearIntentClassifier) -> None:
    assert len(ranked(trained, "哈")) == 4


def test_without_features_it_says_what_is_missing(trained: LinearIntentClassifier) -> None:
    with pytest.raises(ValueError, match="featurizer"):
        trained.process([Message.build("你好")])


def heard(text: str, entity: str, intent: str, confidence: float) -> Message:
    built = Message.build(text)
    built.set("entities", [{"entity": entity, "value": 30, "start": 0, "end": 5}])
    built.set("intent", {"name": intent, "confidence": confidence})
    built.set("intent_ranking", [{"name": intent, "confidence": confidence}])
    return built


@pytest.mark.parametrize(
    ("text", "entity", "confidence", "intent"),
    [
        ("我占股30%能报独立创业吗", "share_percent", 0.5, "inform_facts"),
        ("我占股30%能报独立创业吗", "share_percent", 0.95, "ask_share_requirement"),
        ("我占股30%，最低要占多少", "share_percent", 0.6, "ask_share_requirement"),
        ("我占股30%，最低要占多少", "share_percent", 0.5, "inform_facts"),
        ("占股三成，副高", "share_percent", 0.5, "inform_facts"),
        ("占股三成的人按文件属于主要创办人", "share_percent", 0.5, "ask_share_requirement"),
        ("占股30%能报独立创业吗", "share_percent", 0.5, "ask_share_requirement"),
        ("我想问福山的占股要求", "place", 0.5, "ask_share_requirement"),
        ("我想问独立创业的占股要求", "subject", 0.5, "ask_share_requirement"),
    ],
)
def test_telling_of_oneself_comes_before_an_unsure_topic(
    text: str, entity: str, confidence: float, intent: str
) -> None:
    component = TellingFirst(TellingFirst.get_default_config())
    (read,) = component.process([heard(text, entity, "ask_share_requirement", confidence)])
    assert read.get("intent")["name"] == intent
    assert read.get("intent_ranking")[0]["name"] == intent
