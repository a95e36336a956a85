"""Words that break programs, made by families: each family is a way in which typed words have gone wrong somewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u00ad\u200b\u2060\ufeff"
JOINERS = "\u200c\u200d"
SPACES = "\t\u00a0\u1680\u2002\u2003\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
MARKS = "\u0300\u0301\u0308\u0327\u0338\u20dd\u0489"
NAMES = (
    "Zoë", "Siân", "Seán", "O'Brien", "D’Arcy", "Anne-Marie", "Nguyễn", "Łukasz", "Þórður", "Çağlar", "Jiří", "Ștefan",
    "Müller", "Ångström", "Ngọc", "Ғалым", "Иван", "Ελένη", "محمد", "יוסף", "আয়েশা", "ਗੁਰਪ੍ਰੀਤ", "आरती", "தமிழ்", "สมชาย",
    "李小龍", "さくら", "김철수", "ሀና", "Ŵyn", "Ægir", "ʻOkina", "ß", "İpek", "ıþ", "Ǆ", "ﬁona", "𝔖𝔞𝔪", "𠮷野",
    "Å", "Null", "True",
)  # fmt: skip
"""Real names of many scripts, and some that programs take for something else."""
MARKUP = (
    "<b>Sam</b>", "<script>x</script>", "&amp;", "&#0;", "]]>", "<!--", "**Sam**", "_Sam_", "`Sam`", "# Sam",
    "- [ ] Sam",
    "[Sam](file:///etc)", "{name}", "{0}", "{", "}", "{{}}", "%s", "%n%n", "%(name)s", "$HOME", "${x}", "$(id)", "`id`",
    "'; DROP TABLE x; --", '"', "'", "\\", "\\n", "\\u0000", "\\begin{x}", "^[[31m", "(", ")", ")) Tj ET", "endstream",
    "endobj", "BT /F1 99 Tf ET", "/Title", "%PDF-1.7", "%%EOF", "<< /S /JavaScript >>", "(\\", "()()", "../../x",
    "C:\\x",
    "CON", "NUL", ".", "..", "/", "//", "-", "--", "-rf", "*", "?", "|", ";", "=1+1", "@x", "+1", "0", "-0", "1e999",
    "NaN", "inf", "undefined", "null", "None", "0x7f", "1/0", "½", "1,5", "☃", "👩🏽‍🦽", "🇬🇧", "☠️", "™", "…",
    "\ufffd", "\uffff",
    "\U0010ffff", "\ue000", "\ud800", "\udfff", "\ud83d", "\U000e0041",
)  # fmt: skip


def naughty() -> Iterator[str]:
    """Yield about 600 strings, none twice."""
    yield from dict.fromkeys(_all())


def _all() -> Iterator[str]:
    yield from ("", " ", "   ", "\n", "\n\n\n", "\t")
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield f"Sa{chr(code)}m"
    for char in BIDI + UNSEEN + JOINERS + SPACES + BREAKS:
        yield from (f"{char}Sam", f"Sa{char}m", f"Sam{char}", char)
    for mark in MARKS:
        yield from (mark, f"S{mark}am", "a" + mark * 40, "".join(one + mark for one in "Samuel"))
    for name in NAMES:
        for form in ("NFC", "NFD", "NFKC"):
            yield unicodedata.normalize(form, name)  # type: ignore[arg-type]
        yield from (name.upper(), name * 3, f"{name} {name[::-1]}")
    for words in MARKUP:
        yield from (words, f"Sam {words}", words * 5)
    for length in (1, 39, 40, 41, 59, 60, 61, 799, 800, 801, 1199, 1200, 1201, 2000):
        yield from ("W" * length, "i " * (length // 2), "é" * length)
    yield from ("\n".join("x" * 9 for _ in range(lines)) for lines in (2, 10, 50, 200))
