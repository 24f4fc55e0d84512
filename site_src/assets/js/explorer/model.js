// The rows of an explorer's file: filtered, counted and sorted. Pure: no page, no fetch.

/** Prepare a file's rows. Cells of choices become lists; a row counts for the wider values of its own too. */
export function prepare(data) {
  const size = data.rows.id.length;
  const columns = data.columns.map((column) => (column.type === "choices" ? withLists(column) : column));
  return { ...data, size, columns, byKey: new Map(columns.map((column) => [column.key, column])), facets: columns.filter(({ facet }) => facet), orders: new Map() };
}

function withLists(column) {
  const values = column.values.map(([id, words, also = "", within = -1]) => ({ id, words, also, within }));
  const places = new Map(values.map(({ id }, place) => [id, place]));
  const cells = column.cells.map((cell) => (typeof cell === "number" ? [cell] : cell));
  const widened = values.map(({ within }, place) => {
    const all = [place];
    for (let wider = within; wider >= 0; wider = values[wider].within) all.push(wider);
    return all;
  });
  // Only rows without any value have the last one, which stands for that.
  const unstated = places.get("-") ?? -1;
  const starts = new Int32Array(cells.length + 1);
  const counted = [];
  cells.forEach((cell, row) => {
    if (cell.length === 1) counted.push(...widened[cell[0]]);
    else if (cell.length) counted.push(...new Set(cell.flatMap((place) => widened[place])));
    else if (unstated >= 0) counted.push(unstated);
    starts[row + 1] = counted.length;
  });
  return { ...column, values, places, cells, starts, counted: Int32Array.from(counted) };
}

/**
 * Rows that fit, in order, and for each facet how many rows each of its values has.
 *
 * `chosen` holds ids by facet; `matched` a number for each row (0: the text filter leaves it out), or null. Values of one facet add
 * up, facets narrow each other; a facet counts what the other facets let through.
 */
export function select(model, { chosen, sort }, matched = null) {
  const { facets, size } = model;
  const wanted = facets.map(({ key, places }) => {
    const ids = chosen[key] ?? [];
    if (!ids.length) return null;
    const flags = new Uint8Array(places.size);
    for (const id of ids) flags[places.get(id)] = 1;
    return flags;
  });
  const active = wanted.flatMap((flags, at) => (flags ? [at] : []));
  const counts = facets.map(({ values }) => new Int32Array(values.length));
  const rows = new Int32Array(size);
  let found = 0;
  const order = orderOf(model, sort);
  for (let place = 0; place < size; place++) {
    const row = order[place];
    if (matched && !matched[row]) continue;
    // Which facet alone leaves the row out: -1 none, -2 more than one.
    let missing = -1;
    for (const at of active) {
      if (has(facets[at], wanted[at], row)) continue;
      missing = missing === -1 ? at : -2;
      if (missing === -2) break;
    }
    if (missing === -2) continue;
    if (missing === -1) {
      rows[found++] = row;
      for (let at = 0; at < facets.length; at++) count(facets[at], counts[at], row);
    } else {
      count(facets[missing], counts[missing], row);
    }
  }
  return { rows: rows.subarray(0, found), counts: new Map(facets.map(({ key }, at) => [key, counts[at]])) };
}

function has({ starts, counted }, flags, row) {
  for (let at = starts[row]; at < starts[row + 1]; at++) if (flags[counted[at]]) return true;
  return false;
}

function count({ starts, counted }, numbers, row) {
  for (let at = starts[row]; at < starts[row + 1]; at++) numbers[counted[at]] += 1;
}

/** All rows in the order of a sort. What has no value stands last in both directions; equal rows stay as they come. */
function orderOf(model, key) {
  if (!model.orders.has(key)) {
    const { column, descending } = model.sorts.find((sort) => sort.key === key) ?? model.sorts[0];
    const rows = Int32Array.from({ length: model.size }, (_, row) => row);
    if (column) {
      const values = sortable(model.byKey.get(column));
      const sign = descending ? -1 : 1;
      rows.sort((one, other) => {
        const [a, b] = [values[one], values[other]];
        if (a === b) return one - other;
        if (a === null || b === null) return a === null ? 1 : -1;
        return a < b ? -sign : sign;
      });
    }
    model.orders.set(key, rows);
  }
  return model.orders.get(key);
}

function sortable({ type, cells }) {
  return type === "choices" ? cells.map((cell) => (cell.length ? Math.min(...cell) : null)) : cells;
}

/** Every text by which a row is found: its names, the words and other names of its values, and its texts. */
export function textsOf({ rows, columns }, row) {
  const texts = [rows.name[row], ...parted(rows.also[row])];
  for (const { type, cells, values } of columns) {
    if (type === "choices") for (const place of cells[row]) texts.push(values[place].words, ...parted(values[place].also));
    else if (type === "words" && cells[row]) texts.push(cells[row]);
  }
  return [...new Set(texts)];
}

function parted(names) {
  return names ? names.split(" / ") : [];
}
