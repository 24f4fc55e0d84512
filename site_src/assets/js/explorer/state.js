// What an explorer shows, as its address tells it: ?region=busan&status=active&q=…&sort=…&view=table&page=2

export const VIEWS = ["cards", "table"];

/** The state of an address; what it tells and the rows do not have is left out. */
export function readState(search, { facets, sorts }) {
  const told = new URLSearchParams(search);
  const page = Number(told.get("page"));
  const known = (value, values) => (values.includes(value) ? value : values[0]);
  return {
    query: told.get("q") ?? "",
    chosen: Object.fromEntries(facets.map(({ key, places }) => [key, [...new Set(told.getAll(key))].filter((id) => places.has(id))])),
    sort: known(told.get("sort"), sorts.map(({ key }) => key)),
    view: known(told.get("view"), VIEWS),
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/** The query part of the address of a state; empty for what is shown without any choice. */
export function writeState({ query, chosen, sort, view, page }, { facets, sorts }) {
  const told = new URLSearchParams();
  if (query.trim()) told.set("q", query.trim());
  for (const { key } of facets) for (const id of chosen[key]) told.append(key, id);
  if (sort !== sorts[0].key) told.set("sort", sort);
  if (view !== VIEWS[0]) told.set("view", view);
  if (page > 1) told.set("page", page);
  return told.size ? `?${told}` : "";
}
