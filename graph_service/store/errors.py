"""What can be wrong with a release."""


class ReleaseError(Exception):
    """There is no release to read, or it is not whole."""
