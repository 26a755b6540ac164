"""What a dashboard imports, imported before it is forked: the platform, and the layers below the components.

The modules of the components are left out: they register their elements at the platform that has started.
"""

from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLATFORM = (
    *("streamlit.web.server.starlette.starlette_app", "streamlit.runtime.agent.mcp", "uvicorn.logging"),
    *("anyio.streams.tls", "authlib.integrations.starlette_client"),
    *("alembic.command", "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.dialects.postgresql.psycopg"),
)
LAYERS = ("model", "analysis", "charts", "reports", "store", "wording")


def modules_of(layer: str) -> list[str]:
    """Return the modules of a layer that do nothing but define what is in them."""
    files = [file for file in sorted((ROOT / layer).rglob("*.py")) if file.stem not in ("__init__", "__main__")]
    found = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name for name in found if not name.startswith("store.migrations.")]


for name in (*PLATFORM, *(module for layer in LAYERS for module in modules_of(layer))):
    import_module(name)
