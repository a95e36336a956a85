"""The people who may open the nurse desk: `staff.toml`, one entry each, the PIN as an argon2id hash.

    [[person]]
    name = "Ana"
    pin = "$argon2id$v=19$m=65536,t=3,p=4$..."

A hash of six digits alone would fall to somebody who copies the file (10^6 tries). So a pepper is mixed in where the
machine has one: 32 bytes or more, handed over by systemd as the credential `kiosk-pepper` (`LoadCredentialEncrypted=`),
never kept beside the hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import SettingsError, UsageError
from kiosk.files import quoted
from kiosk.staff.entries import clean_name, read_entries, write_entries

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PIN_DIGITS = (6, 12)
"""Fewest and most digits of a PIN."""
MOST_PEOPLE = 20
"""Every hash is tried for every PIN, so that no time tells who it was; each takes about 0.1 s."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the staff."""

    name: str
    pin: str
    """The argon2id hash."""


class StaffList:
    """The staff file. Slow by design (argon2id): use it off the GUI thread."""

    def __init__(self, path: Path, pepper: bytes | None = None) -> None:
        """`pepper`: None takes the machine's own, `b""` none at all."""
        self.path = path
        self._pepper = machine_pepper() if pepper is None else pepper

    def people(self) -> tuple[Person, ...]:
        """Return everyone listed, in the file's order; SettingsError when the file can't be read."""
        found = []
        for row in read_entries(self.path, "person"):
            if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("name", "pin")):
                raise SettingsError(f"{self.path} has an entry without name or pin. Remove it, or add staff anew.")
            found.append(Person(row["name"], row["pin"]))
        return tuple(found)

    def add(self, name: str, pin: str) -> None:
        """List someone new; UsageError when name or PIN can't be taken, with what to choose instead."""
        people = self.people()
        name = clean_name(name, "A name")
        if any(one.name.casefold() == name.casefold() for one in people):
            raise UsageError(f"'{name}' is on the list already. Remove the entry first, or use another name.")
        if len(people) >= MOST_PEOPLE:
            raise UsageError(f"The list is full ({MOST_PEOPLE} people). Remove someone who has left.")
        refuse_weak(pin)
        if self.who(pin, people) is not None:
            raise UsageError("This PIN can't be used. Choose another one.")  # says not whose it is
        self._write((*people, Person(name, _hasher().hash(self._mixed(pin)))))

    def remove(self, name: str) -> None:
        """Take someone off the list; UsageError when nobody is called so."""
        people = self.people()
        left = tuple(one for one in people if one.name.casefold() != name.strip().casefold())
        if len(left) == len(people):
            raise UsageError(f"Nobody on the list is called '{name}'. See them with: kiosk staff list")
        self._write(left)

    def who(self, pin: str, people: tuple[Person, ...] | None = None) -> Person | None:
        """Return whose PIN it is, else None. Tries every hash whatever it finds, so that the time tells nothing."""
        from argon2.exceptions import InvalidHashError, VerificationError

        found = None
        hasher, mixed = _hasher(), self._mixed(pin)
        for person in self.people() if people is None else people:
            try:
                hasher.verify(person.pin, mixed)
            except (VerificationError, InvalidHashError):
                continue
            found = found or person
        return found

    def _mixed(self, pin: str) -> bytes:
        return hmac.new(self._pepper, pin.encode(), hashlib.sha256).digest() if self._pepper else pin.encode()

    def _write(self, people: tuple[Person, ...]) -> None:
        entries = [f"[[person]]\nname = {quoted(one.name)}\npin = {quoted(one.pin)}\n" for one in people]
        text = "# Made by 'kiosk staff'. PINs are hashes: a forgotten one can only be replaced.\n\n" + "\n".join(
            entries
        )
        write_entries(self.path, text, 0o640)


def machine_pepper() -> bytes:
    """Return the secret that systemd handed over as `kiosk-pepper`, `b""` where there is none."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    try:
        return (Path(folder) / "kiosk-pepper").read_bytes() if folder else b""
    except FileNotFoundError:
        return b""


def refuse_weak(pin: str) -> None:
    """Raise UsageError for a PIN that is no row of digits, or that is guessed first."""
    low, high = PIN_DIGITS
    if not (pin.isascii() and pin.isdecimal() and low <= len(pin) <= high):
        raise UsageError(f"A PIN has {low} to {high} digits and nothing else.")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeats = any(pin == pin[:size] * (len(pin) // size) for size in (1, 2, 3) if len(pin) % size == 0)
    if repeats or (len(steps) == 1 and steps <= {1, 9}):
        raise UsageError("This PIN is one of the first that people try. Choose digits without a pattern.")
    if _is_date(pin):
        raise UsageError("This PIN looks like a date, and dates are tried first. Choose digits without a pattern.")


def _is_date(pin: str) -> bool:
    if len(pin) == 6:
        day, month, year = pin[:2], pin[2:4], "19" + pin[4:]
        orders = [(day, month, year), (month, day, year), (pin[4:], pin[2:4], "19" + pin[:2])]
    elif len(pin) == 8:
        orders = [(pin[:2], pin[2:4], pin[4:]), (pin[2:4], pin[:2], pin[4:]), (pin[6:], pin[4:6], pin[:4])]
        orders = [order for order in orders if 1900 <= int(order[2]) <= 2100]
    else:
        return False
    return any(_exists(int(day), int(month), int(year)) for day, month, year in orders)


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()
