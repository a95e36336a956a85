"""Every check that needs no person, in the order of a start; and what a person would have to try, when nobody is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.bench_test import content, machine, paper
from kiosk.bench_test.finding import Finding, failed, untried
from kiosk.bench_test.others import others
from kiosk.bench_test.screen import Seen, screen, sound
from kiosk.errors import KioskError
from kiosk.settings import Settings

AT_THE_SCREEN = (
    "touch", "picture size", "viewing distance", "palm", "edges", "voice heard", "voice recorded back", "headset",
    "keypad", "test sheet",
)  # fmt: skip
"""What takes a person at the glass."""


def examine(chosen: Settings, seen: Seen, own_window: int = 0) -> Iterator[Finding]:
    """Yield a finding for everything that the kiosk needs and that can be seen without a person.

    `own_window`: the X window of the caller, which is no other program.
    """
    yield content.settings_file(chosen)
    yield screen(seen, chosen)
    yield sound(seen, chosen)
    for name, look in _LOOKS:
        try:
            yield look(chosen)
        except KioskError as error:
            yield failed(name, str(error), _DO[name])
    yield machine.disk()
    yield machine.memory()
    yield machine.swap()
    yield machine.core_dumps()
    yield others(own_window)


def not_at_the_screen() -> Iterator[Finding]:
    """Yield what nobody tried, because it takes a person at the glass."""
    for name in AT_THE_SCREEN:
        yield untried(name, "It takes a person at the glass.", "Run 'kiosk doctor --screen' there.")


_DO = {
    "fonts": "Install the kiosk again.",
    "letters": "Look at 'content' in the settings.",
    "languages": "Install the kiosk again.",
    "voice": "Run 'kiosk voices install', or set voice = \"none\".",
    "printer": "Look at the print system with 'kiosk printers', and at 'printer' and 'print_folder' in the settings.",
    paper.SUPPLIES: "Look at the print system with 'kiosk printers'.",
    paper.SPOOL: "Look at the print system with 'kiosk printers'.",
    "bundle": "Build it again with 'kiosk bundle build', or look at 'content' in the settings.",
    "drafts": "Look at 'content' in the settings.",
    "reviews": "Build the content again with 'kiosk bundle build', or look at 'content' in the settings.",
    "clock": "Set the clock.",
}
"""What to do where a look ends in an error instead of an answer."""

_LOOKS: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
    ("fonts", content.fonts),
    ("letters", content.letters),
    ("languages", content.languages),
    ("voice", content.voice),
    ("printer", paper.printer),
    (paper.SUPPLIES, paper.supplies),
    (paper.SPOOL, paper.keeps_nothing),
    ("bundle", content.bundle),
    ("drafts", content.drafts),
    ("reviews", content.reviews),
    ("clock", content.clock),
)
