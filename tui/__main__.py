"""``python -m tui``: the same as the command ``rapport``."""

import sys

from tui.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
