"""A web of the tests' own: real servers on this machine, known by names that look like the open internet's."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from parley.desk.fetching import is_public


class LocalNames:
    """Gives names addresses of the test's choosing; allows this machine's own only where a test says so."""

    def __init__(self, names, allowed=("127.0.0.1",)):
        self.names, self.allowed, self.asked = names, allowed, []

    def addresses(self, host):
        self.asked.append(host)
        given = self.names.get(host, [host])  # a number is an address of its own
        return given() if callable(given) else given

    def allows(self, address):
        return is_public(address) or address in self.allowed


@contextmanager
def serving(pages):
    """A server that answers each path by a function of its handler; gives its port and the requests it saw."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers["Host"]))
            with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
                pages[self.path.partition("?")[0]](self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        server.server_close()


def page(body, kind="text/html; charset=utf-8", status=200, **headers):
    """A page with these bytes."""

    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def leading_to(address):
    return page(b"", status=302, Location=address)
