"""The bench test on the glass: a walk of a few steps for whoever sets the kiosk up, with the kiosk's own controls.

In here: the steps, the window they stand in, and what feels raw touches. Not in here: what answers come to
(`kiosk.bench_test`), and anything that patients see. Only `kiosk.__main__` may import it.
"""

from __future__ import annotations
