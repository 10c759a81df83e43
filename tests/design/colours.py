"""Colours as the eye meets them: oklch (B. Ottosson, 2020) to the contrast of WCAG 2.2."""

import re
from math import cos, pi, sin

from tests.design.sources import STATIC

Colour = tuple[float, float, float]  # lightness 0–1, chroma, hue in degrees


def tokens(scheme: str) -> dict[str, Colour]:
    """Return the colours of the ``light`` or the ``dark`` scheme by their names."""
    written = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    light, dark = written.split("@media screen and (prefers-color-scheme: dark)")
    found = _named(light)
    return found | _named(dark) if scheme == "dark" else found


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _named(written: str) -> dict[str, Colour]:
    pattern = r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"
    return {
        name: (float(lightness), float(chroma), float(hue))
        for name, lightness, chroma, hue in re.findall(pattern, written)
    }


def srgb(colour: Colour) -> tuple[int, ...]:
    """Return a colour as the three bytes that a picture holds."""
    return tuple(
        round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
        for part in _linear(colour)
    )


def _luminance(colour: Colour) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: Colour) -> tuple[float, ...]:
    lightness, chroma, hue = colour
    a, b = chroma * cos(hue * pi / 180), chroma * sin(hue * pi / 180)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return tuple(min(max(part, 0.0), 1.0) for part in (red, green, blue))
