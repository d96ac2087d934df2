"""Addresses of pages, reversed once: lists ask for one in every line, and a request brings no other routes."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MOST = 10_000


def address(name: str, *args: object) -> str:
    """As `reverse` gives it."""
    return _reversed(get_script_prefix(), name, args)


@lru_cache(MOST)
def _reversed(prefix, name, args):  # of the prefix of this request, which reverse puts before it
    return reverse(name, args=args)
