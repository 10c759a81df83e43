"""The one row that says which instance this database is."""

from typing import ClassVar

from django.db import models

from hamshahr.kernel.identifiers import new_id


class Instance(models.Model):
    """An installation with its own data. Its id stays when it moves to another machine."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    only = models.BooleanField(default=True, editable=False, help_text="Keeps it the only row")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(only=True), name="instance_is_here"),
            models.UniqueConstraint(fields=["only"], name="one_instance"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Place(models.Model):
    """Where this database has stood, and since when: a restored copy stands elsewhere."""

    never_on_a_page = True

    numbers = models.CharField(max_length=60, primary_key=True, help_text="Database and cluster")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.numbers} since {self.since:%Y-%m-%d %H:%M}"
