"""``python -m metier``."""

from .cli import main

main()
