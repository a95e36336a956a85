"""Files written whole."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.files import write_whole


@pytest.mark.parametrize("content", ["Zoë\n", b"%PDF-\x00\xff"])
def test_a_file_holds_all_that_was_written_and_nothing_stands_beside_it(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_whole(path, b"older and longer than what comes next")
    write_whole(path, content, 0o600)
    assert path.read_bytes() == (content.encode() if isinstance(content, str) else content)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_get_its_name_is_not_left_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.mkdir()
    with pytest.raises(OSError, match="file"):
        write_whole(path, "words about a person")
    assert list(tmp_path.iterdir()) == [path]
