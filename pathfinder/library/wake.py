"""The bell of this process's thread that makes rounds: it rings when a letter is owed, so that nobody waits a minute."""

import threading

_called = threading.Event()


def soon() -> None:
    """Wake the thread, if this process has one."""
    _called.set()


def wait_until_called(seconds: float) -> None:
    _called.wait(seconds)
    _called.clear()
