"""Where the frozen program starts: the command `kiosk`, and what its own child processes are started with.

Those take `sys.executable` for Python: `kiosk doctor` with `-c CODE`, Python's own `multiprocessing` with some switches
before that, or with words of its own. Whoever may start this program may start Python, so that opens no door.
"""

from __future__ import annotations

import re
import sys

if __name__ == "__main__":
    if "--multiprocessing-fork" in sys.argv:  # one of the processes that speak while a bundle is built
        from multiprocessing.spawn import freeze_support

        freeze_support()
    switches = 1
    while switches < len(sys.argv) and re.fullmatch("-[BEISOs]", sys.argv[switches]):
        switches += 1
    if sys.argv[switches : switches + 1] == ["-c"] and len(sys.argv) > switches + 1:
        code = sys.argv[switches + 1]
        sys.argv[:] = ["-c", *sys.argv[switches + 2 :]]
        exec(code, {"__name__": "__main__"})
        sys.exit(0)
    from kiosk.__main__ import main

    sys.exit(main())
