"""Addresses of forms: organisers' pages, and what whoever answers them does."""

from django.urls import path

from delegates.views import forms, questions, replies, unsent

FORMS = "<slug:event>/organise/forms/"
FORM = f"{FORMS}<uuid:form>/"
SECTION = f"{FORM}sections/<uuid:section>/"
QUESTION = f"{FORM}questions/<uuid:question>/"

urlpatterns = [
    path("<slug:event>/registration/unsent/", unsent.keep, name="keep_unsent"),
    path("<slug:event>/registration/unsent/forget/", unsent.forget, name="forget_unsent"),
    path("<slug:event>/registration/forms/<uuid:form>/", replies.follow_up, name="follow_up"),
    path("<slug:event>/registration/replies/<uuid:reply>/", replies.reply, name="reply"),
    path(
        "<slug:event>/registration/replies/<uuid:reply>/take-back/",
        replies.take_back,
        name="take_reply_back",
    ),
    path(FORMS, forms.forms, name="forms"),
    path(f"{FORMS}countries/", forms.country_names, name="country_names"),
    path(FORM, forms.form, name="form"),
    path(f"{FORM}whole/", forms.whole_form, name="whole_form"),
    path(f"{FORM}publish/", forms.publish, name="publish_form"),
    path(f"{FORM}preview/", forms.preview, name="preview_form"),
    path(f"{FORM}export/", forms.export, name="export_form"),
    path(f"{FORM}import/", forms.bring_in, name="import_form"),
    path(f"{FORM}state/", forms.set_state, name="form_state"),
    path(f"{FORM}replies/", replies.replies, name="replies"),
    path(f"{FORM}sections/add/", questions.add_section, name="add_section"),
    path(SECTION, questions.section, name="section"),
    path(f"{SECTION}move/", questions.move_section, name="move_section"),
    path(f"{SECTION}drop/", questions.drop_section, name="drop_section"),
    path(f"{SECTION}questions/add/", questions.add_question, name="add_question"),
    path(QUESTION, questions.question, name="question"),
    path(f"{QUESTION}move/", questions.move_question, name="move_question"),
    path(f"{QUESTION}asked/", questions.set_asked, name="set_asked"),
    path(f"{QUESTION}kind/", questions.set_kind, name="set_kind"),
    path(f"{QUESTION}purge/", questions.purge, name="purge_question"),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/answers/",
        replies.sensitive,
        name="all_answers",
    ),
]
