"""Where the directory joins the rest: its pages for keepers, and what an account holds of it."""


def join() -> None:
    from django.utils.translation import gettext_lazy as _

    from accounts import ports
    from delegates.contact_holdings import contacts
    from events.ports import Section, sections

    ports.holdings.append(contacts)
    sections.append(Section("organisations", _("Organisations"), "delegates.keep", 43))
