"""Whether a PDF is whole and does nothing by itself. Runs in the inspector's process: no Django here."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf

MOST_OBJECTS = 200_000  # a tagged book of a thousand pages has some 100,000
ACTIONS = ("/GoTo", "/URI")  # what a link may do; all else acts on its own, or leads to a file
ACTION_KEYS = ("/A", "/PA", "/OpenAction")
# Names of actions that nothing else in a PDF bears: refused wherever they stand.
ACTIVE = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/Rendition")
CARRIERS = ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D")
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\\\s]+", re.IGNORECASE)


def examine(file: BinaryIO) -> tuple[dict, list[bytes]]:
    """Returns ({"pages": count}, []), or ({"error": code, …}, []) with one of the codes below."""
    try:
        with pikepdf.open(file, attempt_recovery=False, suppress_warnings=True) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                return {"error": "too_costly"}, []
            for found in dictionaries(pdf):
                if problem := active_content(found):
                    return problem, []
            return {"pages": len(pdf.pages)}, []
    except pikepdf.PasswordError:
        return {"error": "locked"}, []
    except pikepdf.PdfError:
        return {"error": "damaged" if is_pdf(file) else "not_pdf"}, []


def is_pdf(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(1024)
    return b"%PDF-" in head and len(head) > 32


def active_content(found: pikepdf.Object) -> dict[str, str] | None:
    """What a dictionary does or carries that is refused: {"error": code, …}, or None."""
    if "/JS" in found or "/XFA" in found or found.get("/S") in ACTIVE:
        return {"error": "active"}
    if "/EF" in found or found.get("/Subtype") in CARRIERS:
        return {"error": "carries_files"}
    if points_to_file(found):
        return {"error": "outside_file"}
    for action in actions(found):
        if problem := refused_action(action):
            return problem
    return None


def points_to_file(found: pikepdf.Object) -> bool:
    """A file specification, or a stream whose content lies elsewhere. In an annotation /F is a number: its flags."""
    if isinstance(found, pikepdf.Stream):
        return "/F" in found
    return any(isinstance(found.get(key), pikepdf.String) for key in ("/F", "/UF", "/DOS", "/Mac", "/Unix"))


def actions(found: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The actions that hang on a dictionary, and the one that it says it is."""
    if found.get("/Type") == "/Action":
        yield found
    waiting = [found.get(key) for key in ACTION_KEYS]
    if isinstance(events := found.get("/AA"), pikepdf.Dictionary):
        waiting += [one for _, one in events.items()]
    if "/S" in found:
        waiting.append(found.get("/Next"))
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [each for each in one if isinstance(each, pikepdf.Dictionary)]
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one


def refused_action(action: pikepdf.Object) -> dict[str, str] | None:
    if action.get("/S") not in ACTIONS:
        return {"error": "active"}
    if action.get("/S") == "/URI":
        address = str(action.get("/URI", ""))
        if not ADDRESS.fullmatch(address.strip()):
            return {"error": "odd_link", "address": address[:100]}
    return None


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file. Those that others refer to stand in its list of objects; the rest lie in them."""
    waiting = list(pdf.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found
            entries = found if isinstance(found, pikepdf.Dictionary) else found.stream_dict
            inside = [value for _, value in entries.items()]
        elif isinstance(found, pikepdf.Array):
            inside = list(found)
        else:
            continue
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]
