"""Make NotoSansArabic-Regular.ttf and -Bold.ttf from the variable Noto Sans Arabic: two weights, Arabic letters only.

Run by hand, from any folder, with the variable font (axes weight and width) of Noto Sans Arabic 2.012 at hand:

    python resources/fonts/arabic_letters.py NotoSansArabic.ttf

It writes both files beside itself. Nothing of a glyph is redrawn; hinting is left out, as the kiosk draws without it.
Kept are the letters, marks and figures of Unicode's block 'Arabic', with all forms that joining them needs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = {"Regular": 400, "Bold": 700}
KEPT = [*range(0x0600, 0x0700), 0x00A0, 0x0020, 0x200C, 0x200D]


def main() -> int:
    """Read the font named on the command line and write its two weights."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for style, weight in WEIGHTS.items():
        font = instantiateVariableFont(
            TTFont(sys.argv[1], recalcTimestamp=False), {"wght": weight, "wdth": 100}, updateFontNames=True
        )
        options = Options()
        options.hinting, options.name_IDs, options.name_languages = False, ["*"], ["*"]
        options.notdef_outline, options.layout_features = True, ["*"]
        cut = Subsetter(options)
        cut.populate(unicodes=KEPT)
        cut.subset(font)
        target = Path(__file__).with_name(f"NotoSansArabic-{style}.ttf")
        font.save(target)
        print(target, target.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
