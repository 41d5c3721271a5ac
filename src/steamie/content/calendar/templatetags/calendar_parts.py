"""What the calendar draws a hundred times a page. Written as templates, these two took a quarter of the page's time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from steamie.content.calendar.grid import CalendarDay, CalendarEntry

register = template.Library()


@register.filter
@lru_cache(maxsize=400)
def day_of_grid(day: date) -> SafeString:
    """``Tue 24`` to the eye, ``Tuesday 24 November`` to the ear."""
    weekday = format_html('<abbr title="{}">{}</abbr>', f"{day:%A}", f"{day:%a}")
    whole = '<time class="st_day__date" datetime="{}">{} {}<span class="visually-hidden"> {}</span></time>'
    return format_html(whole, day.isoformat(), weekday, day.day, f"{day:%B}")


@register.filter
def plus(day: CalendarDay) -> SafeString:
    """The way to write for a day; nothing on one that is past or shut. It is no stop of the Tab key, for "Write a post" is."""
    if not day.add:
        return SafeString("")
    name = f"Write for {day.day:%A} {day.day.day} {day.day:%B}"
    hidden = '<span aria-hidden="true">+</span><span class="visually-hidden">{}</span>'
    whole = f'<a class="st_add" href="{{}}" tabindex="-1">{hidden}</a>'
    return format_html(whole, day.add, name)


@register.filter
def drawn(entry: CalendarEntry, sprite: str) -> SafeString:
    """A post, an idea or a gap on its day: a link where it opens. ``sprite``: the address of the icons."""
    icon = (
        format_html('<svg class="st_i" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite, entry.icon) if entry.icon else ""
    )
    if entry.pick:
        tick = format_html(
            '<input class="st_pick" type="checkbox" name="post" form="several" value="{}"{}>',
            entry.pick,
            SafeString(" checked") if entry.ticked else "",
        )
        return format_html('<label class="st_post{}"><span>{}</span>{}</label>', entry.look, entry.title, tick)
    content = format_html('<span>{}</span><span class="visually-hidden">{}</span>{}', entry.title, entry.read_after, icon)
    if not entry.address:
        return format_html('<span class="st_post{}">{}</span>', entry.look, content)
    marked = format_html(' data-post="{}"', entry.post) if entry.post else ""
    return format_html('<a href="{}" class="st_post{}"{}>{}</a>', entry.address, entry.look, marked, content)
