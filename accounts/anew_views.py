"""Pages on which she types a code, of her mailbox or card, before something delicate is done."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import BaseReauthenticateView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator

from access.limits import TooMany
from accounts.anew import Proof, note_card
from accounts.forms import CardProofForm, ConfirmLoginForm


@method_decorator(login_required, name="dispatch")
class ProveByMailView(BaseReauthenticateView):
    """Reading it sends nothing; a button sends the code, whose field then stands there."""

    form_class = ConfirmLoginForm
    template_name = "account/reauthenticate_by_mail.html"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "send" or not self.proof:
            return self.send()
        return super().post(request, *args, **kwargs)

    @property
    def proof(self) -> Proof | None:
        return Proof.resume(self.request)

    def send(self) -> HttpResponse:
        try:
            Proof.begin(self.request)
        except TooMany:
            self.tell("rate_limited")
        return self.again()

    def again(self) -> HttpResponse:
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))

    def tell(self, error: str) -> None:
        adapter = get_adapter()
        words = adapter.error_messages[error]
        adapter.add_message(self.request, messages.ERROR, message=words)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"code": self.proof.code if self.proof else ""}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if self.proof:
            self.proof.finish()
        return super().form_valid(form)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        if self.proof and self.proof.record_invalid_attempt():
            return super().form_invalid(form)
        self.tell("too_many_login_attempts")
        return self.again()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = bool(self.proof)
        return super().get_context_data(**kwargs) | {
            "sent": sent,
            "email": self.request.user.address,
        }


prove_by_mail = ProveByMailView.as_view()


@method_decorator(login_required, name="dispatch")
class ProveByCardView(BaseReauthenticateView):
    """For whoever no mail reaches: the code on her card."""

    form_class = CardProofForm
    template_name = "account/reauthenticate_by_card.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        note_card(self.request, self.request.user, anew=True)
        return super().form_valid(form)


prove_by_card = ProveByCardView.as_view()
