"""The way back: *Save* in a form that was opened to mend something leads to the page that asked for it.

The form's address says which page, as the value of a parameter of its own; a refused form and *Save and continue*
keep it. Only the app of that page makes an address of the value, so no value leads anywhere else.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect

ways: dict[str, Callable[[str], str | None]] = {}  # by parameter, of whose value each makes the address


def way_back(request: HttpRequest) -> str | None:
    """Its address, or None for a form that was reached otherwise."""
    return next(filter(None, (address_of(request.GET.get(name, "")) for name, address_of in ways.items())), None)


class LeadsBack:
    """For the admin of any record."""

    def response_post_save_change(self, request, obj):
        address = way_back(request)
        return HttpResponseRedirect(address) if address else super().response_post_save_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["way_back"] = way_back(request) if obj else None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
