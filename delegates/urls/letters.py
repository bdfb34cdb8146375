"""Addresses of visa letters."""

from django.urls import path

from delegates.views.letters import desk, own, public, setting

OWN = "<slug:event>/registration/letter"
DESK = "<slug:event>/organise/letters"

urlpatterns = [
    path(f"{OWN}/", own.letter, name="letter"),
    path(f"{OWN}/check/", own.check, name="letter_check"),
    path(f"{OWN}/pdf/", own.pdf, name="letter_pdf"),
    path("<slug:event>/letters/outcome/<str:token>/", public.outcome, name="letter_outcome"),
    path("<slug:event>/letters/outcome/<str:token>/afar/", public.afar, name="letter_afar"),
    path("<slug:event>/letters/outcome/<str:token>/refund/", public.refund, name="letter_refund"),
    path("<slug:event>/letters/<str:code>/", public.proof, name="letter_proof"),
    path(
        "<slug:event>/delegations/<uuid:delegation>/letters/",
        desk.issue_for_delegation,
        name="delegation_letters",
    ),
    path(f"{DESK}/", desk.letters, name="letters"),
    path(f"{DESK}/issue/", desk.issue_all, name="letters_issue"),
    path(f"{DESK}/head/", setting.head, name="letters_head"),
    path(f"{DESK}/words/", setting.words, name="letters_words"),
    path(f"{DESK}/list/", setting.embassy, name="letters_list"),
    path(f"{DESK}/list/<uuid:export>/", setting.embassy_file, name="letters_file"),
    path(f"{DESK}/<uuid:letter>/", desk.one, name="desk_letter"),
    path(f"{DESK}/<uuid:letter>/papers/", desk.papers, name="desk_papers"),
    path(f"{DESK}/<uuid:letter>/pdf/", desk.pdf, name="desk_pdf"),
    *(
        path(f"{DESK}/<uuid:letter>/{name}/", view, name=f"desk_{name}")
        for name, view in desk.MOVES.items()
    ),
]
