"""What the languages tell to upper apps, inside the transaction of the change."""

from django.dispatch import Signal

# text: languages.models.Text, of which what stands in one of its languages has changed
translated = Signal()
