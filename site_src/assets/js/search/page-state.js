// What the search page shows, as its address tells it: ?q=…&kind=…&region=…&status=…&page=…

export const FACETS = ["kind", "region", "status"];

/** The state that an address tells. Values that the page does not offer are left out. */
export function readState(search, offered) {
  const told = new URLSearchParams(search);
  const page = Number(told.get("page"));
  const state = { query: told.get("q") ?? "", page: Number.isSafeInteger(page) && page > 1 ? page : 1 };
  for (const facet of FACETS) state[facet] = [...new Set(told.getAll(facet))].filter((value) => offered[facet].includes(value));
  return state;
}

/** The query part of the address of a state; empty where nothing is searched. */
export function writeState(state) {
  const told = new URLSearchParams();
  const query = state.query.trim();
  if (query) told.set("q", query);
  for (const facet of FACETS) for (const value of state[facet]) told.append(facet, value);
  if (query && state.page > 1) told.set("page", state.page);
  return told.size ? `?${told}` : "";
}
