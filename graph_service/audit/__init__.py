"""A stranger's audit of a running instance: it knows the address and the standards, nothing else.

Nothing here imports the service. What an instance offers is learnt from its own description of the
dataset, from links and from robots.txt, and every protocol is followed as its specification has it.
What each protocol leads to is compared with what the dumps hold.
"""

from graph_service.audit.audit import PARTS, audit
from graph_service.audit.finding import Finding, Report

__all__ = ["PARTS", "Finding", "Report", "audit"]
