"""The way to the print system: IPP over HTTP, through CUPS's own socket or a port, each question with a time limit."""

from __future__ import annotations

import getpass
import http.client
import itertools
import os
import socket
from collections.abc import Sequence
from pathlib import Path

from kiosk.errors import PrinterError
from kiosk.printing.ipp import Answer, Attribute, Operation, Tag, decode, encode

SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
PORT = 631
QUESTION_SECONDS = 4.0
DOCUMENT_SECONDS = 20.0


class _SocketConnection(http.client.HTTPConnection):
    """HTTP through a socket in the file system; CUPS knows the user by it."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Server:
    """A CUPS server. `address` is a socket's path or 'host:port'; it is not asked anything until it is used."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = itertools.count(1)

    def uri(self, path: str) -> str:
        """Return the address of a queue or job ('/printers/kiosk') as IPP names it."""
        return f"ipp://localhost{path}"

    def ask(
        self, operation: Operation, path: str, attributes: Sequence[Attribute] = (), document: bytes = b"",
        job: Sequence[Attribute] = (),
    ) -> Answer:  # fmt: skip
        """Send one request and return the answer, whatever its status; PrinterError when there is none in time."""
        user = Attribute(Tag.NAME, "requesting-user-name", (getpass.getuser(),))
        groups: list[tuple[Tag, Sequence[Attribute]]] = [(Tag.OPERATION, (*attributes, user))]
        if job:
            groups.append((Tag.JOB, job))
        body = encode(operation, next(self._numbers), groups) + document
        seconds = DOCUMENT_SECONDS if document else QUESTION_SECONDS
        status, reason, data = self._exchange("POST", path, seconds, body)
        if status != http.HTTPStatus.OK:
            raise PrinterError(
                f"The print system at {self.address} refused the request ({status} {reason}). "
                "Let the kiosk's user print, in CUPS's settings."
            )
        return decode(data)

    def file(self, path: str) -> bytes:
        """Return a file that CUPS hands out, such as a queue's description; b"" where it hands out none."""
        status, _, data = self._exchange("GET", path, QUESTION_SECONDS)
        return data if status == http.HTTPStatus.OK else b""

    def _exchange(self, method: str, path: str, seconds: float, body: bytes = b"") -> tuple[int, str, bytes]:
        """Return status, its words and what was answered; PrinterError when nothing is in time."""
        connection = self._connection(seconds)
        headers = {"Content-Type": "application/ipp", "Host": "localhost"} if body else {"Host": "localhost"}
        if self._is_socket:
            headers["Authorization"] = f"PeerCred {getpass.getuser()}"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.reason, response.read()
        except (OSError, http.client.HTTPException) as error:
            raise PrinterError(
                f"The print system at {self.address} does not answer. Check that CUPS is running on this machine."
            ) from error
        finally:
            connection.close()

    @property
    def _is_socket(self) -> bool:
        return self.address.startswith("/")

    def _connection(self, timeout: float) -> http.client.HTTPConnection:
        if self._is_socket:
            return _SocketConnection(self.address, timeout)
        host, _, port = self.address.partition(":")
        return http.client.HTTPConnection(host, int(port or PORT), timeout=timeout)


def find_server() -> Server | None:
    """Return the machine's CUPS server: `CUPS_SERVER` if set, else its socket; None when there is neither."""
    named = os.environ.get("CUPS_SERVER")
    if named:
        return Server(named)
    return next((Server(path) for path in SOCKETS if Path(path).is_socket()), None)
