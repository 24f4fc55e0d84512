"""Demonstration projects: a page for each, and an index by zone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive import basis_of_status, latest_period
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every project."""
    projects = edition.graph.records("projects")
    zones = in_list_order(edition, edition.graph.records("zones"))
    words = edition.words
    lead = words("index.projects", count=len(projects))
    yield edition.page("projects_index.md.j2", "projects/", words("kind.projects"), lead, zones=zones, count=len(projects))
    for project in projects:
        barriers = " ".join(str(exemption.barrier) for exemption in project.exemptions if exemption.barrier)
        # What happened to an exemption of the project is told here too: its stage rests on it.
        events = dict.fromkeys([*project.events, *(event for exemption in project.exemptions for event in exemption.events)])
        yield edition.page(
            "project.md.j2",
            f"projects/{project.id}/",
            project.title,
            project.summary or (f"{project.title}: {barriers}" if barriers else f"{project.title} ({edition.short(project.zone)})"),
            project,
            project=project,
            events=list(events),
            latest=latest_period(project),
            basis=basis_of_status(project.zone, edition.day),
            others=[other for other in project.zone.projects if other != project],
        )
