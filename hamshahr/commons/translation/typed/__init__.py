"""Numbers, dates and codes as people type them: any digits, any separators, two calendars.

In a form::

    from hamshahr.commons.translation.typed.fields import (
        TypedCodeField, TypedDateField, TypedNumberField,
    )

    class SeatForm(forms.Form):
        since = TypedDateField(label=_("Since"))
        fee = TypedNumberField(label=_("Fee"), places=2, min_value=0)

In a template they are fields like any other: ``<c-field :field="form.since" />``. What can be read
in two ways (03/04/2025, 1,234) makes the form invalid once: it comes back with what was typed and
with each reading in words, to be chosen; sent again with the choice, it is valid. ``cleaned_data``
holds a ``date``, an ``int`` (a ``Decimal`` with ``places``) or a ``str``.

Without a form: ``read_number``, ``read_date`` and ``read_code`` in the modules of the same names
return the value, ``Ambiguous`` with the values it can be, or ``Unread`` with what to do. They take
any text, and raise nothing.
"""
