"""Write ``expected.txt`` of every folder in ``tests/profiles/invalid``: ``python tests/regenerate.py``.

Read the diff before you commit it: what is written becomes what the tests demand.
"""

import contextlib
from pathlib import Path

import metier
from metier.diagnostics import as_text

INVALID = Path(__file__).resolve().parent / "profiles" / "invalid"


def main() -> None:
    for folder in sorted(INVALID.iterdir()):
        with contextlib.chdir(folder):
            found = as_text(metier.check(["input"], jobs=1))
        (folder / "expected.txt").write_bytes(found.encode())


if __name__ == "__main__":
    main()
