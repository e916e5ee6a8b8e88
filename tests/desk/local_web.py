"""A web of the tests' own: real servers on this machine, known by names that look like the open internet's."""

from __future__ import annotations

import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
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
def serving(pages, tls=None):
    """A server that answers each path by a function of its handler; gives its port and the requests it saw.

    With `tls` (a server's SSL context) it speaks https.
    """
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
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        server.server_close()


def certificate(name, folder):
    """A certificate for a name, signed by itself, as a file for clients and a context for the server."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


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
