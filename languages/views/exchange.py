"""A space's texts out to other editors of translations, and back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access.doors import FORM, opens
from accounts.records import note
from accounts.requests import Asked
from files import uploads
from languages import exchange
from languages.finders import find_space
from languages.models import Space
from languages.tags import name
from languages.views.glossary import shell

MOST_BYTES = 20_000_000
CHOOSE = gettext_lazy("Choose a file. A file that was chosen is kept for a day.")


class CatalogueForm(forms.Form):
    """A catalogue, or the mark of one that was looked at before, and its language."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={"required": CHOOSE},
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.pot"}),
        help_text=gettext_lazy("A gettext catalogue (PO), at most 20 MB."),
    )

    def __init__(self, *args: object, space: Space, into: str, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.place, self.mark, self.goes_on, self.content = f"texts-{space.pk}", "", False, b""
        # What was looked at goes on by its mark.
        self.fields["file"].required = "mark" not in self.data
        named = [(each, name(each, into)) for each in space.languages]
        self.fields["lang"] = forms.ChoiceField(label=_("Language"), choices=named)
        self.order_fields(["lang", "file"])

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        file = given.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than 20 MB."))
        if self.errors:
            return given
        self.goes_on = not file
        self.mark = uploads.keep(self.place, file.chunks()) if file else self.data.get("mark", "")
        path = uploads.kept(self.place, self.mark)
        if path is None:
            self.add_error("file", CHOOSE)
        else:
            self.content = path.read_bytes()
        return given


@opens("languages.coordinate", to=find_space, methods=FORM)
def page(request: Asked, space: Space) -> HttpResponse:
    """A look at what a file would change, then the word to go on."""
    form = CatalogueForm(
        request.POST or None, request.FILES or None, space=space, into=request.languages[0]
    )
    context = shell(request, space, "exchange") | {"form": form}
    if request.method == "POST" and form.is_valid():
        lang = form.cleaned_data["lang"]
        try:
            if form.goes_on:
                return brought(request, space, form)
            counts, _wanted = exchange.plan(space, lang, form.content)
            context |= {"counts": counts, "mark": form.mark, "lang": lang}
        except exchange.NoCatalogue as wrong:
            form.add_error("file", str(wrong))
    return render(request, "languages/exchange.html", context, status=422 if form.errors else 200)


def brought(request: Asked, space: Space, form: CatalogueForm) -> HttpResponse:
    lang = form.cleaned_data["lang"]
    counts = exchange.bring_in(space, lang, form.content, by=request.user)
    many = counts.get("new", 0) + counts.get("changed", 0)
    words = ngettext(
        "%(many)d translation was brought in.", "%(many)d translations were brought in.", many
    )
    messages.success(request, words % {"many": many})
    return redirect("languages:exchange", space.pk)


@opens("languages.coordinate", to=find_space)
def catalogue(request: Asked, space: Space) -> HttpResponse:
    """What translators see of the space, in the language `in`."""
    lang = request.GET.get("in", "")
    if lang not in space.languages:
        return redirect("languages:exchange", space.pk)
    note(request.user, "took texts out", space, [lang])
    answer = HttpResponse(exchange.take_out(space, lang), content_type="text/x-gettext-translation")
    answer["Content-Disposition"] = f'attachment; filename="texts-{space.pk}-{lang}.po"'
    return answer
