"""Settings: one table of name, default and sentence. Environment variables start with IZMIRAS_."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from loaders.iri import DEFAULT_BASE

_MIB = 1024 * 1024


class Settings(BaseSettings):
    """Everything an operator can set; `izmiras settings` prints this table."""

    model_config = SettingsConfigDict(env_prefix="IZMIRAS_", frozen=True)

    base: str = Field(
        default=DEFAULT_BASE, description="IRI that every identifier of the graph starts with."
    )
    source_dir: Path = Field(
        default=Path(), description="Folder that holds data/, ontology/, shapes/ and queries/."
    )
    var_dir: Path = Field(
        default=Path("var"), description="Folder for releases and the link `current`."
    )
    keep_releases: int = Field(default=5, ge=1, description="How many releases are kept on disk.")

    host: str = Field(default="127.0.0.1", description="Address that the service listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the service listens on.")
    web_workers: int = Field(
        default=1,
        ge=1,
        description="How many web processes answer requests; each has query workers of its own.",
    )
    public_url: str | None = Field(
        default=None, description="How the world reaches the service; default: as the request says."
    )
    trusted_proxies: str = Field(
        default="127.0.0.1", description="Addresses whose X-Forwarded-* headers are believed."
    )

    contact_email: str | None = Field(
        default=None,
        description="Address of those who answer for the data, shown in the dataset description.",
    )

    tile_url: str | None = Field(
        default=None,
        pattern=r"https?://[^\s/]+/\S*",
        description="Tiles below the maps, as a template with {z}, {x} and {y}; default: none, "
        "and no other host is asked for anything.",
    )
    tile_attribution: str = Field(
        default="", description="Whom maps thank for these tiles, as plain text."
    )

    contact: str | None = Field(
        default=None,
        pattern=r"(mailto:[^\s@]+@[^\s@?]+|https?://[^\s/]+(/\S*)?)",
        description="Where people report errors: a mailto: or https: address that every page of a "
        "record links to; default: none, and no such link.",
    )

    access_log: bool = Field(
        default=True,
        description="Whether each request is told in a line of JSON on the standard output.",
    )
    cache_bytes: int = Field(
        default=128 * _MIB,
        ge=0,
        description="Bytes of memory for documents already written, in each web process.",
    )

    sparql_workers: int = Field(
        default=2, ge=1, description="How many processes evaluate queries, for each web process."
    )
    query_timeout: float = Field(
        default=30.0, gt=0, description="Seconds after which a query is ended."
    )
    worker_memory: int = Field(
        default=1024 * _MIB, gt=0, description="Bytes of memory that one query may take."
    )
    max_query_bytes: int = Field(
        default=8 * _MIB,
        gt=0,
        description="Bytes that a query text may be long; longer is refused (413).",
    )
    max_result_bytes: int = Field(
        default=1024 * _MIB,
        gt=0,
        description="Bytes that a result may be long; a longer one is broken off.",
    )
    queue_length: int = Field(
        default=64, ge=0, description="How many queries may wait; more are refused (503)."
    )
    service_endpoints: tuple[str, ...] = Field(
        default=(), description="SPARQL endpoints that SERVICE may ask; empty: none."
    )
    service_calls: int = Field(
        default=10, ge=1, description="How many SERVICE clauses a query may have; each is a call."
    )
    service_bytes: int = Field(
        default=64 * 1024 * 1024,
        ge=1,
        description="Bytes that the endpoints asked by SERVICE may send to a query.",
    )

    admin_email: str = Field(
        default="not-set@izmiras.invalid",
        pattern=r"^[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+$",
        description="Whom harvesters write to; by default an address that says it leads nowhere.",
    )
    oai_page_size: int = Field(
        default=100, ge=1, le=1000, description="Records on a page of OAI-PMH."
    )
    oai_key: str | None = Field(
        default=None,
        min_length=16,
        description="Secret that signs resumption tokens, the same for all servers behind one "
        "address; default: one that is made and kept in var_dir.",
    )

    @property
    def data_dir(self) -> Path:
        return self.source_dir / "data"

    @property
    def ontology_dir(self) -> Path:
        return self.source_dir / "ontology"

    @property
    def shapes_dir(self) -> Path:
        return self.source_dir / "shapes"

    @property
    def queries_dir(self) -> Path:
        return self.source_dir / "queries"

    @property
    def releases_dir(self) -> Path:
        return self.var_dir / "releases"

    @property
    def current(self) -> Path:
        return self.var_dir / "current"
