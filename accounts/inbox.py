"""Pages of the inbox, and of how one wants to hear of things."""

from typing import Any
from uuid import UUID

import rules
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.doors import FORM, WRITE, opens
from access.paging import Page, sorted_page
from accounts import notices, push, vapid
from accounts.models import Notice, NoticeWish, Person
from accounts.ports import notice_kinds
from accounts.requests import Asked

IN_BROWSERS = gettext_lazy("and in my browsers")


@rules.predicate
def is_told_her(person: Any, notice: Notice) -> bool:
    return bool(person.is_authenticated and notice.person_id == person.pk)


rules.add_rule("accounts.own_notice", is_told_her)


def find_notice(notice: UUID) -> Notice:
    return get_object_or_404(Notice, uid=notice)


class WishesForm(forms.Form):
    """For each kind of notice how it comes by mail and whether browsers show it; quiet hours."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("Nothing from"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Nothing until"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=gettext_lazy("What falls between waits for the end, in your time zone."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"quiet_from": person.quiet_from, "quiet_until": person.quiet_until}
        super().__init__(*args, **kwargs)
        wishes = {wish.kind: wish for wish in person.notice_wishes.all()}
        for kind in notice_kinds.values():
            wish = wishes.get(kind.name)
            self.fields[f"kind-{kind.name}"] = forms.ChoiceField(
                label=kind.title,
                choices=NoticeWish.Way.choices,
                initial=wish.way if wish else kind.way,
            )
            self.fields[f"push-{kind.name}"] = forms.BooleanField(
                label=IN_BROWSERS,
                widget=forms.CheckboxInput(
                    attrs={"aria-label": format_lazy("{}: {}", kind.title, IN_BROWSERS)}
                ),
                required=False,
                initial=push.shows(kind, wish),
            )
        self.order_fields([f"{part}-{name}" for name in notice_kinds for part in ("kind", "push")])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("quiet_from")) != bool(given.get("quiet_until")):
            self.add_error("quiet_until", _("Give both hours, or none."))
        return given

    def ways(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"kind-{name}"] for name in notice_kinds}

    def shown(self) -> list[str]:
        return [name for name in notice_kinds if self.cleaned_data[f"push-{name}"]]


@opens("access.logged_in")
def inbox(request: Asked) -> HttpResponse:
    """What she was told, the newest first."""
    rows = sorted_page(
        request.user.notices.all(), "pk", request.GET.get("after", ""), descending=True
    )
    told = [notices.told(row, request.languages) for row in rows.rows]
    page = Page(told, rows.after, rows.first)
    return render(request, "accounts/inbox.html", {"page": page})


@opens("accounts.own_notice", to=find_notice)
def go(request: Asked, notice: Notice) -> HttpResponse:
    """Leads to what a notice is about, and marks it as read."""
    notices.mark_read(request.user, [notice])
    return redirect(notice.address)


@opens("access.logged_in", methods=WRITE)
def read_all(request: Asked) -> HttpResponse:
    notices.mark_read(request.user)
    return redirect("accounts:inbox")


@opens("access.logged_in", methods=FORM)
def wishes(request: Asked) -> HttpResponse:
    person = request.user
    form = WishesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        quiet = {name: given[name] for name in ("quiet_from", "quiet_until")}
        notices.set_wishes(person=person, ways=form.ways(), shown=form.shown(), **quiet)
        messages.success(request, _("Your wishes are saved."))
        return redirect("accounts:wishes")
    context = {
        "form": form,
        "browsers": [(each, push.known_by(each)) for each in person.browsers.order_by("pk")],
        "push_key": vapid.public_key(),
    }
    return render(request, "accounts/wishes.html", context, status=422 if form.errors else 200)
