"""Colours that a network chooses, kept readable: contrast as WCAG 2 reckons it, and the same hue for dark screens."""


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in map(_unit, channels(colour))
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _unit(value):
    return value / 255


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour, from 0 to 1."""
    parts = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def lightened(colour: str, ground: str, ratio: float) -> str:
    """The colour with as much white as it needs to be read on a dark ground."""
    steps = (mixed(colour, "#ffffff", step / 20) for step in range(21))
    return next((one for one in steps if contrast(one, ground) >= ratio), "#ffffff")
