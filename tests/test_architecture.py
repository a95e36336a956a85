"""The plan of the house, as tests: who may import whom, what is said where, how large a room may grow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source import ROOT, imported, modules

MAY_START_PROCESSES = {
    "kiosk/staff/call.py": "starts the program that the clinic names to call staff",
    "kiosk/kit/commands.py": "runs pip, PyInstaller, nfpm, apt and git, to make a kit",
    "kiosk/bench_test/screen.py": "asks Qt for screen and sound, which the core may not import",
    "kiosk/bench_test/loopback.py": "records what the machine sends to its loudspeaker",
    "kiosk/check/spelling.py": "asks hunspell for words it does not know, for authors",
    "kiosk/readaloud/rendering.py": "speaks a pack in several processes while a bundle is built",
    "kiosk/readaloud/phonemes.py": "asks espeak-ng for phonemes while content is built",
    "kiosk/readaloud/espeak.py": "has espeak-ng speak, where it is set as a voice",
    "ui/adapters/headset.py": "asks the sound server whether a headset is in",
    "kiosk/readaloud/measuring.py": "measures each voice in a process of its own",
}
STARTS_PROCESSES = {
    "subprocess", "multiprocessing", "pty", "PySide6.QtCore.QProcess", "concurrent.futures.ProcessPoolExecutor",
}
OS_CALLS = re.compile(r"\bos\.(system|popen|spawn\w*|exec\w*|fork\w*|posix_spawn\w*)\b")

MAY_NAME_COLOURS = {
    "kiosk/check/page.py": "a page for a browser, which has no theme of the kiosk",
    "kiosk/bundle/picture.py": "authors write roles of the theme as these values in SVG",
}
MAY_BE_LONG: dict[str, int] = {}
"""Files that may pass 400 lines, and the length they may have."""
MAY_BE_LONG_FUNCTIONS: dict[str, int] = {}
"""Functions that may pass 45 lines, as 'file::name'."""

COMPOSITION_ROOTS = ("ui/app.py",)
"""The only place that may take up an application that runs already."""

HEAVY = (
    "reportlab", "markdown_it", "mdit_py_plugins", "numpy", "onnxruntime", "fontTools", "qtawesome", "qtpy", "argparse",
    "textstat", "nltk", "soundfile", "statistics", "uharfbuzz", "bidi", "ui.desk.show",
)


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter at the root of the checkout."""
    words = [sys.executable, "-c", code]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_no_room_imports_one_above_it() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", checked.stdout)


def test_the_whole_core_imports_where_there_is_no_qt() -> None:
    done = python(
        """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "qtawesome", "qtpy", "ui"}:
            raise ImportError("there is no Qt here: " + name)
sys.meta_path.insert(0, NoQt())
import kiosk
names = [module.name for module in pkgutil.walk_packages(kiosk.__path__, "kiosk.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


@pytest.mark.parametrize("front", ["kiosk.__main__", "ui.app"])
def test_a_plain_start_imports_nothing_heavy(front: str) -> None:
    # PySide6 itself brings argparse.
    heavy = [name for name in HEAVY if (front, name) != ("ui.app", "argparse")]
    done = python(f"import sys, {front}; print(*[name for name in {heavy!r} if name in sys.modules])")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_only_the_handout_knows_reportlab() -> None:
    knowing = {
        path.as_posix()
        for path, tree in modules("kiosk", "ui")
        if any(name.partition(".")[0] == "reportlab" for name in imported(tree))
    }
    assert knowing
    assert all(path.startswith("kiosk/handout/") for path in knowing), knowing


def test_only_named_adapters_start_processes() -> None:
    starting = {
        path.as_posix()
        for path, tree in modules("kiosk", "ui")
        if imported(tree) & STARTS_PROCESSES or OS_CALLS.search((ROOT / path).read_text(encoding="utf-8"))
    }
    assert starting == set(MAY_START_PROCESSES)


def test_screens_never_import_each_other() -> None:
    for path, tree in modules("ui/screens"):
        others = {name for name in imported(tree) if name.startswith(("ui.screens.", "."))}
        others -= {name for name in others if f"{name}.".startswith("ui.screens.screen.")}  # what all screens share
        assert not others, f"{path}: {others}"


def test_only_the_window_connects_screens_to_the_presenter() -> None:
    for path, tree in modules("ui/screens", "ui/widgets"):
        known = {name for name in imported(tree) if name.startswith(("ui.presenter", "ui.window", "ui.app"))}
        assert not known, f"{path}: {known}"


def _is_fixed_colour(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("QColor"):
        return bool(node.args) and all(isinstance(argument, ast.Constant) for argument in node.args)
    is_global = isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("Qt.GlobalColor")
    return is_global and node.attr != "transparent"


COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b|\b(?:rgb|rgba|hsl|hsv)\s*\(|\bbackground(?:-color)?\s*:|\bborder\s*:")


def test_no_colour_and_no_style_sheet_stands_outside_the_themes() -> None:
    found = []
    for path, tree in modules("kiosk", "ui"):
        if path.as_posix() in MAY_NAME_COLOURS:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value):
                found.append(f"{path}:{node.lineno}: {node.value[:60]!r}")
            if _is_fixed_colour(node):
                found.append(f"{path}:{node.lineno}: {ast.unparse(node)}")
    assert found == []


def test_each_package_says_what_lives_in_it_and_who_may_import_it() -> None:
    for path, tree in modules("kiosk", "ui"):
        if path.name == "__init__.py":
            words = ast.get_docstring(tree) or ""
            sentences = re.findall(r"[.:;](?=\s|$)", words)
            assert len(sentences) >= 2, f"{path}: say in 2 to 5 lines what lives here and what does not"


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path, _ in modules("kiosk", "ui")}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").is_file()] == []


def test_no_file_grows_past_400_lines() -> None:
    long = {
        path.as_posix(): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path, _ in modules("kiosk", "ui")
    }
    assert {name: lines for name, lines in long.items() if lines > MAY_BE_LONG.get(name, 400)} == {}


def test_no_function_grows_well_past_40_lines_and_no_screen_past_200() -> None:
    grown = {}
    for path, tree in modules("kiosk", "ui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name, limit = f"{path.as_posix()}::{node.name}", 45
            elif isinstance(node, ast.ClassDef) and path.parts[:2] == ("ui", "screens"):
                name, limit = f"{path.as_posix()}::{node.name}", 200
            else:
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            if lines > MAY_BE_LONG_FUNCTIONS.get(name, limit):
                grown[name] = lines
    assert grown == {}


def test_the_lists_of_exceptions_name_only_what_is_there() -> None:
    for name in (*MAY_START_PROCESSES, *MAY_NAME_COLOURS, *MAY_BE_LONG, *MAY_BE_LONG_FUNCTIONS):
        assert (ROOT / name.partition("::")[0]).is_file(), name


def test_no_module_changes_a_global_or_fetches_the_application() -> None:
    for path, tree in modules("kiosk", "ui"):
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global), f"{path}:{node.lineno}: state belongs to an object"
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                fetched = called.endswith("Application.instance") and path.as_posix() not in COMPOSITION_ROOTS
                assert not fetched, f"{path}:{node.lineno}: pass it in"


def test_tests_are_no_package_and_say_what_they_promise() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
    for path, tree in modules("tests"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert node.name.count("_") >= 4, f"{path}:{node.lineno}: {node.name} promises nothing"
