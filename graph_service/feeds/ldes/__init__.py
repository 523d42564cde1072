"""The change log as a Linked Data Event Stream: LDES 1.0 over the TREE hypermedia specification.

The root node says what the stream is and leads to blocks, each block leads to at most `FAN` pages,
each page holds at most `PAGE` members. A full page and a full block never change again. Every
version of every entity is kept, and so is every deletion: there is no retention policy, unless the
members of a time before there was a stream could not be found again.

A member is an `as:Create`, `as:Update` or `as:Delete` (a merged or renamed entity is deleted, and
`dct:isReplacedBy` says in whose favour). Its named graph is the whole description of the entity
from then on: who replaces the graph of the version before by it ends with what the dumps hold of
all entities, but links that were inferred. `dct:source` names the graphs that say these things.
"""

from graph_service.feeds.ldes.stream import OFFERS, PATH, Stream, bounds
from graph_service.feeds.ldes.writing import write

__all__ = ["OFFERS", "PATH", "Stream", "bounds", "write"]
