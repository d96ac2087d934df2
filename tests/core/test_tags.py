from django.template import engines


def test_once_makes_what_stands_twice_once():
    made = []
    template = engines["django"].from_string("{% once as menu %}<b>{{ item }}</b>{% endonce %}{{ menu }}{{ menu }}")
    assert template.render({"item": lambda: made.append(1) or "M&M"}) == "<b>M&amp;M</b>" * 2
    assert len(made) == 1
