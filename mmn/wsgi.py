import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmn.settings")


class Request(WSGIRequest):
    def _set_content_type_params(self, meta):
        """A type that cannot be read is refused like one that is not UTF-8, not failed before any middleware."""
        try:
            super()._set_content_type_params(meta)
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}


class Application(WSGIHandler):
    request_class = Request


django.setup(set_prefix=False)
application = Application()
