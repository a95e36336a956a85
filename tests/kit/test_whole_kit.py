"""A kit as it goes to a clinic: installed with no network on a clean Debian, used, upgraded, taken away.

`make kit-test` builds the kit and runs this; it takes minutes, root and debootstrap, and says so where it can't be.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.kit.build import NAME, RELEASES
from kiosk.kit.checksums import sha256
from tests.kiosk.bundle.makers import TOPIC, write_pack
from tests.support.chroot import STICK, Machine, cannot

if "KIT_TEST" not in os.environ:
    pytest.skip("builds and installs for minutes: run 'make kit-test'", allow_module_level=True)
if WHY := cannot():
    pytest.skip(f"no clean Debian can be made here: {WHY}", allow_module_level=True)

KIT = Path(os.environ["KIT_TEST"])
WORK = KIT.with_name(KIT.name + ".work")
OFFSCREEN = "QT_QPA_PLATFORM=offscreen"
UNWANTED = re.compile(r"gtk|WebEngine|espeak|platformthemes|portal|avcodec|Quick|qt6qml", re.IGNORECASE)
LAZY = "PySide6.QtPdf PySide6.QtMultimedia qtawesome reportlab.graphics.barcode.qr onnxruntime soundfile textstat"
"""What is imported only when it is first used; and then it must be there."""
_IMPORT_ALL = f"""
import importlib, pkgutil, kiosk, ui
names = [one.name for room in (kiosk, ui) for one in pkgutil.walk_packages(room.__path__, room.__name__ + ".")]
for name in [*names, *{LAZY!r}.split()]:
    importlib.import_module(name)
print(len(names), "modules")
"""
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["grab"])
QGuiApplication.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@pytest.fixture(scope="module", params=sorted(RELEASES))
def machine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a clean Debian of each release, with the kit on a stick."""
    clean = WORK / "clean" / request.param
    clean.parent.mkdir(exist_ok=True)
    folder = tmp_path_factory.mktemp(request.param) / "root"
    return Machine(request.param, RELEASES[request.param], clean, folder, KIT)


@pytest.fixture(scope="module")
def before(machine: Machine) -> set[str]:
    """Return what is on the machine before the kiosk is."""
    return machine.files()


