"""Django's settings, from the environment. Each group says why it is so."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from steamie.letters import mail_server

from . import environment, keys, stores

ENVIRONMENT = environment.read()
DATA = ENVIRONMENT.data.resolve()
TESTING = "pytest" in sys.modules

# A folder made by `steamie demo` carries this file; only such a folder has one-click doors and the banner.
DEMONSTRATION = (DATA / "demonstration").exists()

# An empty installation leads to the first-run set-up; tests begin with a house that is set up.
FIRST_RUN = not TESTING

# Beside the database stands how far it has come. The database of tests begins anew with each of them.
KEEPS_MARKS = not TESTING

DEBUG = False
SECRET_KEY = keys.secret_key(DATA)
LISTEN, PORT = ENVIRONMENT.listen, ENVIRONMENT.port
PUBLIC_URL = ENVIRONMENT.public_url.rstrip("/") or f"http://localhost:{PORT}"
ALLOWED_HOSTS = [name.strip() for name in ENVIRONMENT.hosts.split(",") if name.strip()]
HTTPS = PUBLIC_URL.startswith("https://")
PROXY, PROXY_COUNT = ENVIRONMENT.proxy, ENVIRONMENT.proxy_count  # who may say where a request came from (processes.web)

# Where the heads of the record are kept off this machine, besides letters to the auditor.
ANCHORS_FOLDER, ANCHORS_COMMAND = ENVIRONMENT.anchors_folder, ENVIRONMENT.anchors_command

# The outside world. Anything but the real hosts is a stand-in, and the pages say so.
GRAPH_URL = ENVIRONMENT.graph_url.rstrip("/")
BLUESKY_URL = ENVIRONMENT.bluesky_url.rstrip("/")
ANALYTICS_URL = ENVIRONMENT.analytics_url.rstrip("/")
STAND_IN = GRAPH_URL != "https://graph.facebook.com"

INSTALLED_APPS = [
    # The house, from the bottom up.
    "steamie.evidence",
    "steamie.people",
    "steamie.strategy",
    "steamie.particulars",
    "steamie.diary",
    "steamie.profiles",
    "steamie.wording",
    "steamie.equality",
    "steamie.files",
    "steamie.letters",
    "steamie.notifications",
    "steamie.casework",
    "steamie.complaints",
    "steamie.channels",
    "steamie.content.suggestions",
    "steamie.content.plan",
    "steamie.content.posts",
    "steamie.content.publishing",
    "steamie.content.calendar",
    "steamie.crisis",
    "steamie.visits",
    "steamie.services",
    "steamie.surveys",
    "steamie.portal",
    "steamie.conversations",
    "steamie.website",
    "steamie.translations",
    "steamie.consultations",
    "steamie.formats",
    "steamie.newsletter",
    "steamie.monitoring",
    "steamie.objectives",
    "steamie.effort",
    "steamie.reports",
    "steamie.desk",
    "steamie.project",
    # Wagtail, for the public site.
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # Sign-in.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Plumbing.
    "django_tasks",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "steamie.conversations.short_way.DeliveriesFirst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "steamie.website.rendered_before.RenderedBefore",
    "steamie.project.packing.Packed",
    "csp.middleware.CSPMiddleware",
    "steamie.project.headers.permissions_policy",
    "steamie.project.headers.known_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "steamie.strategy.middleware.OneReading",
    "steamie.particulars.middleware.OneLook",
    "steamie.desk.setup.middleware.FirstRun",
    "steamie.people.middleware.Doorkeeper",
    "steamie.people.middleware.Refusals",
    "steamie.project.trouble.only_by_form",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",  # a page that was renamed still answers at its old address
]

ROOT_URLCONF = "steamie.project.urls"
WSGI_APPLICATION = "steamie.project.wsgi.application"
HERE = Path(__file__).resolve().parent

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["steamie.project.loading.FromFolders", "steamie.project.loading.FromRooms"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "steamie.project.context.house",
                "steamie.website.context.site",
            ],
            "builtins": ["django.templatetags.static", "steamie.diary.templatetags.dated"],
        },
    }
]

# The stores: one database, and the task engine's own file beside it.
DATABASES = {"default": stores.database(ENVIRONMENT.database_url, DATA)}
TASKS_URL = ENVIRONMENT.tasks_url
ENGINE, TASKS = stores.tasks(TASKS_URL, testing=TESTING)
HUEY = stores.huey(TASKS_URL, DATA)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "steamie.people.tallies.Divided"}}

# People and how they sign in.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["steamie.people.counted_passwords.CountedPasswords"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "steamie.people.passwords.NotGuessable"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by name; there is no open sign-up
ACCOUNT_ADAPTER = "steamie.people.adapters.SignIn"
ACCOUNT_FORMS = {
    "login": "steamie.people.sign_in.SignInForm",
    "reset_password": "steamie.people.sign_in.LostPasswordForm",
    "set_password": "steamie.people.sign_in.FirstPasswordForm",
    "reset_password_from_key": "steamie.people.sign_in.ChosenPasswordForm",
    "change_password": "steamie.people.sign_in.NewPasswordForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays; every other one ends, being bound to the password
ACCOUNT_SESSION_REMEMBER = True  # the cookie lasts as long as the session's longest; the session itself ends sooner
PASSWORD_RESET_TIMEOUT = int(timedelta(days=7).total_seconds())  # invitations; for a new password an hour (people.links)
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": None}  # counted in people.throttles instead
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "steamie.people.links.LinkTokens"  # noqa: S105 -- the name of a class
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=5).total_seconds())
MFA_ADAPTER = "steamie.people.adapters.SecondFactors"
SECOND_FACTOR_KEY = keys.second_factor_key(DATA)  # seals the secrets of authenticator apps
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "steamie.people.sign_in.PasskeyForm",
    "activate_totp": "steamie.people.sign_in.AppForm",
    "authenticate": "steamie.people.sign_in.SecondStepForm",
    "authenticate_webauthn": "steamie.people.sign_in.KeyStepForm",
    "login_webauthn": "steamie.people.sign_in.KeySignInForm",
    "reauthenticate_webauthn": "steamie.people.sign_in.KeyStepAgainForm",
    "reauthenticate": "steamie.people.sign_in.SecondStepAgainForm",
}
MFA_TOTP_TOLERANCE = 1  # a code of the half minute before or after will do; each works once
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the officer, and the letter that reached one proves it
MFA_TOTP_ISSUER = "Steamie"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Cookies: signed-in people only; residents get none.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-steamie" if HTTPS else "steamie"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Longer than a session may last: one that is over is still recognised, so that what was being written can be kept.
SESSION_COOKIE_AGE = int(timedelta(days=3).total_seconds())
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # monitors on this machine ask without the proxy
SECURE_HSTS_SECONDS = int(timedelta(days=ENVIRONMENT.hsts_days).total_seconds()) if HTTPS else 0
# Other sites under the same name, and browsers' built-in lists, are for the association to decide: the header is about this site.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "media-src": [SELF],  # pages read aloud
    },
}

# Words, time, numbers.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = stores.files(testing=TESTING)
WHITENOISE_USE_FINDERS = False
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Letters: every one is a row first, whoever writes it. A demonstration writes to nobody: its people are invented.
EMAIL_BACKEND = "steamie.letters.backend.Outbox"
MAIL_SERVER = None if DEMONSTRATION else mail_server.from_url(ENVIRONMENT.email_url)
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from

# Wagtail.
WAGTAIL_SITE_NAME = "Steamie"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "steamie.website.search"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "account_login"  # there is one door, with its second factor
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "steamie.website.forms.PictureForm"  # re-encodes: no position, no camera data
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "csv", "txt"]
TAGGIT_CASE_INSENSITIVE = True

LOGGING = stores.logging()
