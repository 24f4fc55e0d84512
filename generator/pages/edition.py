"""One language's edition of the site: its records, its words, its day, and the templates that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import jinja2
from markupsafe import Markup

from generator import derive
from generator.bilingual import Text, mixed, plain
from generator.charts.region_map import SmallMap
from generator.dates import first_day, last_day
from generator.graph import Graph, Record
from generator.package import Package
from generator.pages import formats
from generator.pages.addresses import address, relative
from generator.pages.asides import Asides
from generator.pages.correction import Corrections, Told
from generator.pages.footnotes import Footnotes
from generator.pages.repository import Repository
from generator.pages.term_links import TermLinks
from generator.pages.words import Words


@dataclass(frozen=True)
class Page:
    """One page as written for MkDocs. ``path`` is its address below the edition's root, with a slash at the end.

    ``correction`` stands below the body and apart from it: it repeats the cells of the record as the file has them.
    ``side`` stands beside the contents on a wide screen; all that it holds or leads to is in the body too.
    ``checked_on`` is the day on which what the page shows was last checked, as ISO 8601; empty where no row tells one.
    """

    path: str
    title: str
    description: str
    body: str
    record: str = ""
    layout: str = ""
    leads_to: str = ""
    correction: str = ""
    side: str = ""
    checked_on: str = ""


class Edition:
    """Everything that the pages of one language share."""

    def __init__(self, package: Package, language: str, day: date, repository: Repository | None = None) -> None:
        self.package = package
        self.language = language
        self.day = day
        self.repository = repository
        self.graph = Graph(package, language)
        self.words = Words(language)
        self.correction = Corrections(self)
        self.term_links = TermLinks(self)

    def page(
        self,
        template: str,
        path: str,
        title: Any,
        description: Any = "",
        record: Record | None = None,
        layout: str = "",
        leads_to: str = "",
        **facts: Any,
    ) -> Page:
        """Render one page. Facts are what the template shows; it computes none itself."""
        told = Told()
        body = self.environment.get_template(template).render(self._helpers(path, told), record=record, title=title, **facts)
        body = self.term_links(body, path, record)
        name = f"{record.table}/{record.id}" if record else ""
        side = self.environment.get_template("_side.md.j2").render(self._helpers(path, Told()), record=record).strip() if record else ""
        correction = self.correction(path, told, record)
        checked_on = _newest_check([record, *told.rows]) if record else self._checked_on
        return Page(path, plain(title), formats.description(description), body, name, layout, leads_to, correction, side, checked_on)

    def text_page(self, source: str, path: str) -> str:
        """A hand-written page with its placeholders filled in, and how to correct the records that it tells."""
        told = Told()
        body = self.environment.from_string(source).render(self._helpers(path, told))
        correction = self.correction(path, told)
        return f"{body}\n\n{correction}" if correction else body

    def _helpers(self, here: str, told: Told) -> dict[str, Any]:
        """What a template shows facts with; ``told`` learns which rows those are."""
        notes = Footnotes(self.words("sources.mark"))
        return {"here": here, "told": told, "notes": notes, "refs": told.noting(notes.mark), "asides": told.noting(Asides(self, notes))}

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The template environment, with the words and formats of this language."""
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("generator.pages", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            edition=self,
            language=self.language,
            day=self.day,
            version=self.package.descriptor.spec.get("version", ""),
            t=self.words,
            records=self.graph.records,
            of_the_scheme=lambda table: derive.of_the_scheme(self.graph, table),
            link=_link,
            url=_url,
            root_url=_root_url,
            zone_status=self.zone_status,
            program_status=self.program_status,
            call_status=self.call_status,
            days_left=lambda call: derive.days_left(call, self.day),
            is_answered=derive.is_answered,
            call_is_past=lambda call: derive.call_is_past(call, self.day),
            program_is_past=lambda program: derive.program_is_past(program, self.day),
            who_may_use=lambda exemption: derive.who_may_use(exemption, self.day),
            stage_of=lambda exemption: derive.exemption_stage(exemption, self.day),
            text=self.graph.bilingual,
            reach=derive.reach_of_registry(self.graph),
            small_map=SmallMap(derive.regions_on(self.graph, self.day)),
        )
        environment.filters.update(
            when=lambda text: formats.time_tag(text, self.language),
            when_words=lambda text: formats.date_words(text, self.language) if text else self.words("fact.not_stated_short"),
            won=lambda amount: formats.won(amount, self.language),
            number=formats.number,
            plain=plain,
            mixed=lambda text: mixed(text, self.language),
            host=lambda url: url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www."),
            by_date=_by_date,
        )
        return environment

    @cached_property
    def _checked_on(self) -> str:
        return _newest_check(record for table in self.graph.descriptor.tables for record in self.graph.records(table))

    def zone_status(self, zone: Record) -> derive.ZoneStatus:
        """Status of a zone on the edition's day."""
        return derive.zone_status(zone, self.day)

    def program_status(self, program: Record) -> str | None:
        """Status of a program on the edition's day."""
        return derive.program_status(program, self.day)

    def call_status(self, call: Record) -> str | None:
        """Status of a call on the edition's day."""
        return derive.call_status(call, self.day)

    def name(self, record: Record) -> Text | str:
        """Full name of a record for titles and links."""
        for stem in ("name", "title", "term", "topic"):
            shape = self.graph.shapes[record.table]
            if stem in shape.pairs:
                return self.graph.bilingual(record, stem) or record.id
            if stem in shape.columns:
                return str(record.row.values.get(stem) or record.id)
        return record.id

    def short(self, record: Record) -> Text | str:
        """Short name of a record for lists; the full one where it has none."""
        if "short_name" in self.graph.shapes[record.table].pairs:
            return self.graph.bilingual(record, "short_name") or self.name(record)
        return self.name(record)


def _newest_check(records: Iterable[Record]) -> str:
    days = (record.row.values.get("checked_on") for record in records)
    return max((day.isoformat() for day in days if isinstance(day, date)), default="")


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: Record | str) -> str:
    path = target if isinstance(target, str) else address(target)
    return relative(str(context["here"]), path)


@jinja2.pass_context
def _root_url(context: jinja2.runtime.Context, path: str) -> str:
    """A link to a file at the site's root, of which the English edition is a folder."""
    edition: Edition = context["edition"]
    return relative(f"{'' if edition.language == 'ko' else 'en/'}{context['here']}", path)


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, record: Record, words: Any = None, short: bool = False) -> Markup:
    edition: Edition = context["edition"]
    context["told"].linked.add(record)
    shown = words if words is not None else (edition.short(record) if short else edition.name(record))
    href = relative(str(context["here"]), address(record))
    return Markup('<a href="{}" data-record="{}/{}">{}</a>').format(href, record.table, record.id, shown)


def _by_date(records: list[Record], column: str, reverse: bool = False) -> list[Record]:
    def key(record: Record) -> tuple[date, date, str]:
        text = getattr(record, column) or "1900"
        return first_day(text), last_day(text), record.id

    return sorted(records, key=key, reverse=reverse)
