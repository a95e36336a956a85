"""The command line without a glass, for tests of commands that show nothing."""

from __future__ import annotations

from kiosk.options import RunOptions, TourOptions


class NoScreens:
    """Screens that no command may ask for."""

    def run(self, options: RunOptions) -> int:
        raise AssertionError(options)

    def tour(self, options: TourOptions) -> int:
        raise AssertionError(options)
