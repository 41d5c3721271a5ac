"""What the surroundings may set. Every field is documented in docs/settings.md; a test compares the two."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Settings read from environment variables that start with ``STEAMIE_`` (and ``PORT``)."""

    model_config = SettingsConfigDict(env_prefix="STEAMIE_", extra="ignore")

    data: Path = Field(default=Path("var/steamie"), description="Folder of the database, uploads, keys and logs.")
    database_url: str = Field(default="", description="postgresql://… for PostgreSQL; empty means SQLite in the data folder.")
    tasks_url: str = Field(
        default="", description="Task engine; empty means Huey on its own SQLite file; immediate:// runs tasks at once."
    )
    graph_url: str = Field(
        default="https://graph.facebook.com", description="Facebook's Graph API. Anything else only on loopback."
    )
    analytics_url: str = Field(
        default="https://analyticsdata.googleapis.com", description="Google Analytics. Anything else only on loopback."
    )
    hosts: str = Field(default="localhost,127.0.0.1", description="Names this site answers to, separated by commas. Never *.")
    public_url: str = Field(
        default="", description="Address residents use, e.g. https://www.example.org.uk; empty means this machine."
    )
    email_url: str = Field(default="", description="smtp://user:password@host:587; empty writes letters to the data folder.")
    email_from: str = Field(default="Steamie <steamie@localhost>", description="Sender of the letters we send.")
    port: int = Field(default=8000, validation_alias="PORT", description="Port of the site and desk.")


def read() -> Environment:
    """Read the environment once; a wrong value stops the start with the name of the setting."""
    return Environment()
