"""The page server: `python -m parley.desk.server HOST:PORT` answers pages, with gunicorn where it runs."""

from __future__ import annotations

import sys
from typing import Any

from parley.desk.lifeline import THREADED, hold, hold_to


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


def main() -> None:
    """Serve until told to stop, or until the desk has gone."""
    hold()
    bind, *how = sys.argv[1:]
    if THREADED in how:
        _threaded(bind)
    else:
        _in_processes(bind)


def _threaded(bind: str) -> None:
    from django.conf import settings  # once the application is there

    from parley.desk.threaded import run
    from parley.desk.wsgi import application

    run(bind, application, behind_proxy=settings.BEHIND_PROXY)


def _in_processes(bind: str) -> None:
    """Gunicorn with the desk's settings; nothing is read from its own files or environment."""
    from gunicorn.app.base import BaseApplication  # not on Windows

    class PageServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in {**OPTIONS, "bind": bind}.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from parley.desk.wsgi import application

            return application

    PageServer().run()


if __name__ == "__main__":
    main()
