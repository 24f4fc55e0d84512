// Addresses of what is found, below the edition's root: the same rules as generator/pages/addresses.py.

/**
 * The address of a record, or of a page. An item of an agenda stands on the page of its meeting, its `owner` (meetings/<id>): results
 * tell it; where it is not given, it is read from the item's id, which begins with the meeting's.
 */
export function address(table, id, owner = "") {
  if (table === "pages") return id ? `${id}/` : "";
  if (table === "terms") return `glossary/#${id}`;
  if (table === "exemptions") return `exemptions/#${id}`;
  if (table === "agenda_items") return `${owner || `meetings/${id.slice(0, id.lastIndexOf("-"))}`}/#${id}`;
  return `${table}/${id}/`;
}
