"""What the registry says of every zone on one day, as its sources were read before the registry was written."""

from __future__ import annotations

from datetime import date

import pytest

from generator import package
from generator.derive import zone_status
from generator.graph import Graph
from tests.records import REGISTRY

DAY = date(2026, 11, 23)

# zone: (status, until); no "until" where no source states it.
STATUSES: dict[str, tuple[str, str | None]] = {
    "busan-ammonia-energy": ("temporary_permit", None),
    "busan-blockchain": ("temporary_permit", "2027-12-31"),
    "busan-marine-mobility": ("unconfirmed", None),
    "busan-next-generation-marine-mobility": ("active", "2028-04-30"),
    "chungbuk-advanced-regenerative-medicine": ("active", "2028-05"),
    "chungbuk-green-hydrogen": ("temporary_permit", None),
    "chungbuk-smart-safety-control": ("unconfirmed", None),
    "chungnam-green-ammonia": ("active", "2028-12"),
    "chungnam-hydrogen-transition": ("temporary_permit", None),
    "chungnam-low-carbon-construction-materials": ("ended", "2024-11-22"),
    "daegu-ai-robots": ("active", "2029-12"),
    "daegu-inno-dental": ("active", "2028"),
    "daegu-mobile-collaborative-robots": ("ended", "2024-11-22"),
    "daegu-smart-wellness": ("ended", "2023-08-08"),
    "daejeon-biomedical": ("ended", "2024-12"),
    "daejeon-space-technology": ("active", "2029-12-31"),
    "daejeon-synthetic-biology": ("active", "2029-12"),
    "gangwon-ai-healthcare": ("active", "2028-05-31"),
    "gangwon-biomass-hydrogen": ("active", "2027-04"),
    "gangwon-digital-healthcare": ("ended", "2025-11-21"),
    "gangwon-liquid-hydrogen": ("temporary_permit", None),
    "gangwon-precision-medicine": ("ended", "2023-11-30"),
    "gwangju-green-energy-ess": ("ended", "2024-12-31"),
    "gwangju-special-vehicles": ("unconfirmed", None),
    "gyeongbuk-battery-recycling": ("ended", "2023-08"),
    "gyeongbuk-cell-cultured-food": ("active", "2028-12"),
    "gyeongbuk-industrial-hemp": ("temporary_permit", "2027-11"),
    "gyeongbuk-smart-green-logistics": ("temporary_permit", "2028-07-31"),
    "gyeongbuk-wireless-ev-charging": ("unconfirmed", None),
    "gyeongnam-5g-smart-factory": ("temporary_permit", None),
    "gyeongnam-ammonia-ships": ("unconfirmed", None),
    "gyeongnam-fishery-byproducts": ("active", "2028-12"),
    "gyeongnam-hydrogen-mobility": ("active", "2028-12"),
    "gyeongnam-next-generation-satellites": ("active", "2029-12-31"),
    "gyeongnam-unmanned-ships": ("ended", "2025-05-20"),
    "jeju-ev-charging": ("temporary_permit", None),
    "jeonbuk-carbon-composites": ("temporary_permit", None),
    "jeonbuk-eco-friendly-vehicles": ("ended", "2025-07-22"),
    "jeonbuk-functional-food": ("active", "2028"),
    "jeonnam-converted-ev": ("unconfirmed", None),
    "jeonnam-e-mobility": ("ended", "2023"),
    "jeonnam-energy-dc": ("active", "2028-05-31"),
    "jeonnam-energy-new-industry": ("temporary_permit", None),
    "jeonnam-hdpe-boats": ("active", "2027"),
    "sejong-autonomous-driving": ("ended", "2024-11-22"),
    "ulsan-ammonia-bunkering": ("active", "2027-12"),
    "ulsan-co2-utilisation": ("ended", "2024-11-22"),
    "ulsan-genome-service": ("temporary_permit", "2026-11-30"),
    "ulsan-hydrogen-green-mobility": ("ended", "2025-11-21"),
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(package.load(REGISTRY), "ko")


def test_the_table_names_the_49_zones_of_the_research_and_none_of_them_is_gone(graph: Graph) -> None:
    # Zones that were designated later are not listed here.
    assert STATUSES.keys() <= {zone.id for zone in graph.records("zones")}
    assert len(STATUSES) == 49


@pytest.mark.parametrize("id", STATUSES)
def test_a_zone_has_the_status_and_the_end_that_its_sources_give(graph: Graph, id: str) -> None:
    zone = graph.find("zones", id)
    assert zone is not None
    found = zone_status(zone, DAY)
    assert (found.status, found.until) == STATUSES[id]
