"""Addresses of proposals."""

from django.urls import path

from workshops.views import drafts, lists, own, review

urlpatterns = [
    path("<slug:event>/propose/", own.propose, name="propose"),
    path("<slug:event>/propose/draft/", drafts.start, name="start_draft"),
    path("<slug:event>/proposals/<uuid:proposal>/draft/", drafts.keep, name="keep_draft"),
    path("<slug:event>/proposals/", own.proposals, name="proposals"),
    path("<slug:event>/proposals/<uuid:proposal>/", own.proposal, name="proposal"),
    path("<slug:event>/proposals/<uuid:proposal>/withdraw/", own.withdraw, name="withdraw"),
    path("<slug:event>/organise/proposals/", lists.proposals, name="proposed"),
    path("<slug:event>/organise/proposals/file/", lists.file, name="proposals_file"),
    path("<slug:event>/organise/proposals/map/", lists.theme_map, name="theme_map"),
    path("<slug:event>/organise/proposals/progress/", lists.progress, name="progress"),
    path("<slug:event>/organise/proposals/<uuid:proposal>/", review.proposal, name="review"),
    path("<slug:event>/organise/proposals/<uuid:proposal>/accept/", review.accept, name="accept"),
    path("<slug:event>/organise/proposals/<uuid:proposal>/reopen/", review.reopen, name="reopen"),
]
