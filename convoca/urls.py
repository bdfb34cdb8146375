"""Every address. What belongs to an event begins with the event's own."""

from django.urls import include, path

from access.borrowed import behind

# Where the ways into an account are changed: not by a card, which may have been found.
KEYS = dict.fromkeys(
    (
        *("account_email", "account_reauthenticate", "mfa_index", "mfa_reauthenticate"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn"),
        *("mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
    ),
    "access.not_by_card",
)

handler500 = "convoca.errors.server_error"
urlpatterns = [
    path("account/", behind("access.anyone", "accounts.entrance", except_for=KEYS)),
    path("demo/", include("convoca.demo.entrance")),
    path("", include("convoca.operating")),
    path("me/", include("accounts.urls")),
    path("", include("languages.urls")),
    path("", include("events.urls")),
    path("", include("delegates.urls")),
    path("", include("workshops.urls")),
    path("", include("programme.urls")),
    path("", include("documents.urls")),
    path("", include("boards.urls")),
]
