"""Make the fonts of scripts that only paper is set in: NotoSansBengali and NotoSansGurmukhi, unhinted.

Run by hand, from any folder, with the folder that holds Noto's files as published (version 2.001 of both families):

    python resources/fonts/shaped_letters.py FOLDER

It writes four files beside itself. Nothing of a glyph is redrawn. Kept are the script's own block, the danda and double
danda, and all forms that joining and stacking letters needs; Latin letters come from the kiosk's own family.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

KEPT = {"Bengali": range(0x0980, 0x0A00), "Gurmukhi": range(0x0A00, 0x0A80)}
SHARED = (0x0020, 0x00A0, 0x0964, 0x0965, 0x200C, 0x200D, 0x25CC)


def main() -> int:
    """Read the folder named on the command line and write what the kiosk needs of it."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for script, letters in KEPT.items():
        for style in ("Regular", "Bold"):
            name = f"NotoSans{script}-{style}.ttf"
            font = TTFont(Path(sys.argv[1]) / name, recalcTimestamp=False)
            options = Options()
            options.hinting, options.name_IDs, options.name_languages = False, ["*"], ["*"]
            options.notdef_outline, options.layout_features = True, ["*"]
            cut = Subsetter(options)
            cut.populate(unicodes=[*letters, *SHARED])
            cut.subset(font)
            target = Path(__file__).with_name(name)
            font.save(target)
            print(target.name, target.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
