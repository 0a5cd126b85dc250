"""Rasa without TensorFlow, in a fresh process each."""

from __future__ import annotations

import subprocess
import sys

from bot.project import WENCE

CHECK = """
import sys, warnings
from bot.standin import import_rasa
filters = list(warnings.filters)
import_rasa()
import rasa.nlu.classifiers.diet_classifier as diet, rasa.core.policies.ted_policy
assert diet.DIETClassifier and diet.tf.keras.layers.Layer.anything
assert not {"tensorflow", "keras", "webexteamssdk"} & set(sys.modules), "the stand-in stayed"
from thinc.compat import has_tensorflow
assert not has_tensorflow
for absent in ("tensorflow", "keras"):
    try:
        __import__(absent)
    except ModuleNotFoundError:
        continue
    raise AssertionError(absent)
try:
    diet.tf.zeros(3) + 1
except TypeError:
    print("fails when computed with")
"""


def test_the_stand_in_serves_rasa_and_nobody_else() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", CHECK],
        cwd=WENCE.root,
        capture_output=True,
        text=True,
        env={"SQLALCHEMY_SILENCE_UBER_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "fails when computed with\n"
