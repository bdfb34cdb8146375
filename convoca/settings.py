"""Django's settings. Each `CONVOCA_*` variable is explained in docs/settings.md."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from convoca.databases import database
from convoca.environment import Environment
from convoca.logs import logging_for
from convoca.machine import check_machine
from convoca.mail import mail_settings

BASE = Path(__file__).resolve().parent.parent
env = Environment()

# Where this server lives
DATA_DIR = Path(env.text("DATA_DIR", str(BASE / "var")))
PORT = int(env.variables.get("PORT", "8000"))
ADDRESS = env.text("ADDRESS", f"http://localhost:{PORT}").rstrip("/")
_host = urlsplit(ADDRESS).hostname or "localhost"
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [_host, *env.words("HOSTS", LOCAL_HOSTS if _host == "localhost" else [])]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SECURE = ADDRESS.startswith("https://")
SOURCE = env.text("SOURCE")
PROXIES = env.number("PROXIES", 0)
DEBUG = env.switch("DEBUG", default=False)
PROCESS = env.text("PROCESS", "web")
if PROCESS not in {"web", "worker"}:
    raise ImproperlyConfigured(f"CONVOCA_PROCESS is «{PROCESS}», but must be web or worker.")
_key_file = DATA_DIR / "secret-key"
SECRET_KEY = env.text("SECRET_KEY") or (_key_file.read_text() if _key_file.exists() else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        f"No secret key: set CONVOCA_SECRET_KEY or write one to {_key_file} («make run» does)."
    )
# Read what earlier keys signed, and sign nothing: docs/deploy.md says how a key is changed.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
KEYS_DIR = Path(env.text("KEYS_DIR", str(DATA_DIR / "keys")))
_papers_file = DATA_DIR / "papers-keys"
PAPERS_KEYS = env.words(
    "PAPERS_KEYS", _papers_file.read_text().split() if _papers_file.exists() else []
)

# What it is made of
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "channels",
    "django_tasks",
    "django_tasks_db",
    "django_vite",
    "access",
    "jobs",
    "files",
    "accounts",
    "realtime",
    "languages",
    "events",
    "delegates",
    "workshops",
    "programme",
    "documents",
    "boards",
    "convoca",
]
MIDDLEWARE = [
    "convoca.middleware.private_by_default",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "convoca.middleware.in_the_readers_language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "convoca.urls"
ASGI_APPLICATION = "convoca.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convoca.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "languages.templatetags.texts",
                "convoca.templatetags.parts",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Database, cache, live layer, jobs
CACHES: dict[str, dict[str, Any]]
CHANNEL_LAYERS: dict[str, dict[str, Any]]
REDIS_URL = env.variables.get("REDIS_URL", "")
DATABASES = {
    "default": database(
        env.variables.get("DATABASE_URL", f"sqlite:///{DATA_DIR / 'convoca.sqlite3'}"),
        process=PROCESS,
        connections=env.number("DATABASE_CONNECTIONS", 8),
    )
}
if REDIS_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
else:
    # In the database, so that every process counts the same tries; the in-process
    # cache forgets its counters after 300 others.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "access_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
# Pieces of pages that many people see alike; each process keeps its own.
CACHES["pieces"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pieces",
    "OPTIONS": {"MAX_ENTRIES": 1_000},
}
READY_FRAMES = env.switch("READY_FRAMES", default=True)
DRAIN_SECONDS = env.number("DRAIN_SECONDS", 20)
TASKS = {
    "default": {
        "BACKEND": "jobs.backend.Backend",
        "QUEUES": ["now", "mail", "slow", "clock"],
    }
}

# People and their log-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "delegates.entry.CardBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.signup.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A code may travel slowly; three wrong tries end it.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"length": 8, "numeric": True, "dashed": True}
ACCOUNT_CHANGE_EMAIL = True
# Before an address or a key is changed: by app or passkey, else by a code (accounts/anew.py).
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "signup": "accounts.forms.JoinForm",
    "add_email": "accounts.forms.NewAddressForm",
    "request_login_code": "accounts.forms.LoginForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmAddressForm",
}
# Tight for an address, wide for a hall whose hundreds share one line.
ACCOUNT_RATE_LIMITS = {
    "signup": "300/m/ip",
    "login": "300/m/ip",
    "request_login_code": "300/m/ip,3/m/key",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Convoca"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# What a browser is told
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
STATIC_URL = "/static/"
STATIC_DIR = BASE / "frontend" / "dist"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": STATIC_DIR / "manifest.json",
        "static_url_prefix": STATIC_URL,
    }
}

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
    ("hi", _("Hindi")),
    ("sw", _("Swahili")),
    ("id", _("Indonesian")),
]
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Cards
STRIPE_ADDRESS = env.text("STRIPE_ADDRESS", "https://api.stripe.com").rstrip("/")
STRIPE_KEY = env.text("STRIPE_KEY")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")

# Machine translation
MACHINE = env.text("MACHINE", "none")
LIBRETRANSLATE_ADDRESS = env.text("LIBRETRANSLATE_ADDRESS").rstrip("/")
LIBRETRANSLATE_KEY = env.text("LIBRETRANSLATE_KEY")
ARGOS_PYTHON = env.text("ARGOS_PYTHON", sys.executable)
check_machine(MACHINE, LIBRETRANSLATE_ADDRESS)

# Mail and logs
vars().update(mail_settings(env.text("MAIL_URL", "console:")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", f"Convoca <convoca@{_host}>")
LOGGING = logging_for(env.text("LOGS", "lines"), debug=DEBUG)
LOGGING_CONFIG = "convoca.logs.configure"

env.refuse_unknown()
