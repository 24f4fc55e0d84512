// Finds records by what people type. Pure: no page, no fetch; the same in a worker, in Node and in a page.

import { nearest, rank } from "./ranking.js";
import { read } from "./reading.js";
import { mendedQuery, shown } from "./showing.js";

export { Index, prepare, prepareRows } from "./index.js";
export { TABLES } from "./ranking.js";

/** What a query finds: see the fields of the result below. */
export function find(index, query, { limit = 12, offset = 0, tables = [], regions = [], statuses = [] } = {}) {
  const asked = read(index, query);
  const ranked = rank(index, asked);
  const filters = { tables: new Set(tables), regions: new Set(regions), statuses: new Set(statuses) };
  const values = {
    tables: (record) => [record.table],
    regions: (record) => record.regions,
    statuses: (record) => (record.status < 0 ? [] : [index.statuses[record.status][0]]),
  };
  const passes = (record, facet) => !filters[facet].size || values[facet](record).some((value) => filters[facet].has(value));
  const counts = { tables: {}, regions: {}, statuses: {} };
  const found = [];
  for (const match of ranked) {
    const passed = Object.keys(values).filter((facet) => passes(match.record, facet));
    if (passed.length === 3) found.push(match);
    for (const facet of Object.keys(values)) {
      // A facet counts what the other facets let through.
      if (passed.length === 3 || (passed.length === 2 && !passed.includes(facet))) {
        for (const value of values[facet](match.record)) counts[facet][value] = (counts[facet][value] ?? 0) + 1;
      }
    }
  }
  const results = found.slice(offset, offset + limit).map((match) => shown(index, asked, match));
  return {
    query: String(query),
    total: found.length,
    mended: found.length ? mendedQuery(asked, found[0]) : "",
    results,
    counts,
    nearest: ranked.length ? [] : nearest(index, asked),
    complete: index.complete,
  };
}
