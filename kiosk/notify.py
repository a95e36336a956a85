"""What systemd is told: that the kiosk is ready, and that it lives.

One datagram a message, as sd_notify(3) describes; packages that do this come as source only, which an offline
install cannot build.
"""

from __future__ import annotations

import socket
from collections.abc import MutableMapping
from dataclasses import dataclass

READY = "READY=1"
ALIVE = "WATCHDOG=1"


@dataclass(frozen=True, slots=True)
class Manager:
    """The service manager that started this program."""

    address: str
    """Path of its socket; a leading '@' stands for an abstract one."""
    patience: float
    """Seconds without a sign of life before it starts the program anew; 0.0: it does not watch."""

    def tell(self, message: str) -> None:
        """Send a message, without ever waiting; OSError when it can't be sent."""
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as end:
            end.setblocking(False)
            end.sendto(message.encode(), address)


def manager(environment: MutableMapping[str, str]) -> Manager | None:
    """Return who started this program as a service, None where nobody did.

    Takes what it reads out of `environment`: a program that this one starts must not speak for it. WATCHDOG_PID is
    not compared: in a session it names the compositor, whose child this program is.
    """
    address = environment.pop("NOTIFY_SOCKET", "")
    period = environment.pop("WATCHDOG_USEC", "")
    environment.pop("WATCHDOG_PID", None)
    if not address:
        return None
    return Manager(address, int(period) / 1e6 if period.isdecimal() else 0.0)
