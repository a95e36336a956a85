"""`kiosk doctor`: the bench test, before the doors open: on the screen with a person, or as text without one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from kiosk import paths, settings
from kiosk.bench_test.finding import Finding, State, by_gravity
from kiosk.bench_test.screen import has_display
from kiosk.errors import SetupError, UsageError
from kiosk.options import BenchTestOptions, Screens

HELP = "Test this kiosk before the doors open, on its screen or as text; say what to do; write a certificate."
EXAMPLES = """
kiosk doctor
kiosk doctor --screen --certificate /srv/kiosk/bench-test.pdf
kiosk doctor --text --settings /etc/kiosk/settings.toml
kiosk doctor --json
"""
_MARK = {State.PASSED: "pass", State.FAILED: "LOOK", State.NOT_TRIED: "?   "}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk doctor`."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file to use")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="PDF to write the certificate to")
    parser.add_argument("--json", action="store_true", help="print JSON")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--screen", action="store_true", help="walk through it on the screen (usual in a terminal)")
    where.add_argument("--text", action="store_true", help="only what needs no person (usual in a pipe and over ssh)")


def run(args: argparse.Namespace) -> int:
    """Test, and print what was found; the exit code is SetupError's when anything failed.

    What was not tried does not fail, and is not counted as passed. UsageError for a walk without a screen.
    """
    if args.screen and not has_display():
        raise UsageError("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). Take --text.")
    by_hand = sys.stdout.isatty() and has_display() and not args.json and not args.text
    if args.screen or by_hand:
        screens: Screens = args.screens
        findings = screens.bench_test(BenchTestOptions(args.settings, args.certificate))
    else:
        findings = _without_a_person(args.settings, args.certificate)
    print(as_json(findings) if args.json else as_text(findings))
    return SetupError.exit_code if any(one.state is State.FAILED for one in findings) else 0


def _without_a_person(settings_file: Path | None, certificate: Path | None) -> tuple[Finding, ...]:
    from kiosk.bench_test.examine import examine, not_at_the_screen
    from kiosk.bench_test.screen import ask_qt

    chosen, seen = settings.load(settings_file or paths.settings_file()), ask_qt()
    findings = (*examine(chosen, seen), *not_at_the_screen())
    if certificate is not None:
        from kiosk.bench_test.certificate import certificate_of, write_certificate

        write_certificate(certificate_of(findings, chosen, seen, datetime.now()), chosen, certificate)
    return findings


def as_text(findings: Sequence[Finding]) -> str:
    """Return a line or two for each finding, what failed last, where the eye is."""
    from kiosk.bench_test.words import verdict, words_of

    width = max(len(one.name) for one in findings)
    lines = []
    for one in reversed(by_gravity(reversed(findings))):
        told = " (told by the person at the screen)" if one.told else ""
        lines.append(f"{_MARK[one.state]}  {one.name:<{width}}  {one.found}{told}")
        if one.do:
            lines.append(f"{'':<{width + 8}}{one.do}")
    return "\n".join([*lines, "", verdict(findings, words_of(settings.Settings()))])


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON, in the order they were made, with how many ended how."""
    from kiosk.bench_test.finding import counted

    whole = {"count": counted(findings), "findings": [asdict(one) for one in findings]}
    return json.dumps(whole, indent=2, ensure_ascii=False)
