"""New records for the tests: the tiny registry, and valid answers for every table of the descriptor."""

from __future__ import annotations

from pathlib import Path

from generator import package
from generator.editing.new_record import NewRecord
from generator.package import Package
from tests.conftest import DAY

# What a copy of a table's first row must say otherwise, so that it repeats and contradicts nothing.
CHANGED: dict[str, dict[str, str]] = {
    "agenda_item_zones": {"zone_id": "gangwon-health"},
    "call_audiences": {"audience": "local_government"},
    "citations": {"source_id": "bulletin-2024"},
    "cooperation_parties": {"organisation_id": "sea-ledger"},
    "event_exemptions": {"event_id": "busan-blockchain-2019-07-23-decided"},
    "exemption_laws": {"article": "제90조"},
    "indicators": {"name_ko": "투자", "name_en": "Investment"},
    "law_amendments": {"number": "법률 제18704호", "promulgated_on": "2022-01-04", "effective_on": "2022-07-05"},
    "law_articles": {"article": "제72조"},
    "laws": {"name_ko": "수소법", "name_en": "Hydrogen Act", "url": ""},
    "meetings": {"number": "15", "held_on": "2025-05-21", "name_ko": "제15차 위원회", "name_en": "15th committee"},
    "names": {"name_ko": "강원", "name_en": "Gangwon", "kind": "short", "valid_to": ""},
    "observation_regions": {"region_id": "gangwon"},
    "organisations": {"name_ko": "물결회사", "name_en": "Wave Company", "kind": "company"},
    "participations": {"organisation_id": "sea-ledger", "role": "operator"},
    "program_laws": {"article": "제89조"},
    "program_providers": {"organisation_id": "sea-ledger"},
    "program_regions": {"region_id": "gangwon"},
    "program_zones": {"zone_id": "gangwon-health"},
    "redirects": {"old_id": "busan-chain"},
    "regions": {"iso_code": "KR-27", "name_ko": "대구광역시", "name_en": "Daegu", "short_name_ko": "대구", "short_name_en": "Daegu"},
    "search_synonyms": {"word": "체인"},
    "sectors": {"name_ko": "에너지", "name_en": "Energy"},
    "sources": {"url": "https://news.example.co.kr/article/7", "title": "수소 특구의 첫해"},
    "term_laws": {"article": "제91조"},
    "terms": {"term_ko": "실증특례", "term_en": "Demonstration special case"},
    "zone_municipalities": {"name_ko": "중구", "name_en": "Jung-gu"},
    "zone_plans": {"name_ko": "강원 건강 계획", "name_en": "Gangwon health plan", "zone_id": "gangwon-health", "region_id": "gangwon"},
    "zone_regions": {"zone_id": "gangwon-health"},
    "zones": {
        "name_ko": "부산 바다 규제자유특구",
        "name_en": "Busan Sea Zone",
        "short_name_ko": "부산 바다",
        "short_name_en": "Busan Sea",
    },
}


def loaded(root: Path) -> Package:
    """The registry under ``root``."""
    return package.load(root)


def new(root: Path, table: str) -> NewRecord:
    """A new record of the table on the tests' day."""
    return NewRecord(package.load(root), table, DAY)


def answers(read: Package, table: str) -> dict[str, str]:
    """Valid answers for a new record: those of the table's first row, its id left out, and what would repeat it changed."""
    row = read.tables[table].rows[0]
    cells = {field.name: row.text(field.name) for field in row.table.schema.fields if field.name != "id"}
    return cells | CHANGED.get(table, {})
