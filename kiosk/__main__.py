"""Front door: `kiosk` shows the screen, `kiosk VERB` does a job. The only file of the core that may import `ui`.

A plain start imports neither the command line nor anything else that the first picture does not need.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.errors import KioskError, SetupError
from kiosk.options import BenchTestOptions, Overflow, RunOptions, TourOptions

if TYPE_CHECKING:
    from kiosk.bench_test.finding import Finding


class Glass:
    """The screens of `ui`, imported when one is asked for."""

    def run(self, options: RunOptions) -> int:
        """Show the kiosk; SetupError when Qt or a system library is missing."""
        gc.disable()  # a start only makes things; `ui.app` turns it on again once the first picture is painted
        try:
            from ui import app
        except ImportError as error:
            raise _not_installed(error) from error
        return app.run(options)

    def tour(self, options: TourOptions) -> int:
        """Walk through the kiosk; SetupError when Qt or a system library is missing."""
        try:
            from ui import tour
        except ImportError as error:
            raise _not_installed(error) from error
        return tour.run(options)

    def safe(self) -> int:
        """Show the page that sends people to the desk; SetupError when Qt or a system library is missing."""
        try:
            from ui import safe
        except ImportError as error:
            raise _not_installed(error) from error
        return safe.run()

    def bench_test(self, options: BenchTestOptions) -> tuple[Finding, ...]:
        """Walk a person through the bench test; SetupError when Qt or a system library is missing."""
        try:
            from ui.bench_test.run import run
        except ImportError as error:
            raise _not_installed(error) from error
        return run(options)

    def overflow(self, content: Path) -> tuple[Overflow, ...]:
        """Measure every page of a pack on a glass that nobody sees; SetupError when Qt is missing."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # an author may have no display at hand
        try:
            from ui import overflow
        except ImportError as error:
            raise _not_installed(error) from error
        return overflow.run(content)


def _not_installed(error: ImportError) -> SetupError:
    return SetupError(f"The screen cannot start, because a part of it is missing: {error}. {paths.setting_up()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code (`kiosk.errors`)."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words:
        from kiosk import cli

        return cli.main(words, Glass())
    try:
        return Glass().run(RunOptions())
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
