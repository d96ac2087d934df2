"""All settings, from the environment; `.env` beside manage.py is read first. See .env.example for every name."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

# Production is the default: it starts only with its own secret and its own hosts.
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SECURE = env.bool("SECURE", default=True)  # https only; off for a site on one's own machine
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Hosts of the network's former site. This site answers for them: their links lead to what the archive kept.
FORMER_SITES = env.list("FORMER_SITES", default=["mekongmigration.org"])
FORMER_SITE_YEAR = env.int("FORMER_SITE_YEAR", default=2015)
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
# Whose fonts bin/setup brings, for names in them: core/pdf/families.py knows which there are.
SCRIPTS = env.str("SCRIPTS", default="").lower().split()
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "mmn",  # first: its commands and words stand before Django's
    "website.apps.WebsiteConfig",
    "exchange",
    "accounts.apps.AccountsConfig",
    "reports",
    "reference",
    "publications",
    "events",
    "projects",
    "members",
    "core",
    "website.apps.NetworkAdminConfig",  # django.contrib.admin
    "accounts.apps.SignInConfig",  # django.contrib.auth
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_prose_editor",
    "csp",
    "django_tasks_db",
    "allauth",
    "allauth.account",  # signing in; its addresses are not among ours: strangers can do nothing else
]

MIDDLEWARE = [
    "core.http.input.InputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reports.releases.serving.CurrentReleaseMiddleware",
    "core.http.page_cache.PageCacheMiddleware",
    "core.http.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "members.branding.BrandingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "website.middleware.PublicPagesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.http.limits.BodyLimitMiddleware",
    "core.http.limits.FieldLimitMiddleware",
    "core.http.input.KeptFormsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "members.addresses.FormerAddressMiddleware",
    "members.redaction.redactor.WithholdNamesMiddleware",
]

ROOT_URLCONF = "mmn.urls"
WSGI_APPLICATION = "mmn.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "members.branding.branding",
            ],
            "builtins": ["core.templatetags.site", "django.templatetags.i18n"],
        },
    }
]

# As shipped, SQLite refuses writers who meet; WAL, IMMEDIATE and patience make them queue. FULL keeps through
# a power cut what was acknowledged.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"].update(ENGINE="core.sqlite", OPTIONS=SQLITE_OPTIONS)
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes, because failures to sign in are counted there; website.checks says when it is not.
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR.resolve() / 'cache'}")}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"] |= {"BACKEND": "core.http.shared_cache.SharedFileCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
PAGE_CACHE_MEGABYTES = env.int("PAGE_CACHE_MEGABYTES", default=32)  # of pages for everybody, in each process

globals().update(env.email("EMAIL_URL", default="consolemail://"))

# Work that takes longer than a page may: the database is its queue, `manage.py db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
] + [{"NAME": "accounts.passwords.NamesValidator"}]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "accounts.sign_in.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # whose account may not see a page can sign in with another
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/15m/ip,5/15m/key",
    "login_failed_here": "5/15m/key",  # in a browser in which the account signed in before
}

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"  # until the site settings are read, which name the network's own
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ROOT = BASE_DIR / "root"  # what browsers ask for at the root: favicon.ico
MEDIA_ROOT = VAR_DIR / "media"  # never served as a folder: views decide who may see a file
REPORTS_ROOT = VAR_DIR / "reports"
STORAGES = {
    "default": {"BACKEND": "core.storage.RecordStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Print fonts are read from disk, source maps by nobody: compressing them took most of the first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf")
WHITENOISE_MANIFEST_STRICT = False  # a missing entry costs a picture, not the page
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.http.uploads.DiskUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Of the secretariat’s forms, whose lists have rows; core.http.limits lets strangers send a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# Security
# The one style that the rich text editor puts into the page.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE, EDITOR_STYLE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"  # but for the report, which the admin previews in a frame
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # of X-Forwarded-For the last address counts, and only then
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.http.failures.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if urlsplit(SITE_URL).scheme == "https" else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}
