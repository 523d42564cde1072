"""HTTP semantics as plain functions: negotiation, caching, problems. No framework in here."""

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.negotiation import Offer, choose, choose_language
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

__all__ = ["Answer", "Headers", "Offer", "Problem", "Text", "choose", "choose_language", "vary"]
