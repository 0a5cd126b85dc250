"""Notes what a process does that a service should not: Python runs this at its start when it is on the path."""

import json
import os
import pickle
import sys
from collections import OrderedDict

NOTED = ("pickle.find_class", "socket.bind", "socket.connect", "subprocess.Popen", "os.system")


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in NOTED:
        told = (
            [str(one) for one in arguments[1:]]
            if event.startswith("socket")
            else [*map(str, arguments)]
        )
        with open(os.environ["WENCE_TEST_WATCHED"], "a", encoding="utf-8") as file:
            file.write(json.dumps([os.getpid(), event, *told]) + "\n")


if "WENCE_TEST_WATCHED" in os.environ:
    sys.addaudithook(_note)
    pickle.loads(pickle.dumps(OrderedDict()))  # shows that it would be noted
