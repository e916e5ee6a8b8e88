"""Settings of the desk, from its folder and the environment.

PARLEY_DESK_HOME     its folder; else the user's data folder
PARLEY_DESK_SECRET   key that signs sessions; else one kept in the folder
PARLEY_DESK_HOSTS    host names it answers to, with commas; else this machine only
PARLEY_DESK_PUBLIC   "1": served to the world over https; cookies, redirects and headers follow
PARLEY_DESK_PROXY    "1": a proxy in front sets X-Forwarded-Proto and X-Forwarded-For
DATABASE_URL         postgresql://...; else SQLite in the folder
EMAIL_URL            smtp://user:word@host:587/?tls=1; else mail is written into the folder
"""

from __future__ import annotations

import os
from pathlib import Path

from parley.desk.addresses import database, mail
from parley.desk.fetching import SystemResolver
from parley.desk.home import home, secret_key

HOME = home()
SECRET_KEY = secret_key(HOME)
PUBLIC = os.environ.get("PARLEY_DESK_PUBLIC") == "1"
BEHIND_PROXY = os.environ.get("PARLEY_DESK_PROXY") == "1"
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("PARLEY_DESK_HOSTS", "").split(",") if host] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
HERE = Path(__file__).parent

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "parley.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "parley.desk.keeping.ask_again",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parley.desk.api.errors.one_shape",
]
ROOT_URLCONF = "parley.desk.urls"
WSGI_APPLICATION = "parley.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],  # before allauth's own, so that its pages look like ours
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "parley.desk.templatetags.desk"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME)}
CACHES = {
    "default": {
        # Shared by all processes of the server: limits on guessing passwords hold for the desk, not for one process.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        # Django keeps 300 things and then drops a third: counts of wrong passwords and of calls would be among them.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "desk.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional" if not PUBLIC else "mandatory"
ACCOUNT_SIGNUP_FORM_CLASS = "parley.desk.forms.SignupForm"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who did not change their password hears of it
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Parley: "
# Ten wrong words a quarter of an hour for one account, thirty from one address; a right one waits like a wrong one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # else anybody could name an address of their own
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,30/15m/ip", "signup": "20/h/ip", "reset_password": "20/h/ip,5/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Parley"
MFA_ALLOW_UNVERIFIED_EMAIL = not PUBLIC  # a desk on one's own machine may have no mail to confirm an address by

EMAIL_BACKEND, _MAIL = mail(os.environ.get("EMAIL_URL", ""), HOME)
globals().update(_MAIL)
DEFAULT_FROM_EMAIL = os.environ.get("PARLEY_DESK_FROM", "parley@localhost")

PARLEY_DRAWS = 10_000  # of every analysis made on the desk

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from the package: nothing has to be collected before a desk can start
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "parley.desk.pages.errors.no_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PUBLIC
SECURE_HSTS_SECONDS = 31_536_000 if PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PUBLIC
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PUBLIC else []

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a pasted story may be ten megabytes, as `read` takes them
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
RESOLVER = SystemResolver()  # looks up the names of pages and feeds, and says which addresses may be asked

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Logs say where something went wrong, never what a story says.
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django_tasks_db": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
