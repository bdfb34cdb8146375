"""Proving anew that it is still she, by a code in her mail.

allauth asks anew by password, app or passkey, and lets pass whoever has none of these. Here she
types a code of her mailbox, unless she typed one within the last five minutes. Whoever has a
second factor is never asked by mail: the factor is there for the day somebody reads her mail.
"""

import time
from typing import Any

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from django.conf import settings
from django.http import HttpRequest

from access.limits import Limit
from accounts.requests import Asked

STATE_KEY = "proof_anew"
TRIES = 3
MAILS = Limit("accounts.anew", 3, 60)


def proven_at(request: HttpRequest) -> float:
    """When this session last typed a code of her mailbox, in seconds of Unix; 0 for never."""
    records = get_authentication_records(request, request.user)
    return max((each["at"] for each in records if each.get("method") == "code"), default=0.0)


def is_fresh(request: HttpRequest) -> bool:
    return time.time() - proven_at(request) < REAUTHENTICATION_TIMEOUT


class Proof(AbstractCodeVerificationProcess):
    """A code that is on its way to her, kept in her session: three tries, fifteen minutes."""

    def __init__(self, request: Asked, state: dict[str, Any]) -> None:
        super().__init__(
            user=request.user,
            state=state,
            max_attempts=TRIES,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
        )
        self.request = request

    @classmethod
    def begin(cls, request: Asked) -> "Proof":
        """Writes her a mail with a new code. Raises access.limits.TooMany."""
        MAILS.take(str(request.user.pk))
        proof = cls(request, cls.initial_state(user=request.user, email=request.user.address))
        proof.send()
        proof.persist()
        return proof

    @classmethod
    def resume(cls, request: Asked) -> "Proof | None":
        """What was begun in this session for the same person and address, if it still holds."""
        state = request.session.get(STATE_KEY)
        if not state:
            return None
        proof = cls(request, state)
        hers = cls.initial_state(user=request.user, email=request.user.address)
        same = all(state.get(key) == hers[key] for key in ("user_id", "email"))
        return proof if same and proof.is_valid() else None

    def send(self) -> None:
        from allauth.account.adapter import get_adapter

        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_mail("account/email/proof", self.state["email"], {"code": self.code})

    def finish(self) -> None:
        """Notes the proof, which holds for five minutes."""
        self.abort()
        record_authentication(self.request, self.request.user, method="code", reauthenticated=True)

    def persist(self) -> None:
        self.request.session[STATE_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(STATE_KEY, None)
