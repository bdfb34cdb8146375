from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from access import ports
        from documents import homes
        from documents.routes import sockets
        from programme.ports import SessionLink, session_links

        homes.declare()

        ports.ways_in.append(sockets)
        session_links.append(SessionLink(_("Documents"), "/{event}/documents/of/{code}/"))
