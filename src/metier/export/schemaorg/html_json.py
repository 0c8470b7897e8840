"""JSON that stands in a script element of a web page, whatever its texts are."""

from __future__ import annotations

import json
from typing import Any

_RISKY = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""Characters that end a script element, begin a comment there, or end a line of old JavaScript.

In JSON they stand only in strings, where an escape says the same.
"""


def html_json(value: Any) -> str:
    """Return JSON (RFC 8259) in which no text can end the script element around it."""
    return json.dumps(value, ensure_ascii=False, indent=1).translate(_RISKY) + "\n"
