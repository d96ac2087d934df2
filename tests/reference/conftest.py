from tests.public import draft, hidden, read  # noqa: F401
