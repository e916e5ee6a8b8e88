"""The page server where gunicorn does not run (Windows): one process with threads, by waitress."""

from __future__ import annotations

import signal
import socket
import time
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

OPTIONS: dict[str, Any] = {
    "threads": 16,
    "channel_timeout": 75,  # seconds a reader's connection stays open, as with gunicorn (parley.desk.server)
    "max_request_body_size": 16 * 1024 * 1024,  # Django refuses what is above its own limit first
    "ident": None,  # no header that tells whom to attack
}
_GRACE = 10.0  # seconds to end what is being answered
_LOOK = 0.5  # seconds between looks whether it was told to stop: nothing wakes a waiting server on Windows


class _Stop:
    asked = False

    def __call__(self, *_: object) -> None:
        self.asked = True


def run(bind: str, application: Any, *, behind_proxy: bool = False) -> None:
    """Answer at HOST:PORT until told to stop (SIGTERM, Ctrl-C; on Windows Ctrl-Break), then end what was begun.

    Args:
        behind_proxy: what a proxy says in X-Forwarded headers is handed on; else such headers are dropped.
    """
    stop = _Stop()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    open_ones: dict[int, Any] = {}
    server = create_server(
        application,
        map=open_ones,
        sockets=[_listening(bind)],
        clear_untrusted_proxy_headers=not behind_proxy,
        **OPTIONS,
    )
    while not stop.asked:
        wasyncore.loop(timeout=_LOOK, map=open_ones, count=1)
    wasyncore.dispatcher.close(server)  # no new connections; those there are stay until they are answered
    until = time.monotonic() + _GRACE
    while time.monotonic() < until and any(_is_busy(each) for each in list(server.active_channels.values())):
        wasyncore.loop(timeout=0.1, map=open_ones, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def _is_busy(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _listening(bind: str) -> socket.socket:
    host, _, port = bind.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows the option below would share a port that is taken
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, int(port)))
    return made
