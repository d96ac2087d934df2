"""The child process that inspects files: opens one from standard input, within limits, and says what it is."""

import json
import resource
import sys

MEGABYTES = 768
PROCESSOR_SECONDS = 30


def main(kind: str, options: str) -> None:
    limit()
    try:
        facts, contents = answer(kind, json.loads(options))
    except MemoryError:
        facts, contents = {"error": "too_costly"}, []
    out = sys.stdout.buffer
    out.write(json.dumps({**facts, "lengths": [len(one) for one in contents]}).encode() + b"\n")
    out.writelines(contents)
    out.flush()


def answer(kind: str, options: dict) -> tuple[dict, list[bytes]]:
    """Imported here, within the limits: Pillow and qpdf are what a foreign file is aimed at."""
    if kind == "picture":
        from core.inspection.pictures import prepare

        return prepare(sys.stdin.buffer, **options)
    if kind == "outline":
        from core.inspection.outlines import draw

        return draw(sys.stdin.buffer, **options)
    from core.inspection.documents import examine

    return examine(sys.stdin.buffer, **options)


def limit() -> None:
    megabytes = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes, megabytes))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
