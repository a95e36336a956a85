"""`make tremor`: what trembling hands do to the kiosk, to plain buttons and to a browser, counted, as a table."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import checkout

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.support.screens import crowded_pack, kiosk_on
from tests.tremor import browser, xorg
from tests.tremor.hand import SEVERITIES, Hand, Severity
from tests.tremor.report import report
from tests.tremor.screens import every_screen
from tests.tremor.trial import Glass, Plain, Shown, Tally, fitted, trial, upper_bound
from ui.touch.taps import TapFilter

_HEAD = f"{'':28}{'taps':>7}{'right %':>9}{'wrong %':>9}{'(at most)':>10}{'twice %':>9}{'none %':>8}{'touches':>9}"


def main() -> int:
    """Let the hands tremble and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make tremor", description=__doc__.partition(": ")[2])
    parser.add_argument("--taps", type=int, default=10_000, help="intended taps of each severity (10,000)")
    parser.add_argument("--browser-taps", type=int, default=64, help="and in the browser, in real time (64; 0: none)")
    parser.add_argument("--screen-taps", type=int, default=240, help="and on a real touch screen (240; 0: none)")
    parser.add_argument("--json", type=Path, default=checkout.ROOT / "out" / "tremor.json", metavar="FILE")
    parser.add_argument("--report", type=Path, metavar="FILE", help="page to write the figures to")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        os.environ["KIOSK_HOME"] = made
        with kiosk_on("landscape", crowded_pack(Path(made) / "pack")) as kiosk:
            screens = list(every_screen(kiosk))
    controls = sum(len(one.live) for one in screens)
    print(f"{len(screens)} screens, {controls} controls; a person gives up after 8 touches. (at most): 95 % interval.")
    print("'wrong': another control was chosen; 'twice': the right one, but twice. Per intended tap.\n")
    told: dict[str, Any] = {"screens": len(screens), "controls": controls, "severities": {}}
    for severity in SEVERITIES:
        told["severities"][severity.name] = _compare(severity, screens, args.taps)
    if args.browser_taps:
        _browse(told, screens, args.browser_taps)
    if args.screen_taps:
        told["real touch screen, strong tremor"] = _touch_screen(args.screen_taps)
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if args.report is not None:
        args.report.write_text(report(told, SEVERITIES), encoding="utf-8")
    return 0


def _compare(severity: Severity, screens: Sequence[Shown], taps: int) -> dict[str, Any]:
    low, high = severity.swing
    print(f"Tremor {severity.name}: {severity.hertz[0]:g} to {severity.hertz[1]:g} Hz, {low:g} to {high:g} mm\n{_HEAD}")
    touch = fitted(Hand(severity, 3, screens[0].width, screens[0].height))
    glasses: dict[str, tuple[Glass, float]] = {
        "kiosk": (TapFilter(), 0.0),
        "kiosk, fitted to the hand": (TapFilter(touch), touch.hold),
        "plain Qt buttons": (Plain(), 0.0),
    }
    told: dict[str, Any] = {"fitted": asdict(touch)}
    for name, (glass, hold) in glasses.items():
        hand = Hand(severity, 1, screens[0].width, screens[0].height, hold)
        told[name] = _row(name, trial(glass, screens, hand, taps, seed=2))
    print(flush=True)
    return told


def _browse(told: dict[str, Any], screens: Sequence[Shown], taps: int) -> None:
    if browser.missing():
        print(f"No browser: {browser.missing()}.\n")
        return
    print(f"Chromium, a page of the same rectangles, in real time\n{_HEAD}")
    for severity in SEVERITIES:
        try:
            tally = browser.browse(screens, severity, taps)
        except RuntimeError as error:
            print(f"  Chromium, {severity.name}: not measured ({error})")
            continue
        told["severities"][severity.name]["Chromium"] = _row(f"Chromium, {severity.name}", tally)
    print(flush=True)


def _touch_screen(taps: int) -> dict[str, Any]:
    why = xorg.missing()
    if not why:
        with tempfile.TemporaryDirectory() as made, xorg.touch_screen(Path(made)) as (display, why):
            if not why:
                told = xorg.run(display, Path(made), taps)
                print(f"The kiosk on a real multi-touch screen (X server), strong tremor, one touch a tap: {told}")
                return told
    print(f"No real touch screen: {why}.")
    return {"skipped": why}


def _row(name: str, tally: Tally) -> dict[str, float]:
    wrong = tally.share(tally.wrong), upper_bound(tally.wrong, tally.taps)
    print(
        f"  {name:26}{tally.taps:7}{tally.share(tally.right):9.2f}{wrong[0]:9.3f}{wrong[1]:10.3f}"
        f"{tally.share(tally.again):9.2f}{tally.share(tally.none):8.2f}{tally.touches / tally.taps:9.2f}",
        flush=True,
    )
    return {**tally.as_json(), "wrong_percent_at_most": round(wrong[1], 4)}


if __name__ == "__main__":
    sys.exit(main())
