"""What the README and the tour show is what happens: their commands are run and the output compared.

``python -m tests.test_readme`` writes the output that they have now into the pages.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from .support import ROOT

README = ROOT / "README.md"
TOUR = ROOT / "docs" / "tour.md"
PAGES = (README, TOUR)
_CONSOLE = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_PYTHON = re.compile(r"(?<=```python\n).*?(?=```)", re.DOTALL)


def with_true_output(readme: str, scratch: Path) -> str:
    """Return the text with the output of each console block replaced by what its command prints."""
    for name in ("docs", "exports", "profiles"):
        (scratch / name).symlink_to(ROOT / name)
    return _CONSOLE.sub(lambda found: _with_output(found[0], scratch), readme)


def _with_output(block: str, scratch: Path) -> str:
    command = _command(block)
    words = shlex.split(command.removeprefix("$ ").replace("/tmp/", f"{scratch}/"))
    assert words[0] == "metier"
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=scratch,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return command + done.stdout.replace(f"{scratch}/", "/tmp/")


def _command(block: str) -> str:
    """Return the lines up to the one in which the last quotation of the command ends."""
    lines = block.splitlines(keepends=True)
    for count in range(1, len(lines) + 1):
        command = "".join(lines[:count])
        try:
            shlex.split(command)
        except ValueError:
            continue
        return command
    raise AssertionError(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(_CONSOLE.findall(text)) >= 5
    assert text == with_true_output(text, tmp_path)


def test_the_output_of_the_tour_fits_80_columns() -> None:
    """All but answers of SPARQL, which are plain tables where there is no terminal, diffs, and profiles."""
    for block in _CONSOLE.findall(TOUR.read_text(encoding="utf-8")):
        if "metier query" in block or "metier draft" in block:
            continue
        for line in block.removeprefix(_command(block)).splitlines():
            assert len(line) <= 80 or line.startswith((" ", "+", "-")), line


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        (README, ["Agricultural Inspector", "Air Traffic Controller"]),
        (TOUR, ["Wildlife Officer adjacent forward Agricultural Inspector"]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_python_of_a_page_runs(page: Path, printed: list[str], tmp_path: Path) -> None:
    (code,) = _PYTHON.findall(page.read_text(encoding="utf-8"))
    done = subprocess.run(
        [sys.executable, "-c", code.replace("/tmp/", f"{tmp_path}/")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[: len(printed)] == printed


def test_the_links_of_the_readme_lead_somewhere() -> None:
    for page in (README, *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_and_option_is_in_the_readme_or_the_reference() -> None:
    from metier.cli import COMMANDS, cli

    text = README.read_text(encoding="utf-8") + (ROOT / "docs" / "cli.md").read_text(
        encoding="utf-8"
    )
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]  # asks nothing of the context
        assert command is not None
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in text, f"metier {name} {option}"


if __name__ == "__main__":
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            text = with_true_output(page.read_text(encoding="utf-8"), Path(folder).resolve())
        page.write_text(text, encoding="utf-8")
