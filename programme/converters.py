"""Parts of addresses: `day` is a date, `code` a session's."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class DayConverter(StringConverter):
    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"


class CodeConverter(StringConverter):
    regex = "[0-9A-Za-z_-]{1,12}"


register_converter(DayConverter, "day")
register_converter(CodeConverter, "code")
