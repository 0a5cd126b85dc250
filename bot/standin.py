"""Imports Rasa without TensorFlow.

Rasa imports TensorFlow for the components that learn with it, whether a pipeline has them or not.
None of ours does, so TensorFlow is not installed, and while Rasa's components are imported an inert
module answers in its place: its attributes are empty classes, good enough for a base class or a type
annotation, and they fail as soon as anybody computes with one.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# webexteamssdk is for a channel that is not used; importing it runs git in the current folder.
ABSENT = ("tensorflow", "keras", "webexteamssdk")


class _InertType(type):
    """A class whose every attribute is another inert class."""

    def __getattr__(cls, name: str) -> type:
        return _inert(cls, name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if args and callable(args[0]):  # used as a decorator, as in `@tf.function`
            return args[0]
        return super().__call__(*args, **kwargs)


class _InertModule(ModuleType):
    def __getattr__(self, name: str) -> type:
        return _inert(self, name)


def _inert(owner: Any, name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    attribute = _InertType(name, (), {"__module__": owner.__name__})
    setattr(owner, name, attribute)
    return attribute


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: attributes are made when asked for."""


@contextmanager
def _standing_in() -> Iterator[None]:
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in ABSENT]:
            del sys.modules[name]


def import_rasa() -> None:
    """Imports every module of Rasa that wants TensorFlow; afterwards Rasa is used as usual.

    Call it before anything else imports `rasa`. The stand-in is gone when this returns, so that no
    other library takes it for the real thing.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # spaCy looks for TensorFlow too and must not find the stand-in.
        importlib.import_module("spacy")
        # Sanic turns deprecation warnings back on.
        importlib.import_module("sanic.app")
        warnings.simplefilter("ignore")
        with _standing_in():
            importlib.import_module("rasa.engine.recipes.default_components")
            importlib.import_module("rasa.core.agent")
