"""Proving anew that it is still she, by a code in her mail or by her card.

allauth asks anew by password, app or passkey, and lets pass whoever has none of these. Here she
types a code of her mailbox, unless she typed one within the last five minutes. Whoever has a
second factor is never asked by mail: the factor is there for the day somebody reads her mail.
Whoever has no address types the code of the card that lets her in.
"""

import time
from typing import Any

from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.http import HttpRequest

from access.limits import Limit
from accounts.models import Person
from accounts.requests import Asked

CARD = "card"
STATE_KEY = "proof_anew"
TRIES = 3
MAILS = Limit("accounts.anew", 3, 60)


def proven_at(request: HttpRequest, method: str = "code") -> float:
    """When this session last typed a code of her mailbox, in seconds of Unix; 0 for never."""
    records = get_authentication_records(request, request.user)
    return max((each["at"] for each in records if each.get("method") == method), default=0.0)


def is_fresh(request: Asked) -> bool:
    """Whether she proved it just now. A card is proof only where no mail could reach her."""
    at = proven_at(request, "code" if request.user.has_address else CARD)
    return time.time() - at < REAUTHENTICATION_TIMEOUT


def note_card(request: HttpRequest, person: Person, *, anew: bool = False) -> None:
    """Notes that she typed the code of her card, which proves her for five minutes."""
    record_authentication(request, person, method=CARD, reauthenticated=anew)


def demand(request: Asked) -> None:
    """Lets pass whoever proved it just now; all others prove it first, and what they sent is done
    then. Raises allauth's ReauthenticationRequired, which its middleware answers.
    """
    raise_if_reauthentication_required(request, app="accounts")


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
