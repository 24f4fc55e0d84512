"""The columns of the flat table of zones, listed once: the name, type and words of each, and the cell that a zone has in it.

Columns that the table of zones has too keep their words. Names come in both languages; one without English in our sources stands
in Korean in both, as on the pages. A date with the precision of its source has the first and the last day that it can mean
beside it, and a status the day for which it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator import dates, derive
from generator.datasets.linked import Linked
from generator.datasets.values import FIRST, LAST
from generator.derive import ZoneStatus
from generator.descriptor import Descriptor, Field
from generator.graph import Record
from generator.pages.addresses import address
from generator.pages.words import Words

# Between the names of one cell.
SEPARATOR = "; "

# Words in Korean and in English.
Both = tuple[str, str]

_LANGUAGES = {"ko": ("한국어", "Korean"), "en": ("영어", "English")}
_ENDS = {FIRST: ("가장 이른 날", "earliest day", dates.first_day), LAST: ("가장 늦은 날", "latest day", dates.last_day)}
_NO_ENGLISH = (" 영어 이름이 출처에 없으면 한국어 이름입니다.", " A name without English in our sources stands in Korean.")


@dataclass(frozen=True)
class Zone:
    """A zone as linked in both languages, on the day for which its status is told."""

    ko: Record
    en: Record
    day: date

    @cached_property
    def status(self) -> ZoneStatus:
        """Status on the day."""
        return derive.zone_status(self.ko, self.day)

    def record(self, language: str) -> Record:
        """The zone whose names are in that language."""
        return self.en if language == "en" else self.ko


@dataclass(frozen=True)
class Column:
    """One column, described as the descriptor of a table describes its own."""

    field: Field
    cell: Callable[[Zone], str]


def zones(linked: Linked) -> list[Zone]:
    """Every zone in the order of the file; none where the registry has no such table."""
    ko, en = (linked.graphs[language].records("zones") for language in _LANGUAGES)
    return [Zone(*both, linked.day) for both in zip(ko, en, strict=True)]


def columns(descriptor: Descriptor) -> list[Column]:
    """Every column in the order of the file."""
    own = descriptor.tables["zones"].field_by_name
    return [
        _own(own["id"]),
        *_labels(own["kind"]),
        *(_own(own[name]) for name in ("name_ko", "name_en", "short_name_ko", "short_name_en")),
        *_pair("sector", _titles(own["sector_id"]), _descriptions(own["sector_id"]), lambda zone: _joined([zone.sector])),
        *_pair("regions", ("지역", "Regions"), _REGIONS, lambda zone: _joined(zone.regions)),
        *_pair("municipalities", ("시·군·구", "Municipalities"), _MUNICIPALITIES, lambda zone: _joined(zone.municipalities)),
        _own(own["round"]),
        *(column for name in ("decided_on", "designated_on", "ended_on") for column in _own_date(own[name])),
        *_labels(own["ended_reason"]),
        *(_own(own[name]) for name in ("area_km2", "operator_count", "budget_krw")),
        *(_status(language) for language in _LANGUAGES),
        _column("status_as_of", "date", ("상태의 기준일", "Status as of"), _AS_OF, lambda zone: zone.day.isoformat()),
        *_dated(
            "status_until", ("끝나는 날 또는 끝난 날", "Ends or ended on"), _UNTIL, own["ended_on"], lambda zone: zone.status.until or ""
        ),
        _column("project_count", "integer", ("실증사업 수", "Number of projects"), _COUNTED, lambda zone: str(len(zone.ko.projects))),
        _column(
            "exemption_count", "integer", ("규제특례 수", "Number of exemptions"), _COUNTED, lambda zone: str(len(_exemptions(zone.ko)))
        ),
        *_pair("laws", ("규제특례가 다룬 법령", "Laws that its exemptions touch"), _LAWS, _laws),
        *_pair("lead_organisations", ("총괄·주관 기관", "Lead organisations"), _LEADS, _leads),
        *_dated("newest_source_on", ("가장 새로운 출처의 날", "Day of the newest source"), _NEWEST, own["ended_on"], _newest),
        _column("page_ko", "string", ("한국어 페이지", "Page in Korean"), _PAGE, lambda zone: address(zone.ko)),
        _column("page_en", "string", ("영어 페이지", "Page in English"), _PAGE, lambda zone: f"en/{address(zone.en)}"),
    ]


_REGIONS = ("특구가 지정된 시·도입니다.", "Provinces and metropolitan cities that the zone was designated in.")
_MUNICIPALITIES = ("출처가 이름을 적은 시·군·구입니다.", "Cities, counties and districts that a source names.")
_STATUS = (
    "status_as_of에 적은 날의 상태입니다. 특구의 기간에서 계산합니다.",
    "State of the zone on the day in status_as_of, computed from its terms.",
)
_AS_OF = (
    "상태와 그 끝을 계산한 날(한국 날짜)입니다.",
    "Day in Korea for which the status and its end were computed.",
)
_UNTIL = (
    "상태가 이어진다고 출처가 적은 마지막 날이며, 끝난 특구는 끝난 날입니다. 출처가 적지 않았으면 비어 있습니다.",
    "Last day of the status by our sources; for an ended zone, the day on which it ended. Empty where no source states it.",
)
_COUNTED = ("이 등록부에 있는 기록의 수입니다.", "Counted from the records of this registry.")
_LAWS = (
    "규제특례가 다룬다고 출처가 적은 법령이며, 가장 많은 규제특례가 다룬 것이 먼저입니다." + _NO_ENGLISH[0],
    "Laws that a source ties to the exemptions of the zone, those of most exemptions first." + _NO_ENGLISH[1],
)
_LEADS = (
    "특구나 실증사업을 총괄·주관한다고 출처가 적은 기관입니다." + _NO_ENGLISH[0],
    "Organisations that a source names as lead of the zone or of a project." + _NO_ENGLISH[1],
)
_NEWEST = (
    "특구와 그 기록의 출처 가운데 가장 새로운 것의 날입니다. 법령과 고시, 참고 문헌은 세지 않습니다.",
    "Day of the newest source of the zone and its records; statutes, gazettes and reference works do not count.",
)
_PAGE = ("사이트의 첫 주소에 붙여 쓰는 주소입니다.", "Address below that of the site.")


def _laws(zone: Record) -> str:
    return _joined(law for law, _ in derive.laws_in_the_way(_exemptions(zone)))


def _leads(zone: Record) -> str:
    # An organisation may lead the zone and some of its projects.
    return _joined(dict.fromkeys(each.organisation for each in zone.participations if each.role == "lead"))


def _newest(zone: Zone) -> str:
    return derive.newest_source(derive.records_of_zone(zone.ko)) or ""


def _exemptions(zone: Record) -> list[Record]:
    return [exemption for project in zone.projects for exemption in project.exemptions]


def _joined(records: Iterable[Record]) -> str:
    return SEPARATOR.join(str(record.name) for record in records)


def _titles(field: Field) -> Both:
    return field.title("ko"), field.title("en")


def _descriptions(field: Field) -> Both:
    return field.description("ko"), field.description("en")


def _column(
    name: str, type: str, titles: Both, descriptions: Both, cell: Callable[[Zone], str], constraints: dict[str, Any] | None = None
) -> Column:
    words = {"title": titles[0], "title_en": titles[1], "description": descriptions[0], "description_en": descriptions[1]}
    spec = {"name": name, "type": type, **{key: text for key, text in words.items() if text}}
    return Column(Field(name, spec | ({"constraints": constraints} if constraints else {})), cell)


def _own(field: Field) -> Column:
    """A column of the table of zones with its cells as they stand there."""
    return Column(field, lambda zone: zone.ko.row.text(field.name))


def _own_date(field: Field) -> Iterator[Column]:
    yield _own(field)
    yield from _span(field, lambda zone: zone.ko.row.text(field.name))


def _dated(name: str, titles: Both, descriptions: Both, like: Field, cell: Callable[[Zone], str]) -> Iterator[Column]:
    """A date with the precision of its source, of the same form as another such column, and the days that it can mean."""
    spec = _column(name, like.type, titles, descriptions, cell, like.constraints).field.spec
    field = Field(name, {**spec, "partial_date": True})
    yield Column(field, cell)
    yield from _span(field, cell)


def _span(field: Field, cell: Callable[[Zone], str]) -> Iterator[Column]:
    for suffix, (ko, en, day_of) in _ENDS.items():

        def of(zone: Zone, day_of: Callable[[str], date] = day_of) -> str:
            text = cell(zone)
            return day_of(text).isoformat() if text else ""

        titles = (f"{field.title('ko')}({ko})", f"{field.title('en')} ({en})")
        descriptions = (f"{field.name}의 날짜가 뜻할 수 있는 {ko}입니다.", f"The {en} that the date in {field.name} can mean.")
        yield _column(f"{field.name}{suffix}", "date", titles, descriptions, of)


def _pair(name: str, titles: Both, descriptions: Both, cell: Callable[[Record], str]) -> Iterator[Column]:
    """The same words in each language."""
    for language in _LANGUAGES:

        def of(zone: Zone, language: str = language) -> str:
            return cell(zone.record(language))

        yield _column(f"{name}_{language}", "string", _titles_in(language, titles), descriptions, of)


def _labels(field: Field) -> Iterator[Column]:
    yield from _pair(field.name, _titles(field), _descriptions(field), lambda zone: zone.label(field.name))


def _status(language: str) -> Column:
    words = Words(language)
    titles = _titles_in(language, ("상태", "Status"))
    return _column(f"status_{language}", "string", titles, _STATUS, lambda zone: words(f"status.{zone.status.status}"))


def _titles_in(language: str, titles: Both) -> Both:
    ko, en = _LANGUAGES[language]
    return f"{titles[0]}({ko})", f"{titles[1]} ({en})"
