"""Addresses of registrations: one's own, and the organisers' pages."""

from django.urls import path

from delegates.views import (
    batches,
    dashboard,
    doubles,
    exports,
    own,
    privacy,
    quotas,
    registrations,
)

urlpatterns = [
    path("<slug:event>/registration/consents/", privacy.consents, name="consents"),
    path("<slug:event>/registration/log/", privacy.own_log, name="own_log"),
    path("<slug:event>/organise/registrations/<uuid:registration>/log/", privacy.log, name="log"),
    path("<slug:event>/register/", own.before, name="before"),
    path("<slug:event>/register/form/", own.register, name="register"),
    path("<slug:event>/registration/", own.own, name="own"),
    path("<slug:event>/registration/change/", own.change, name="change"),
    path("<slug:event>/registration/withdraw/", own.withdraw, name="withdraw"),
    path("<slug:event>/organise/registrations/", registrations.registrations, name="registrations"),
    path("<slug:event>/organise/registrations/export/", exports.export, name="export"),
    path("<slug:event>/organise/registrations/numbers/", dashboard.numbers, name="numbers"),
    path("<slug:event>/organise/registrations/files/", exports.exports, name="exports"),
    path(
        "<slug:event>/organise/registrations/files/<uuid:export>/",
        exports.download,
        name="download",
    ),
    path(
        "<slug:event>/organise/registrations/files/<uuid:export>/answer/",
        exports.answer,
        name="answer_export",
    ),
    path("<slug:event>/organise/registrations/lists/", batches.save_list, name="save_list"),
    path(
        "<slug:event>/organise/registrations/lists/<uuid:saved>/drop/",
        batches.drop_list,
        name="drop_list",
    ),
    path("<slug:event>/organise/registrations/many/", batches.batches, name="batches"),
    path("<slug:event>/organise/registrations/many/<uuid:batch>/", batches.batch, name="batch"),
    path("<slug:event>/organise/registrations/many/<uuid:batch>/turn/", batches.turn, name="turn"),
    path(
        "<slug:event>/organise/registrations/many/<uuid:batch>/progress/",
        batches.progress,
        name="batch_progress",
    ),
    path(
        "<slug:event>/organise/registrations/many/<uuid:batch>/words/",
        batches.words,
        name="words",
    ),
    path(
        "<slug:event>/organise/registrations/many/<uuid:batch>/preview/",
        batches.preview,
        name="preview",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/",
        registrations.registration,
        name="registration",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/withdraw/",
        registrations.withdraw,
        name="organiser_withdraw",
    ),
    path("<slug:event>/organise/doubles/", doubles.doubles, name="doubles"),
    path("<slug:event>/organise/doubles/<int:double>/part/", doubles.part, name="part"),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/with/<uuid:other>/",
        doubles.compare,
        name="compare",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/with/<uuid:other>/join/",
        doubles.join,
        name="join",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/with/<uuid:other>/apart/",
        doubles.keep_apart,
        name="keep_apart",
    ),
    path("<slug:event>/organise/quotas/", quotas.quotas, name="quotas"),
    path("<slug:event>/organise/quotas/<int:quota>/", quotas.quota, name="quota"),
]
