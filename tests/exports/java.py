"""Readers in Java: compiled when they are needed, run once for many files, as starting Java takes time."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT

JARS = Path("/usr/share/java")
"""Where Debian puts the jars of its packages."""


def needs_jar(name: str, package: str) -> pytest.MarkDecorator:
    """Return the mark of tests that need a JDK and a jar."""
    return pytest.mark.skipif(
        shutil.which("javac") is None or not (JARS / name).is_file(),
        reason=f"needs a JDK and {name}: apt-get install default-jdk-headless {package}",
    )


needs_jena = needs_jar("jena-arq.jar", "libapache-jena-java")
needs_owl_api = needs_jar("owlapi-distribution.jar", "libowlapi-java")


def run_java(name: str, files: list[Path]) -> str:
    """Run ``tests/java/NAME.java`` over the files, and return what it prints."""
    folder = _compiled(name)
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", _class_path(folder), name, *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def _compiled(name: str) -> Path:
    """Compile a program, once, and return the folder of its classes."""
    folder = Path(tempfile.mkdtemp(prefix="metier-java-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = ROOT / "tests" / "java" / f"{name}.java"
    compiler = ["javac", "-encoding", "UTF-8", "-cp", _class_path(folder), "-d", str(folder)]
    subprocess.run([*compiler, str(source)], check=True, capture_output=True, timeout=120)
    _give_jena_its_messages(folder)
    return folder


def _class_path(folder: Path) -> str:
    return f"{folder}:{JARS / 'owlapi-distribution.jar'}:{JARS}/*"


def _give_jena_its_messages(folder: Path) -> None:
    """Put the messages of Xerces where Jena looks for them: Debian 12's jar has them in another folder.

    Without them, no class of Jena can be loaded.
    """
    jar = JARS / "jena-core.jar"
    if not jar.is_file():
        return
    space = "org/apache/jena/ext/"
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if name.startswith(space + "xerces/") and name.endswith(".properties"):
                target = folder / name.removeprefix(space)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
