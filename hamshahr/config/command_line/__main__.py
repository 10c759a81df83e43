"""``python -m hamshahr.config.command_line``: the same as ``hamshahr``."""

import sys

from hamshahr.config.command_line import main

sys.exit(main())
