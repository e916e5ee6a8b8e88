"""The page server: `python -m parley.desk.server HOST:PORT` answers pages with gunicorn."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from parley.desk.lifeline import hold, hold_to


def _hold_page_process(_server: Any, process: Any) -> None:
    """A page process ends with its server even while it begins: it would keep the port from the next desk."""
    hold_to(process.ppid)


OPTIONS = {
    "workers": 2,
    "worker_class": "gthread",
    "threads": 8,
    # A reader's next page comes on the same connection. Closed after a few seconds, it would be closed just as it is
    # asked for, and the browser of an editor who saves may not ask again by itself.
    "keepalive": 75,
    "timeout": 60,
    "graceful_timeout": 10,
    "loglevel": "error",
    "control_socket_disable": True,
    "post_fork": _hold_page_process,
}


class PageServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with the desk's settings; nothing is read from its own files or environment."""

    def __init__(self, bind: str) -> None:
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        for name, value in {**OPTIONS, "bind": self.bind}.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from parley.desk.wsgi import application

        return application


def main() -> None:
    """Serve until told to stop, or until the desk has gone."""
    hold()
    PageServer(sys.argv[1]).run()


if __name__ == "__main__":
    main()
