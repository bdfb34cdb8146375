"""allauth's addresses, as far as they make sense here: codes and keys, no passwords."""

from allauth.account import views
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from accounts.anew_views import prove_by_card, prove_by_mail
from accounts.refusals import unprocessable

log_in = unprocessable(views.request_login_code)

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", log_in, name="account_login"),
    path("login/code/", log_in, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        unprocessable(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", unprocessable(views.signup), name="account_signup"),
    path(
        "confirm-email/",
        unprocessable(views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("email/", unprocessable(views.email), name="account_email"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path(
        "reauthenticate/mail/",
        unprocessable(prove_by_mail),
        name="account_reauthenticate_by_mail",
    ),
    path(
        "reauthenticate/card/",
        unprocessable(prove_by_card),
        name="account_reauthenticate_by_card",
    ),
    path("keys/", include("allauth.mfa.urls")),
]
