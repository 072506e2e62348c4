"""Serves the product on one machine: a few processes, nothing to install beside."""

from __future__ import annotations

import os
import socket
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def serve(host: str, port: int, processes: int) -> int:
    """Serve until interrupted. 2 when the port is taken or not allowed, with a sentence that says what to do."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        print(
            f"--port {port}: {error}. Choose another port, for example --port {8001 if port == 8000 else 8000}.",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    print(
        f"Pathfinder is at http://{'localhost' if host == '127.0.0.1' else host}:{port}/  (Ctrl-C stops it)", flush=True
    )
    Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,  # in each process: more would only wait for each other
        log_access=False,  # what visitors ask for is nobody's business
        log_level=LogLevels.warning,
    ).serve()
    return 0
