"""The errors of the protocol: OAI-PMH 2.0, section 3.6."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noRecordsMatch",
]
"""What can go wrong here. Every entity has Dublin Core, and there are always sets: nobody ever
meets `noMetadataFormats` or `noSetHierarchy`."""


class OaiError(Exception):
    """An error that is told in an answer of status 200. Its text is for people, in English."""

    def __init__(self, code: Code, text: str) -> None:
        self.code: Code = code
        super().__init__(text)

    @property
    def hides_arguments(self) -> bool:
        """Whether the answer may not repeat the arguments (section 3.2)."""
        return self.code in ("badVerb", "badArgument")
