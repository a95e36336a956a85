"""Whether a headset is in, from what a sound server tells: ports of a card, devices that come, servers that go."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.loudspeaker import loudspeaker, needs_server
from tests.support.source import ROOT
from ui.adapters import headset
from ui.adapters.headset import HeadsetWatch, Into, Notice, goes_into

CARD = Path(__file__).with_name("hda_sinks.json")
"""What `pactl -f json list sinks` (16.1) tells of a PC with HDMI and sockets for headphones and a line, both empty.

Put together from its form and from what such cards (snd_hda_intel) tell: this machine has none.
"""
ANALOG, HDMI = "alsa_output.pci-0000_00_1b.0.analog-stereo", "alsa_output.pci-0000_00_03.0.hdmi-stereo"


def card(active: str = "analog-output-lineout", **available: str) -> str:
    """Return what the card tells with a port `active` and others as `available` (headphones='available')."""
    sinks = json.loads(CARD.read_text(encoding="utf-8"))
    for port in sinks[0]["ports"]:
        port["availability"] = available.get(port["name"].rpartition("-")[2], port["availability"])
    sinks[0]["active_port"] = active
    return json.dumps(sinks)


def headphones(available: str) -> str:
    return card("analog-output-headphones", headphones=available)


def test_a_plug_in_the_socket_for_headphones_is_seen_when_sound_goes_there() -> None:
    assert goes_into(card(), ANALOG) is Into.ROOM
    assert goes_into(headphones("available"), ANALOG) is Into.SOCKET


def test_headphones_that_sound_does_not_go_to_do_not_count() -> None:
    assert goes_into(card(headphones="available"), ANALOG) is Into.UNTOLD, "it still goes to the line"
    assert goes_into(headphones("available"), HDMI) is Into.UNTOLD
    assert goes_into(card(), HDMI) is Into.ROOM
    assert goes_into(headphones("available"), "") is Into.UNTOLD


def test_a_server_that_has_no_card_yet_tells_nothing_of_a_socket() -> None:
    dummy = {"name": "auto_null", "properties": {"device.class": "abstract"}, "ports": [], "active_port": None}
    assert goes_into(json.dumps([dummy]), "auto_null") is Into.UNTOLD
    assert goes_into("", "") is Into.UNTOLD


@pytest.mark.parametrize("available", ["not available", "availability unknown", "", "verfügbar"])
def test_a_card_that_does_not_feel_its_plug_is_no_headset(available: str) -> None:
    assert goes_into(headphones(available), ANALOG) is Into.ROOM


@pytest.mark.parametrize(("form", "into"), [
    ("headset", Into.HEADSET), ("headphone", Into.HEADSET), ("handset", Into.HEADSET),
    ("speaker", Into.ROOM), ("hands-free", Into.ROOM), ("", Into.ROOM), (None, Into.ROOM), (["headset"], Into.ROOM),
])  # fmt: skip
def test_a_device_by_usb_counts_by_what_it_says_it_is(form: object, into: Into) -> None:
    ports = [{"name": "analog-output", "type": "Analog", "availability": "availability unknown"}]
    properties = {"device.form_factor": form}
    sink = {"name": "usb", "properties": properties, "ports": ports, "active_port": "analog-output"}
    assert goes_into(json.dumps([sink]), "usb") is into


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["usb", "headset", "available"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["name", "properties", "ports", "active_port", "type", "availability", "device.form_factor"])
        | st.text(max_size=4), inner, max_size=6,
    ),
    max_leaves=24,
)  # fmt: skip


@given(st.text() | JSON.map(json.dumps) | st.lists(JSON).map(json.dumps), st.sampled_from(["usb", "", "headset"]))
def test_nothing_that_a_server_can_tell_makes_it_fail(told: str, default: str) -> None:
    assert goes_into(told, default) in Into


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_a_listing_that_was_cut_off_tells_nothing(first: int, last: int) -> None:
    told = headphones("available")
    assert goes_into(told[first : max(first, len(told) - 1 - last)], ANALOG) is Into.UNTOLD


def test_a_listing_without_an_end_tells_nothing() -> None:
    assert goes_into("[" * 200_000, ANALOG) is Into.UNTOLD


def looks(*seen: Into) -> list[tuple[bool, bool] | None]:
    notice = Notice()
    return [notice.look(one) for one in seen]


def test_only_what_is_put_in_while_it_is_watched_was_put_in_by_somebody_there() -> None:
    assert looks(Into.ROOM, Into.ROOM, Into.SOCKET, Into.SOCKET, Into.ROOM) == [
        (False, False), None, (True, True), None, (False, True),
    ]  # fmt: skip
    assert looks(Into.HEADSET, Into.ROOM, Into.HEADSET) == [(True, False), (False, True), (True, True)]


def test_a_plug_that_was_in_the_socket_from_the_start_may_be_the_loudspeakers_until_it_has_been_out() -> None:
    assert looks(Into.SOCKET, Into.SOCKET, Into.ROOM, Into.SOCKET) == [(False, False), None, None, (True, True)]
    assert looks(Into.UNTOLD, Into.SOCKET) == [(False, False), None], "the server was still starting"
    assert looks(Into.HEADSET, Into.SOCKET) == [(True, False), (False, True)], "sound went back to the loudspeaker"


@given(st.lists(st.sampled_from(Into), max_size=12))
def test_what_is_told_is_new_each_time(seen: list[Into]) -> None:
    told = [one for one in looks(*seen) if one is not None]
    assert all(one[0] is not other[0] for one, other in itertools.pairwise(told))
    assert [now for _, now in told] == [False, *[True] * (len(told) - 1)][: len(told)]


# -- a real server -----------------------------------------------------------------------------------------------------


class Told:
    """Keeps what a watch tells, and waits for it."""

    def __init__(self) -> None:
        self.told: list[tuple[bool, bool]] = []
        self._new = threading.Condition()

    def __call__(self, inside: bool, now: bool) -> None:
        with self._new:
            self.told.append((inside, now))
            self._new.notify()

    def until(self, *wanted: tuple[bool, bool]) -> float:
        """Wait until exactly that was told since the last time; return the moment."""
        with self._new:
            assert self._new.wait_for(lambda: len(self.told) >= len(wanted), 15), f"only {self.told} came"
            assert self.told == list(wanted)
            self.told.clear()
        return time.monotonic()


@pytest.fixture
def told() -> Told:
    return Told()


def ask(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(["pactl", *words], env=environment, check=True, capture_output=True, text=True).stdout.strip()


def alive(name: str, environment: dict[str, str]) -> list[int]:
    """Return the numbers of processes `name` that were started with the sound server of `environment`."""
    wanted = f"PULSE_SERVER={environment['PULSE_SERVER']}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and (entry / "comm").read_text().strip() == name:
                found += [int(entry.name)] if wanted in (entry / "environ").read_bytes() else []
        except OSError:
            continue  # it has ended meanwhile
    return found


@needs_server
def test_a_headset_is_noticed_as_it_goes_in_and_out_and_nothing_is_left_behind(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with loudspeaker(tmp_path, "module-switch-on-connect ignore_virtual=no") as environment:
        for name in ("PULSE_SERVER", "HOME", "XDG_RUNTIME_DIR"):
            monkeypatch.setenv(name, environment[name])
        monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
        watch = HeadsetWatch(told)
        watch.start()
        told.until((False, False))
        time.sleep(1.0)
        late = []
        for _ in range(3):
            asked = time.monotonic()
            module = ask(environment, "load-module", "module-null-sink", "sink_name=usb",
                         "sink_properties=device.form_factor=headset")  # fmt: skip
            late.append(told.until((True, True)) - asked)
            asked = time.monotonic()
            ask(environment, "unload-module", module)
            late.append(told.until((False, True)) - asked)
        print("noticed after", [round(one, 3) for one in late])
        assert sorted(late)[3] < 1.0
        deadline, alone = time.monotonic() + 10, 0
        while alone < 10 and time.monotonic() < deadline:  # the last news is still being looked into
            alone = alone + 1 if len(alive("pactl", environment)) == 1 else 0
            time.sleep(0.05)
        assert alone == 10
        watch.close()
        assert alive("pactl", environment) == []
    assert told.told == []


@needs_server
def test_a_server_that_goes_away_takes_the_headset_with_it_and_is_found_again(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headset, "_AGAIN_SECONDS", 0.2)
    monkeypatch.setattr(headset, "_LONGEST_SECONDS", 0.4)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/socket")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    watch = HeadsetWatch(told)
    watch.start()
    try:
        time.sleep(1.0)
        assert set(told.told) == {(False, False)}, "there is no server yet"
        with loudspeaker(tmp_path, "module-null-sink sink_name=usb sink_properties=device.form_factor=headset") as own:
            ask(own, "set-default-sink", "usb")
            deadline = time.monotonic() + 10
            while told.told[-1][0] is False and time.monotonic() < deadline:
                time.sleep(0.02)
            assert told.told[-1][0], "one that came with the server"
            told.told.clear()
        told.until((False, False))
    finally:
        watch.close()


WATCH = """
import sys, time
from ui.adapters.headset import HeadsetWatch
HeadsetWatch(lambda inside, now: print(inside, flush=True)).start()
time.sleep(60)
"""


@needs_server
def test_a_program_that_is_killed_leaves_no_listener_behind(tmp_path: Path) -> None:
    with loudspeaker(tmp_path) as environment:
        words = [sys.executable, "-c", WATCH]
        with subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.PIPE) as watching:
            assert watching.stdout is not None
            assert watching.stdout.readline() == b"False\n"
            deadline = time.monotonic() + 10
            while not alive("pactl", environment) and time.monotonic() < deadline:
                time.sleep(0.02)
            assert alive("pactl", environment)
            watching.kill()
        deadline = time.monotonic() + 10
        while alive("pactl", environment) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert alive("pactl", environment) == []


def test_where_pactl_is_missing_it_is_quiet(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headset, "PROGRAM", "no-such-program")
    watch = HeadsetWatch(told)
    watch.start()
    watch.close()
    assert told.told == []
    watch.close()


def test_one_that_hangs_is_ended_with_the_program(told: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\necho $$ >> $0.started\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(headset, "PROGRAM", str(slow))
    monkeypatch.setattr(headset, "_ASKED_SECONDS", 0.2)
    watch = HeadsetWatch(told)
    watch.start()
    time.sleep(0.6)
    begun = time.monotonic()
    watch.close()
    assert time.monotonic() - begun < 3
    for number in (tmp_path / "slow.started").read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), signal.SIGCONT)
