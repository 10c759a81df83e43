"""What a person is appointed to, for a city or for the association, from when to when."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, Role
from hamshahr.domains.network.models.cities import City

# The days from ``starts`` until before ``ends``
DAYS = Func(F("starts"), F("ends"), function="daterange", output_field=DateRangeField())


class Appointment(models.Model):
    """A role that a person holds. Accounts grant nothing; appointments do, while they run."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments",
        help_text="Empty: the association itself",
    )  # fmt: skip
    starts = models.DateField()
    ends = models.DateField(
        null=True,
        blank=True,
        help_text="The day from which she holds it no more; empty: until further",
    )
    vouched_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who said that she is who she is; empty: not known",
    )
    mail_domain = models.CharField(
        max_length=253, blank=True, help_text="Of the city, that vouched; empty: a person did"
    )
    function = models.CharField(
        max_length=120, blank=True, help_text="What she does there, in the city's own words"
    )
    is_shown = models.BooleanField(
        default=False, help_text="She agreed that the city's public page names her"
    )

    class Meta:
        ordering: ClassVar = ["-starts", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="an_appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(city__isnull=True, role__in=sorted(ASSOCIATION_ROLES))
                | Q(city__isnull=False) & ~Q(role__in=sorted(ASSOCIATION_ROLES)),
                name="a_role_of_a_city_names_its_city",
            ),
            ExclusionConstraint(
                name="a_city_has_one_focal_point_at_a_time",
                expressions=[("city", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                condition=Q(role=Role.FOCAL_POINT),
            ),
            ExclusionConstraint(
                name="a_role_in_a_city_is_held_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("city", RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(city__isnull=False),
            ),
            ExclusionConstraint(
                name="an_office_is_held_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(city__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.city_id or ''}".rstrip()
