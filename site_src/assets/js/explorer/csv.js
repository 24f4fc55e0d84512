// Rows as a CSV file: UTF-8, a line a row, titles that a reader understands, and the ids beside the names.

// Spreadsheets take a cell that begins so for a formula.
const FORMULA = /^[=+\-@\t\r]/;
const BETWEEN = "; ";

/** The text of the file for the given rows. `address` gives the absolute address of a row's page. */
export function csvOf(model, rows, address) {
  const { columns, words } = model;
  const told = columns.filter(({ type }) => type !== "ranks");
  const head = ["id", words.name, ...told.flatMap((column) => (column.table ? [column.title, `${column.title} id`] : [column.title])), words.address];
  const lines = Array.from(rows, (row) => [model.rows.id[row], model.rows.name[row], ...told.flatMap((column) => cellsOf(column, row)), address(row)]);
  return [head, ...lines].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function cellsOf({ type, cells, values, table }, row) {
  if (type !== "choices") return [cells[row] ?? ""];
  const own = cells[row].map((place) => values[place]);
  const said = own.map(({ words }) => words).join(BETWEEN);
  return table ? [said, own.map(({ id }) => id).join(BETWEEN)] : [said];
}

function quoted(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
