"""The typed fields as the gallery of components shows them."""

from django import forms, template

from hamshahr.commons.translation.typed.fields import TypedDateField, TypedNumberField

register = template.Library()

# What somebody might type who is asked back which one she means
_TYPED = {
    "en": ("Beginning", "03/04/2025", "Litres", "1.234"),
    "fa": ("آغاز", "۰۳/۰۴/۱۴۰۴", "لیتر", "۱.۲۳۴"),
}


@register.simple_tag
def ambiguously_typed(side: str) -> forms.Form:
    """Return a form of which each field can be read in two ways; ``side`` is its language."""

    class Form(forms.Form):
        day = TypedDateField()
        number = TypedNumberField(places=3)

    day_label, day, number_label, number = _TYPED[side]
    form = Form({"day": day, "number": number}, auto_id=f"{side}-typed-%s")
    form.fields["day"].label, form.fields["number"].label = day_label, number_label
    return form
