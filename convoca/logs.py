"""Logs: one line an event, readable or JSON, never with personal data or secrets."""

import logging.config
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

SHARED: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_for(form: str, *, debug: bool) -> dict[str, Any]:
    """A `logging` dictionary that writes to standard error as `lines` or as `json`."""
    renderers = {
        "lines": structlog.dev.ConsoleRenderer(colors=False),
        "json": structlog.processors.JSONRenderer(),
    }
    if form not in renderers:
        raise ImproperlyConfigured(f"CONVOCA_LOGS is «{form}», but must be lines or json.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "one": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderers[form],
                ],
            }
        },
        "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "one"}},
        "root": {"handlers": ["error"], "level": "DEBUG" if debug else "INFO"},
        "loggers": {
            "django.db.backends": {"level": "INFO"},
            # Each missing page would be a line of its own.
            "django.request": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
        },
    }


def configure(settings: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: the standard library's loggers and structlog write alike."""
    logging.config.dictConfig(settings)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
