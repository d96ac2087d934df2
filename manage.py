#!/usr/bin/env python
"""Django's door."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmn.settings")
    if sys.argv[1:] == ["version"]:  # Django would tell its own
        from mmn import __version__

        sys.stdout.write(f"{__version__}\n")
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
