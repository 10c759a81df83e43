"""Template filters: the pattern of a city, and the field of tiles."""

from django import template

from hamshahr.design import girih

register = template.Library()
register.filter("girih", girih.mark)
register.filter("tiles", girih.field)