@pytest.fixture(scope="module")
def log(machine: Machine, before: set[str]) -> str:
    """Install the kit, and return what was said."""
    assert before
    begun = time.monotonic()
    done = machine.run(f'sh "{STICK}/install.sh"')
    assert done.returncode == 0, done.stdout
    (WORK / f"install-{machine.name}.log").write_text(
        f"{done.stdout}\n({time.monotonic() - begun:.0f} s)\n", encoding="utf-8"
    )
    return done.stdout


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """Start a virtual screen of 1920 by 1080 and return its name."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


def test_it_installs_without_a_network(machine: Machine, log: str) -> None:
    assert "Installed: kiosk " in log
    assert machine.run("ls /sys/class/net; cat /proc/net/route").stdout.count("\n") <= 2


def test_every_library_is_there_and_nothing_unwanted(machine: Machine, log: str) -> None:
    missing = machine.run(f"find /opt/{NAME} -name '*.so*' -type f | xargs ldd 2>/dev/null | grep 'not found'")
    assert missing.stdout == ""
    inside = machine.run(f"find /opt/{NAME}").stdout
    assert UNWANTED.findall(inside) == []


def test_the_first_screen_is_painted_on_x(machine: Machine, log: str, screen: str) -> None:
    with machine.ready(f"env DISPLAY={screen} QT_QPA_PLATFORM=xcb kiosk") as took:
        time.sleep(1)
        picture = WORK / f"first-screen-{machine.name}.png"
        grab = [sys.executable, "-c", _GRAB, str(picture)]
        subprocess.run(grab, env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}, check=True, timeout=60)
    print(f"{machine.name}: first picture after {took:.2f} s")
    assert picture.stat().st_size > 20_000  # an empty screen is smaller by far


def test_the_first_screen_is_painted_in_the_session_of_the_package(machine: Machine, log: str) -> None:
    headless = "WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1"
    # The picture of a compositor without a screen says that it is a small one, and the kiosk refuses those.
    (machine.root / "run" / "test" / "large.toml").write_text("screen_width_mm = 600.0\n", encoding="utf-8")
    command = "cage -d -- kiosk run --settings /run/test/large.toml"
    with machine.ready(f"env {headless} QT_QPA_PLATFORM=wayland {command}") as took:  # fails without a first picture
        print(f"{machine.name}: first picture in cage after {took:.2f} s")
    assert took < 30


def test_every_part_of_the_program_is_in_it(machine: Machine, log: str) -> None:
    (machine.root / "import_all.py").write_text(_IMPORT_ALL, encoding="utf-8")
    done = machine.run(f'{OFFSCREEN} kiosk -c "$(cat /import_all.py)"')
    count = re.search(r"(\d+) modules", done.stdout)
    assert count is not None, done.stdout
    assert int(count[1]) > 150


def test_root_is_told_of_the_kiosks_loudspeaker_which_answers_to_nobody_else(machine: Machine, log: str) -> None:
    server = "-L 'module-native-protocol-unix socket=/run/kiosk-sound/native auth-cookie-enabled=0'"
    speaker = "-L 'module-null-sink sink_properties=device.description=Loudspeaker_of_the_clinic'"
    start = f"pulseaudio -n {server} {speaker} --use-pid-file=no --exit-idle-time=-1 --daemonize=yes"
    places = "HOME=/run/kiosk-sound XDG_RUNTIME_DIR=/run/kiosk-sound"
    silent = machine.run(f"{OFFSCREEN} kiosk doctor --text").stdout
    assert "The kiosk's sound server does not run." in silent
    done = machine.run(
        f"install -d -o kiosk -g kiosk -m 0700 /run/kiosk-sound && setpriv --reuid kiosk --regid kiosk --clear-groups "
        f"env {places} {start} && {OFFSCREEN} kiosk doctor --text"
    ).stdout
    assert re.search(r"pass +sound +Loudspeaker_of_the_clinic", done), done


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("kiosk handout baclofen -o /tmp/handout.pdf", "pages"),
        ("kiosk topics --find stiff", "Baclofen"),
        ("kiosk settings", "clinic_name"),
        ("kiosk voices", "installed"),
        ("kiosk check --help", "kiosk check"),
        ("kiosk doctor", "bundle"),
        ("kiosk safe --help", "kiosk safe"),
        ("kiosk manual -o /tmp/manual.pdf", "pages"),
    ],
)
def test_the_installed_commands_work(machine: Machine, log: str, command: str, told: str) -> None:
    done = machine.run(f"{OFFSCREEN} {command}", user="kiosk")
    assert told in done.stdout
    assert "Traceback" not in done.stdout
    assert "cannot start" not in done.stdout


def test_the_topics_that_were_asked_for_are_installed(machine: Machine, log: str) -> None:
    (installed,) = (machine.root / "opt" / NAME).rglob("ms.kib")
    asked = os.environ.get("KIT_BUNDLE") or str(KIT / "content" / "ms.kib")
    assert sha256(installed) == sha256(Path(asked)) == sha256(KIT / "content" / "ms.kib")


def test_the_installed_voice_speaks(machine: Machine, log: str) -> None:
    done = machine.run("kiosk voices --test --json", user="kiosk")
    assert done.returncode == 0, done.stdout
    assert re.search(r'"real_time_factor": [0-9.]+', done.stdout)


def test_the_installed_program_records_a_pack_in_several_processes(machine: Machine, log: str) -> None:
    write_pack(machine.root / "run" / "test" / "pack", {"baclofen": TOPIC})
    pack = "/run/test/pack -o /tmp/recorded.kib --voice bf_emma --jobs 2 --sounds /tmp/sounds"
    done = machine.run(f"kiosk speak --prepare /run/test/pack && kiosk bundle build {pack}")
    recorded = done.returncode == 0 and "sentences made" in done.stdout
    # Without espeak-ng, which the kit does not bring, nobody can say how words sound; then that is what is said.
    assert recorded or "espeak-ng" in done.stdout, done.stdout


def test_settings_and_packs_outlive_an_upgrade_a_downgrade_and_removal(
    machine: Machine, log: str, before: set[str], tmp_path: Path
) -> None:
    kept = {
        "etc/kiosk/settings.toml": 'clinic_name = "Hill Road MS Clinic"\n',
        "var/lib/kiosk/packs.toml": "# packs\n",
        "var/lib/kiosk/withdrawn.json": "[]\n",
    }
    for path, text in kept.items():
        (machine.root / path).write_text(text, encoding="utf-8")
    _newer(KIT, machine.root / "newer.deb", tmp_path)

    def all_kept() -> bool:
        return all((machine.root / path).read_text(encoding="utf-8") == text for path, text in kept.items())

    upgraded = machine.run("dpkg --install /newer.deb")
    assert upgraded.returncode == 0, upgraded.stdout
    assert "9.9" in machine.run(f"dpkg-query -W {NAME}").stdout
    assert all_kept()
    downgraded = machine.run(f'sh "{STICK}/install.sh"')
    assert downgraded.returncode == 0, downgraded.stdout
    assert "9.9" not in machine.run(f"dpkg-query -W {NAME}").stdout
    assert all_kept()
    assert "Hill Road MS Clinic" in machine.run("kiosk settings").stdout
    removed = machine.run(f"apt-get remove --yes {NAME}")
    assert removed.returncode == 0, removed.stdout
    assert not (machine.root / "usr/bin/kiosk").is_symlink()
    assert not (machine.root / "opt" / NAME).exists()
    assert all_kept()
    purged = machine.run(f"apt-get purge --yes {NAME}")
    assert purged.returncode == 0, purged.stdout
    left = {path for path in machine.files() - before if "kiosk" in path}
    assert left == set()
    assert "kiosk" not in (machine.root / "etc" / "passwd").read_text(encoding="utf-8")


def test_a_changed_package_is_not_installed(machine: Machine, log: str) -> None:
    copy = "cp -r --symbolic-link '/media/a stick' /tmp/changed && cd /tmp/changed/packages/program"
    done = machine.run(f"{copy} && deb=$(ls *.deb) && rm $deb && echo x >$deb && sh /tmp/changed/install.sh")
    assert done.returncode == 1
    assert "NOT installed: the files named above are damaged or missing" in done.stdout


def test_the_second_way_installs_without_a_network_too(tmp_path: Path) -> None:
    if not Path("/usr/bin/python3").exists():
        pytest.skip("the wheels are for Debian's own Python")
    pip = "bin/pip install --quiet --no-index --no-deps --require-hashes --find-links"
    script = f"""set -e
        /usr/bin/python3 -m venv {tmp_path}/kiosk
        cd {tmp_path}/kiosk
        {pip} "$0/wheelhouse" --requirement "$0/wheelhouse/requirements.txt"
        bin/kiosk voices install
        cp "$0"/content/ms.kib* share/kiosk/
        bin/kiosk handout baclofen -o handout.pdf
        {OFFSCREEN} bin/python -c 'import ui.app'"""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}
    words = ["unshare", "--net", "sh", "-c", script, str(KIT)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_second_build_gives_the_same_bytes_and_only_makes_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    (package,) = (KIT / "packages" / "program").glob("*.deb")
    first, sums = sha256(package), (KIT / "SHA256SUMS").read_bytes()
    (made,) = (WORK / "packages").glob("*.deb")
    made.unlink()
    (WORK / "program" / NAME / "kiosk").unlink()
    bundle = os.environ.get("KIT_BUNDLE", "")
    named = ["--bundle", bundle] if bundle else []
    assert main(["kit", "build", "--out", str(KIT), "--key", os.environ["KIT_KEY"], *named]) == 0
    said = capsys.readouterr().out
    assert "wheels: kept" in said
    assert "frozen program ..." in said
    (package,) = (KIT / "packages" / "program").glob("*.deb")
    assert sha256(package) == first
    assert (KIT / "SHA256SUMS").read_bytes() == sums


def _newer(kit: Path, target: Path, work: Path) -> None:
    """Wrap the kit's package again under a later version."""
    (package,) = (kit / "packages" / "program").glob("*.deb")
    tree = work / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    control = tree / "DEBIAN" / "control"
    text = re.sub(r"^Version: .*$", "Version: 9.9", control.read_text(encoding="utf-8"), flags=re.MULTILINE)
    control.write_text(text, encoding="utf-8")
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, target], check=True, capture_output=True)
