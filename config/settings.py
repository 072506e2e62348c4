"""Every setting of Pathfinder, read from top to bottom.

What differs between places comes from the environment, each with a default that works on one's own machine.
The list for the person who runs Pathfinder is docs/guides/settings.md; a test compares the two.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

# Where things are

PACKS_DIR = env.folder("PATHFINDER_PACKS", BASE_DIR / "packs")
VAR_DIR = env.folder("PATHFINDER_VAR", BASE_DIR / "var")
DATABASES = {"default": env.database("PATHFINDER_DATABASE_URL", VAR_DIR / "pathfinder.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who may ask, and how

DEBUG = env.flag("PATHFINDER_DEBUG", default=False)
SECRET_KEY = env.secret("PATHFINDER_SECRET_KEY", kept_in=VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.words("PATHFINDER_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
HTTPS = env.flag("PATHFINDER_HTTPS", default=False)
BEHIND_PROXY = env.flag("PATHFINDER_BEHIND_PROXY", default=False)

# The rooms of the house: no accounts, no sessions and no admin, because visitors are anonymous

INSTALLED_APPS = [
    "pathfinder.ui",
    "pathfinder.languages",
    "pathfinder.content",
    "pathfinder.guide",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "pathfinder.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Languages of the interface; the address of a page says which one it is in (/en/…)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("PATHFINDER_TIME_ZONE", "Europe/Brussels")

# Files that do not change: named after their content, compressed once, kept by the browser for good

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}

# Safe by default

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Other sites learn nothing. Not `no-referrer`: with it browsers send `Origin: null`, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # a monitor on the same machine asks without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # gone when the browser closes
CSRF_FAILURE_VIEW = "pathfinder.guide.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000  # bytes; the longest form is a few kilobytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# What is written down: that something went wrong and where, never what a person answered or searched

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": env.text("PATHFINDER_LOG_LEVEL", "WARNING").upper()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # The development server writes whole addresses, queries included.
        "django.server": {"handlers": ["nowhere"], "propagate": False},
    },
}
