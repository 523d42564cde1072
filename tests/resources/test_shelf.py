from __future__ import annotations

from graph_service.resources.shelf import Shelf


def test_the_longest_unused_goes_first() -> None:
    shelf: Shelf[bytes] = Shelf(budget=80)
    for name in "abcdefgh":
        shelf.put(name, b"0123456789", 10)
    assert shelf.get("a")
    shelf.put("i", b"0123456789", 10)
    assert shelf.get("a")
    assert shelf.get("b") is None
    assert shelf.get("i")


def test_a_very_large_body_is_not_kept() -> None:
    shelf: Shelf[bytes] = Shelf(budget=80)
    shelf.put("a", b"0" * 11, 11)
    assert shelf.get("a") is None
