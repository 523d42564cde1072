"""The service of the web tests."""

from tests.web.conftest import client, server, var

__all__ = ["client", "server", "var"]
