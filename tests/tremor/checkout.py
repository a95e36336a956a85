"""Makes `tests` the one of this checkout for programs that pytest does not run: packages ship one of that name too."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent

sys.path.insert(0, str(ROOT))
sys.modules["tests"] = ModuleType("tests")
sys.modules["tests"].__path__ = [str(ROOT / "tests")]
