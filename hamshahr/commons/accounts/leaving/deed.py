"""The deed by which somebody deletes her own account."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from hamshahr.commons.accounts.leaving.letters import write_farewell
from hamshahr.commons.accounts.leaving.partings import CannotLeave, Fate, consequences, partings
from hamshahr.commons.accounts.models import LEFT_DOMAIN, User
from hamshahr.commons.accounts.recording import end_sessions
from hamshahr.kernel.audit.actions import record

# What of a row is not hers: without it, nothing could stand under her function
_NOT_HERS = {"id", "kind", "created_at"}


@transaction.atomic
def leave(*, by: User) -> None:
    """Delete the account of who asks, at once and for good.

    Her name, address, ways in and all that is hers alone go; what she wrote stays with its city,
    under the function that she had. Raises ``PermissionDenied``, ``CannotLeave``.
    """
    if by.kind == User.Kind.SYSTEM:
        raise PermissionDenied("The system cannot leave.")
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.left_at is not None:
        return
    if any(told.fate is Fate.FORBIDS for told in consequences(person)):
        raise CannotLeave
    for parting in partings():
        parting.carry_out(person)
    write_farewell(person)
    record(by=person, deed="accounts.leave", object_type="person", object_id=person.pk)
    end_sessions(person)
    _let_go_of_rows(person)
    _empty(person)


def _let_go_of_rows(person: User) -> None:
    """Delete what is hers alone, as its foreign key says; release what only mentions her."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):  # a OneToOneRel is one, too
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
        if relation.on_delete is models.CASCADE:
            rows.delete()
        elif relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})


def _empty(person: User) -> None:
    """Leave of the row what says that somebody was here, and when she left."""
    for field in User._meta.concrete_fields:
        if field.name not in _NOT_HERS:
            setattr(person, field.attname, field.get_default())
    person.name = ""
    person.email = f"{person.pk}@{LEFT_DOMAIN}"
    person.is_active = False
    person.left_at = timezone.now()
    person.set_unusable_password()
    person.save()
