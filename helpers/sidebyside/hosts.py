"""How long the computer that runs a notebook keeps what is written on it."""

import os
import sys

# what Binder's own start-up sets, in its present and its earlier versions
_BINDER = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST")
SETTING = "SIDEBYSIDE_FORGETS"


def forgetful():
    """Which kind of host this is that forgets: ``binder``, ``browser``, ``named`` by whoever runs it; or an empty text.

    A host that only looks after files for a while can say so itself: `SETTING` is 1 there, and 0 where
    Binder's own names are set and the disk is kept all the same.
    """
    said = os.environ.get(SETTING, "")
    if said:
        return "" if said == "0" else "named"
    if sys.platform == "emscripten":
        return "browser"
    return "binder" if any(os.environ.get(name) for name in _BINDER) else ""
