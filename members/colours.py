"""A network’s colours as style rules: site and report read the same custom properties."""

from core.colours import lightened, mixed

DARK_PAPER = "#131a1c"


def stylesheet(ink, voice, accent, tint):
    """On paper as they were chosen; on a dark screen as light as they must be to be read."""
    light = {"ink": ink, "river": voice, "clay": accent, "sand": tint}
    dark = {"river": lightened(voice, DARK_PAPER, 7), "clay": lightened(accent, DARK_PAPER, 7)}
    dark["sand"] = mixed(DARK_PAPER, voice, 0.15)
    return (
        f"@media (prefers-color-scheme: light) {{ :root {{ {_properties(light)} }} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_properties(dark)} }} }}\n"
    )


def _properties(colours):
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())
