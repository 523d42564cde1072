"""Reading a release."""

from graph_service.store.release import Manifest, Release, Tombstone, open_current

__all__ = ["Manifest", "Release", "Tombstone", "open_current"]
