"""The fields of the index."""

from __future__ import annotations

import tantivy

FACETS = ("kind", "type", "period", "district", "linked", "designation")
"""What results are counted by."""

NAME_ORDERS = {"tr": "name_tr", "en": "name_en"}
AGE_ORDER = "age"


def schema() -> tantivy.Schema:
    """Words and whole names to match, terms to filter and count by, numbers, sort keys, the record.

    The sort keys are unique, so that a page can begin after the last key of the one before.
    """
    fields = tantivy.SchemaBuilder()
    fields.add_bytes_field("record", stored=True)
    for name in ("reference", "link", "identifier", "name", "spelling", "place"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("tile", "above", "sure_tile", "sure_above"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("words", "sounds", "labels", "context", "text"):
        fields.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in FACETS:
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (*NAME_ORDERS.values(), AGE_ORDER):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("lon", "lat", "west", "south", "east", "north", "boost"):
        fields.add_float_field(name, fast=True)
    return fields.build()
