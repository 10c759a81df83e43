"""The WSGI application that the server's workers load."""

import os
import signal
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hamshahr.config.settings.database import for_readers
from hamshahr.config.warming import read_models
from hamshahr.kernel.parent import end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.config.settings")

# A server that was killed must not leave workers behind that answer for it and hold its port.
end_with(os.getppid(), by=signal.SIGTERM)

application = get_wsgi_application()
for_readers(settings.DATABASES)


def _make_plain_pages() -> None:
    from hamshahr.faces.site.plain_pages import make_plain_pages  # Django is set up above

    make_plain_pages()


# Now, while all is well: they are for when it is not
_make_plain_pages()


# In this worker, after it was forked: the engine's threads do not survive a fork.
if settings.OPEN:
    threading.Thread(target=read_models, daemon=True).start()
