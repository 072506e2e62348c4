"""Every setting of Pathfinder, read from top to bottom.

What differs between places comes from the environment, each with a default that works on one's own machine.
The list for the person who runs Pathfinder is docs/guides/settings.md; a test compares the two.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config import environment as env
from pathfinder.languages.interface import LANGUAGES as INTERFACE_LANGUAGES
from pathfinder.languages.pseudo import LANGUAGES as PSEUDO_LANGUAGES, write_catalogues

BASE_DIR = Path(__file__).resolve().parent.parent

# Where things are

PACKS_DIR = env.folder("PATHFINDER_PACKS", BASE_DIR / "packs")
VAR_DIR = env.folder("PATHFINDER_VAR", BASE_DIR / "var")
SEARCH_DIR = VAR_DIR / "search"  # the index of this machine; made anew from the database whenever it is gone
DATABASES = {"default": env.database("PATHFINDER_DATABASE_URL", VAR_DIR / "pathfinder.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who may ask, and how

DEBUG = env.flag("PATHFINDER_DEBUG", default=False)
SECRET_KEY = env.secret("PATHFINDER_SECRET_KEY", kept_in=VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.words("PATHFINDER_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
HTTPS = env.flag("PATHFINDER_HTTPS", default=False)
BEHIND_PROXY = env.flag("PATHFINDER_BEHIND_PROXY", default=False)

# The rooms of the house. Visitors are anonymous: only the desk looks at a session, and there is no admin.

INSTALLED_APPS = [
    "pathfinder.ui",
    "pathfinder.languages",
    "pathfinder.content",
    "pathfinder.guide",
    "pathfinder.search",
    "pathfinder.directory",
    "pathfinder.directory.opendata",
    "pathfinder.accounts",
    "pathfinder.editing",
    "pathfinder.checking",
    "pathfinder.law",
    "pathfinder.compare",
    "pathfinder.employers",
    "pathfinder.recognition",
    "pathfinder.library",
    "pathfinder.vacancies",
    "pathfinder.talent",
    "pathfinder.matching",
    "pathfinder.phone",
    "pathfinder.skills",
    "pathfinder.about",
    "pathfinder.plain",
    "allauth.account",
    "allauth.mfa",
    "allauth",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "leaflet",  # only for its static files
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # below gzip: the mark is that of the words, and a second visit costs a head
    "csp.middleware.CSPMiddleware",
    "pathfinder.ui.saving_data.SavingDataMiddleware",
    "pathfinder.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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

# People who edit: an e-mail address, a password and a second step. They are invited; who offers a profile to employers opens
# an account without a role (pathfinder/matching).

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
LOGIN_URL = "account_login"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would greet people who come from a link in an e-mail as strangers
SESSION_COOKIE_AGE = 12 * 3600  # a working day; the cookie itself goes when the browser closes
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_ADAPTER = "pathfinder.accounts.allauth_adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to people who have no account here
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "pathfinder.accounts.allauth_adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # everybody's is verified; without it, nobody with a second step can change it
MFA_TOTP_ISSUER = "Pathfinder"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off

# What all processes of the site count together: wrong passwords and how often an address asks for a letter

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counted",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Letters

EMAIL = env.email("PATHFINDER_EMAIL_URL", kept_in=VAR_DIR / "emails")
EMAIL_BACKEND = EMAIL.backend
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.host, EMAIL.port, EMAIL.user, EMAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.starts_tls, EMAIL.is_tls
EMAIL_FILE_PATH = EMAIL.folder
EMAIL_TIMEOUT = 10  # seconds; somebody waits for the page
DEFAULT_FROM_EMAIL = env.text("PATHFINDER_EMAIL_FROM", "Pathfinder <pathfinder@localhost>")

# Open data: for how many requests one address is answered in a minute, and under which licence the content is given

OPEN_DATA_PER_MINUTE = env.whole("PATHFINDER_OPEN_DATA_PER_MINUTE", 600)  # in each process; 0 is no limit
OPEN_DATA_LICENCE = env.text("PATHFINDER_OPEN_DATA_LICENCE", "EUPL-1.2")
OPEN_DATA_LICENCE_URL = env.text("PATHFINDER_OPEN_DATA_LICENCE_URL", "https://spdx.org/licenses/EUPL-1.2.html")

# Languages of the interface; the address of a page says which one it is in (/en/…)

LANGUAGE_CODE = "en"
LANGUAGES = list(INTERFACE_LANGUAGES)
LOCALE_PATHS = [BASE_DIR / "locale"]
if env.flag("PATHFINDER_PSEUDO_LOCALES", default=False):  # for trials: long words, and from right to left
    write_catalogues(LOCALE_PATHS[0], VAR_DIR / "pseudo_locales")
    LOCALE_PATHS.append(VAR_DIR / "pseudo_locales")
    LANGUAGES += PSEUDO_LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("PATHFINDER_TIME_ZONE", "Europe/Brussels")

# Files that do not change: named after their content, compressed once, kept by the browser for good

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pathfinder.languages.web_fonts.FontFinder",
    "pathfinder.skills.pictures.PictureFinder",
]
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.static_files.StaticFiles"
    }
}

# The map of the search: only points and borders, unless somebody offers tiles. Their host is then allowed as an image.

MAP_TILES = env.text("PATHFINDER_MAP_TILES", "")  # https://…/{z}/{x}/{y}.png
MAP_CREDIT = env.text("PATHFINDER_MAP_CREDIT", "")
MAP_HOSTS = [f"https://{urlsplit(MAP_TILES).netloc}"] if MAP_TILES else []

# Looking whether links still work: who we say we are, and that nothing inside our own network is ever asked

LINK_CHECK_CONTACT = env.text("PATHFINDER_LINK_CHECK_CONTACT", "")
LINK_CHECK_USER_AGENT = f"Pathfinder-link-check/1.0 ({LINK_CHECK_CONTACT or 'a directory of services for newcomers'})"
LINK_CHECK_MAY_GO_INSIDE = False  # tests alone look at a server on this machine

# Safe by default

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *MAP_HOSTS],
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
CSRF_FAILURE_VIEW = "config.refused_forms.refused_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; the longest form is a record of the directory in ten languages
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

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
