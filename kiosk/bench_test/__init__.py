"""The bench test: whether this machine can do the whole job, before the doors open. One check is one small function.

In here: what is looked at without questions (`examine`), what a person's touches and answers at the screen come to
(`touches`, `answers`), and what of it stands on the certificate. Not in here: Qt, and drawing (`kiosk.handout`).
Only the command line and `ui.bench_test` may import it.
"""

from __future__ import annotations
