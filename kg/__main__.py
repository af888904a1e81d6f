"""``python -m kg``."""

from kg.interfaces.cli import main

main()
