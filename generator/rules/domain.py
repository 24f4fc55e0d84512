"""What the scheme itself or plain logic rules out: a zone without a region, a meeting counted twice, cells that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.meant import meant
from generator.rules.shape import has_every_row, is_spreadsheet_damage, sound_rows, sound_rows_of

# A result of another spelling is an error of its own.
_RESULTS = ("designated", "rejected", "unknown")


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about facts that the Regional Special Zones Act or plain logic rules out."""
    if {"zones", "zone_regions", "regions"} <= package.tables.keys():
        yield from _regions_of_zones(package)
    yield from _meeting_numbers(package)
    yield from _scopes_of_observations(package)
    yield from _exemptions_of_events(package)
    yield from _single_rows(package)


def _regions_of_zones(package: Package) -> Iterator[Finding]:
    table = package.tables["zone_regions"]
    zones, regions = package.tables["zones"].row_by_id, package.tables["regions"].row_by_id
    # A misspelt link is an error of its own; here it stands for the zone that it means.
    zone_of = meant((link.text("zone_id") for link in sound_rows(table)), zones)
    # What a spreadsheet made of a link cannot be read any more.
    lost = any(is_spreadsheet_damage(link.text(name)) for link in sound_rows(table) for name in ("zone_id", "region_id"))
    all_read = zone_of is not None and _is_whole(table) and not lost
    regions_of: dict[str, list[Row]] = {}
    for link in sound_rows(table):
        zone_id = link.text("zone_id")
        regions_of.setdefault(zone_of[zone_id] if zone_of else zone_id, []).append(link)
    for zone in sound_rows(package.tables["zones"]):
        links = regions_of.get(zone.id, [])
        if zone.id and not links and all_read:
            yield zone.finding("zone-without-region", "id")
        elif zone.id and zone.values.get("kind") == "regional_linked" and len(links) < 2 and all_read:
            yield zone.finding("linked-zone-in-one-region", "kind")
        for link in links:
            region = regions.get(str(link.values.get("region_id")))
            if region is not None and region.values.get("capital_area") is True:
                # Regional Special Zones Act, articles 2 and 72: applicants lie outside the capital area.
                yield link.finding("zone-in-capital-area", "region_id")


def _is_whole(table: Table) -> bool:
    """True where no row of the table is lost and each has its cells in their columns."""
    return has_every_row(table) and len(table.whole_rows) == len(table.rows)


def _meeting_numbers(package: Package) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Row] = {}
    for row in sound_rows_of(package, "meetings"):
        key = (row.text("series"), row.values.get("number"), row.text("held_on")[:4])
        if not all(key):
            continue
        if key in seen:
            if row.id == seen[key].id:
                continue
            yield row.finding("meeting-counted-twice", "number", first=seen[key].id, first_line=seen[key].line)
        else:
            seen[key] = row


def _scopes_of_observations(package: Package) -> Iterator[Finding]:
    """An observation names what its scope says and nothing else: a zone, regions, or a round."""
    links = package.tables.get("observation_regions")
    if "observations" not in package.tables or (links and not _is_whole(links)):
        return
    ids = package.tables["observations"].row_by_id
    # A misspelt link is an error of its own; here it stands for the value that it means.
    linked = meant((link.text("observation_id") for link in sound_rows_of(package, "observation_regions")), ids)
    if linked is None:
        return
    with_regions = set(linked.values())
    for row in sound_rows_of(package, "observations"):
        named = {scope for scope, column in (("zone", "zone_id"), ("round", "round")) if row.text(column)}
        named |= {"region"} if row.id in with_regions else set()
        scope = row.text("scope")
        if named != ({scope} if scope != "scheme" else set()) and scope in ("scheme", "round", "region", "zone"):
            yield row.finding("scope-mismatch", "scope", named=", ".join(sorted(named)))


def _exemptions_of_events(package: Package) -> Iterator[Finding]:
    """An event is tied to exemptions of its own zone alone."""
    if not {"event_exemptions", "events", "exemptions", "projects"} <= package.tables.keys():
        return
    events, exemptions, projects = (package.tables[name].row_by_id for name in ("events", "exemptions", "projects"))
    # A link to a zone that does not exist is an error of its own: it does not say which zone is meant.
    zones = {"", *package.tables["zones"].row_by_id} if "zones" in package.tables else None
    for link in sound_rows_of(package, "event_exemptions"):
        event, exemption = events.get(link.text("event_id")), exemptions.get(link.text("exemption_id"))
        project = projects.get(exemption.text("project_id")) if exemption else None
        if not event or not project:
            continue
        of_event, of_project = event.text("zone_id"), project.text("zone_id")
        if of_event != of_project and (zones is None or {of_event, of_project} <= zones):
            yield link.finding("exemption-of-another-zone", "exemption_id", zone=of_event)


def _single_rows(package: Package) -> Iterator[Finding]:
    """Rows whose cells contradict each other."""
    for row in sound_rows_of(package, "agenda_item_zones"):
        if "plan_id" in row.table.column_index and bool(row.text("zone_id")) == bool(row.text("plan_id")):
            yield row.finding("zone-or-plan", "zone_id")
    for row in sound_rows_of(package, "exemptions"):
        if not row.text("outcome") and (row.text("outcome_on") or row.text("outcome_ko")):
            yield row.finding("outcome-not-named", "outcome")
    for row in sound_rows_of(package, "zone_plans"):
        if row.text("result") in _RESULTS and (row.text("result") == "designated") != bool(row.text("zone_id")):
            yield row.finding("plan-without-zone", "zone_id")
    for row in sound_rows_of(package, "search_synonyms"):
        if row.text("word") and row.text("word") == row.text("means"):
            yield row.finding("synonym-of-itself", "means")
