"""The pages of a list, of which most lists have one: that one needs no counting."""

from django.core import paginator


class Paginator(paginator.Paginator):
    def page(self, number: int) -> paginator.Page:
        if number != 1:
            return super().page(number)
        rows = list(self.object_list[: self.per_page + 1])
        if len(rows) <= self.per_page:
            self.count = len(rows)
        return self._get_page(rows[: self.per_page], 1, self)
