"""SQLite as Django has it, with a health check: a connection that is kept does not outlive its file.

Somebody may put a backup in its place, or move it away; what was then written through the old file would be lost.
"""

import os

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def is_usable(self) -> bool:
        return self._file() == self.opened

    def _file(self):
        """What lies at the name of the database; nothing for one in memory."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
