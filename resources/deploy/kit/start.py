"""Where the frozen program starts: the command `kiosk`, and what its own child processes are started with."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    if "--multiprocessing-fork" in sys.argv:  # one of the processes that speak while a bundle is built
        from multiprocessing import freeze_support

        freeze_support()
    if sys.argv[1:2] == ["-c"] and len(sys.argv) > 2:
        # `kiosk doctor` asks Qt in a process of its own, `sys.executable -c ...`: this program is that executable.
        code = sys.argv[2]
        del sys.argv[1:3]
        exec(code, {"__name__": "__main__"})
        sys.exit(0)
    from kiosk.__main__ import main

    sys.exit(main())
