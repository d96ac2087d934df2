import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
__version__ = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
