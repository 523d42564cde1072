"""The change log as ResourceSync 1.1 (ANSI/NISO Z39.99): a folder that others keep a copy of.

A resource is the description of an entity as the dumps have it: its sorted N-Quads, without
inferred links. That is what the change log compares, so a resource changes when the log says so
and at no other time, and its SHA-256 is in the log. All resources together, sorted, are the dump
of all entities without inferred links.
"""

from graph_service.feeds.resourcesync.lists import Source
from graph_service.feeds.resourcesync.package import package

__all__ = ["Source", "package"]
