"""Lines that a reader copies to read a table into a program; each prints the number of its rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Snippet:
    """Lines for one tool. In ``code``, ``{data}`` is the address of the folder of downloads and ``{table}`` the name of a table."""

    tool: str
    language: str
    code: str

    def filled(self, table: str, data: str) -> Snippet:
        """The lines for a table; ``data`` ends with a slash."""
        # Not str.format: braces are code in some of these languages.
        return Snippet(self.tool, self.language, self.code.replace("{data}", data).replace("{table}", table))


TEMPLATES = (
    Snippet(
        "pandas",
        "python",
        """\
import pandas

rows = pandas.read_parquet("{data}{table}.parquet")
print(len(rows))""",
    ),
    Snippet(
        "polars",
        "python",
        """\
import urllib.request

import polars

# polars itself reads only from servers that send parts of a file
with urllib.request.urlopen("{data}{table}.parquet") as answer:
    rows = polars.read_parquet(answer.read())
print(len(rows))""",
    ),
    Snippet("DuckDB", "sql", "SELECT count(*) FROM read_parquet('{data}{table}.parquet');"),
    Snippet(
        "R",
        "r",
        """\
rows <- read.csv("{data}{table}.csv", colClasses = "character", na.strings = "", fileEncoding = "UTF-8")
print(nrow(rows))""",
    ),
    Snippet(
        "SQL (SQLite)",
        "shell",
        """\
curl --fail --location --remote-name "{data}{table}.csv"
sqlite3 :memory: '.import --csv {table}.csv {table}' 'SELECT count(*) FROM "{table}";'""",
    ),
    Snippet("curl", "shell", 'curl --fail --location --silent --show-error "{data}{table}.jsonl" | wc -l'),
    Snippet(
        "JavaScript",
        "javascript",
        """\
const answer = await fetch("{data}{table}.json");
const rows = await answer.json();
console.log(rows.length);""",
    ),
)


def snippets(table: str, data: str) -> list[Snippet]:
    """The lines for a table in every tool; ``data`` is the address of the folder of downloads, with a slash at its end."""
    return [template.filled(table, data) for template in TEMPLATES]
