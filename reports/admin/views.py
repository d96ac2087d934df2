"""What the pages that the admin has of a report share: the report, who may see it, and the crumbs that lead there."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.views.generic.base import TemplateResponseMixin, View


class ReportAdminView(TemplateResponseMixin, View):
    """A page of the admin about a report, or about a record that reports show."""

    http_method_names = ["get", "head", "post"]
    model_admin = None
    permission = "view"
    post_permission = "change"
    title = "{}"  # of the report

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not self.has_permission():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self):
        return get_object_or_404(self.model_admin.get_queryset(self.request), pk=self.kwargs["pk"])

    def has_permission(self):
        needed = self.post_permission if self.request.method == "POST" else self.permission
        return getattr(self.model_admin, f"has_{needed}_permission")(self.request, self.object)

    def page(self, **context):
        shared = self.model_admin.admin_site.each_context(self.request)
        shared |= {"opts": self.model_admin.opts, "original": self.object, "title": self.title.format(self.object)}
        return self.render_to_response(shared | context)


def page_urls(model_admin, pages, **given):
    """Of [(route, view, name)], each for whoever is signed in to the admin."""
    of = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    wrap = model_admin.admin_site.admin_view
    return [
        path(route, wrap(view.as_view(model_admin=model_admin, **given)), name=f"{of}_{name}")
        for route, view, name in pages
    ]


def page_address(record, name):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk])
