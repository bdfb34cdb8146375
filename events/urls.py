from django.urls import path

from events.views import alerts, deadlines, organise, parts, public, retention, team, translation

app_name = "events"
urlpatterns = [
    path("", public.index, name="index"),
    path("new/", public.new, name="new"),
    path("s/<slug:series>/", public.series, name="series"),
    path("<slug:event>/", public.home, name="home"),
    path("<slug:event>/pages/<slug:page>/", public.page, name="page"),
    path("<slug:event>/news/", public.news, name="news_read"),
    path("<slug:event>/news.atom", public.news_feed, name="news_feed"),
    path("<slug:event>/join/<str:token>/", team.join, name="join"),
    path("<slug:event>/organise/", organise.overview, name="overview"),
    path("<slug:event>/organise/alert/", alerts.alert, name="alert"),
    path("<slug:event>/organise/alert/end/", alerts.end, name="end_alert"),
    path("<slug:event>/organise/retention/", retention.retention, name="retention"),
    path("<slug:event>/organise/deadlines/<slug:closing>/", deadlines.deadline, name="deadline"),
    path("<slug:event>/organise/translation/", translation.translation, name="translation"),
    path("<slug:event>/organise/settings/", organise.settings, name="settings"),
    *(
        path(
            f"<slug:event>/organise/switches/{name}/", organise.switch(name), name=f"switch_{name}"
        )
        for name in organise.SWITCHES
    ),
    path(
        "<slug:event>/organise/constituencies/continents/",
        parts.add_continents,
        name="add_continents",
    ),
    path("<slug:event>/organise/team/", team.team, name="team"),
    path("<slug:event>/organise/team/<int:pk>/end/", team.end_role, name="end_role"),
    path("<slug:event>/organise/team/links/<int:pk>/withdraw/", team.withdraw, name="withdraw"),
    *parts.urlpatterns,
]
