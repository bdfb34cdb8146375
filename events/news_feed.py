"""An event's news as Atom, in one reader's languages."""

from typing import cast

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import News
from events.queries import Article, EventView
from files import atom

MOST = 30


def news_feed(event: EventView, news: list[Article]) -> bytes:
    """The newest MOST pieces, which may be on their way to readers' programs for months."""
    home = f"{settings.ADDRESS}/{event.event.slug}/"
    entries = [_entry(home, article) for article in news[:MOST]]
    feed = atom.Feed(
        uid=f"{event.event.uid.urn}#news",
        title=f"{event.name.body}: {_('News')}",
        author=event.name.body,
        updated=max((entry.updated for entry in entries), default=event.event.created_at),
        url=f"{home}news/",
        own_url=f"{home}news.atom?lang={get_language()}",
        lang=event.name.lang,
    )
    return atom.write(feed, entries)


def _entry(home: str, article: Article) -> atom.Entry:
    piece = cast(News, article.piece)
    return atom.Entry(
        uid=piece.uid.urn,
        title=article.title.body,
        updated=piece.changed_at,
        url=f"{home}news/#{piece.uid}",
        html=article.html,
        lang=article.title.lang,
    )
