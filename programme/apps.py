from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from accounts.ports import holdings as all_holdings
        from delegates.ports import followers
        from events.ports import Section, sections
        from events.retention import forgotten
        from jobs.ports import Periodic, periodic
        from programme import following, holdings, homes, receivers, retention, rules  # noqa: F401
        from programme.tasks import refresh_pages, show_translations, sweep_uploads

        homes.declare()
        sections.append(Section("programme", _("Programme"), "programme.edit", 43))
        forgotten += retention.FORGOTTEN
        periodic.append(Periodic("programme.refresh_pages", refresh_pages, seconds=60))
        periodic.append(Periodic("programme.show_translations", show_translations, seconds=600))
        periodic.append(Periodic("programme.sweep_uploads", sweep_uploads, seconds=3600))
        # First: after her registrations nobody knows any more which sessions name her.
        all_holdings.insert(0, holdings.agenda)
        followers.append(following.stars)
