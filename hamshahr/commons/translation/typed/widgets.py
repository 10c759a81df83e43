"""The input of a typed value, and the choice between its readings where there are several."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Widget
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Typed:
    """What came back from a form: the text, and which of its readings was chosen (or nothing)."""

    text: str = ""
    meant: str = ""


@dataclass(frozen=True)
class Choice:
    """One reading of an ambiguous text: how it is sent, and how it is told in words."""

    value: str
    label: str


class TypedInput(Widget):
    """A text input; below it one radio button a reading, once the text turned out ambiguous.

    ``choices_of`` tells the readings of a text, none where it has but one. It is asked when the
    form is shown, so the form needs to remember nothing.
    """

    template_name = "translation/typed_input.html"
    choices_of: Callable[[str], list[Choice]]  # both are given by the field
    write: Callable[[Any], str]

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],  # noqa: ARG002 - Django's signature
        name: str,
    ) -> Typed:
        return Typed(str(data.get(name) or ""), str(data.get(_meant(name)) or ""))

    def value_omitted_from_data(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],  # noqa: ARG002 - Django's signature
        name: str,
    ) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        if not isinstance(value, Typed):
            value = Typed("" if value is None else self.write(value))
        context["widget"] |= {
            "attributes": flatatt(context["widget"]["attrs"]),
            "text": value.text,
            "meant": value.meant,
            "meant_name": _meant(name),
            "choices": self.choices_of(value.text),
        }
        return context

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: object = None,  # noqa: ARG002 - Django's signature
    ) -> SafeString:
        context = self.get_context(name, value, attrs)
        return mark_safe(render_to_string(self.template_name, context))  # noqa: S308 - a template's


def _meant(name: str) -> str:
    return f"{name}_meant"
