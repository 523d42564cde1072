"""How the service logs: requests as lines of JSON on the output, all else on the error output."""

from __future__ import annotations

from typing import Any

from graph_service.web.observe import ACCESS_LOG


def log_config(*, access_log: bool) -> dict[str, Any]:
    """The configuration of logging, for every web process."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "bare": {"format": "%(message)s"},
            "told": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout",
                    "formatter": "bare"},
            "error": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr",
                      "formatter": "told"},
        },
        "loggers": {
            ACCESS_LOG: {"handlers": ["out"], "level": "INFO" if access_log else "CRITICAL",
                         "propagate": False},
            "graph_service": {"handlers": ["error"], "level": "INFO", "propagate": False},
            "uvicorn": {"handlers": ["error"], "level": "INFO", "propagate": False},
        },
    }  # fmt: skip
