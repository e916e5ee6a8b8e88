"""The desk's own settings in a folder of the tests', so that nobody's desk is touched."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="desk-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PARLEY_DESK_HOME"] = _folder
os.environ.setdefault("PARLEY_DESK_SECRET", "only for tests, long enough for Django to be content with it")

from parley.desk.settings import *  # noqa: E402, F403
from parley.desk.settings import DATABASES, PASSWORD_HASHERS  # noqa: E402

# Cheap to try: Argon2 takes a tenth of a second on purpose, and every test logs somebody in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
# A file, so that the server of the browser tests and the test itself see one database.
DATABASES["default"].setdefault("TEST", {})["NAME"] = os.path.join(_folder, "test.sqlite3")

PARLEY_DRAWS = 200  # enough to see that an analysis is made and shown; what it says is tested in tests/analysis
