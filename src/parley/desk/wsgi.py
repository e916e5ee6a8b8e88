"""The desk for a server of web programs: gunicorn parley.desk.wsgi."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parley.desk.settings")
application = get_wsgi_application()
