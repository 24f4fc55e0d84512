"""What stands at the root for machines that look for pages: ``robots.txt``, and ``llms.txt`` in the form of llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.package import Package
from generator.pages.words import Words

_ABOUT = """\
Korea's regulation-free special zones (규제자유특구) and global innovation special zones (글로벌 혁신특구): where they are,
what may be tried there under which exemption from which law, who takes part, which programs support it, what was asked at
meetings, and what came of it.

- Every fact names its source and the day on which it was last checked. The site is not official; check the source before you decide.
- An empty cell or the words "not stated" mean that none of our sources tells; they never mean "none".
- A zone's status is computed from the periods in the sources for the day that the page names.
- Every page stands in Korean at its path and in English at the same path below en/."""

_LISTS = (
    ("zones", "status, period, sector and region of every zone"),
    ("regions", "the zones, programs and numbers of each region"),
    ("sectors", "zones by sector"),
    ("projects", "demonstration projects with their exemptions and operators"),
    ("exemptions", "every exemption with its law, kind and outcome"),
    ("laws", "the exemptions that were granted from each law"),
    ("programs", "support programs with who may apply and until when"),
    ("meetings", "agendas and decisions of committees and councils"),
    ("requests", "what was asked at meetings, and the answers that sources tell"),
    ("organisations", "operators, agencies and authorities with their roles"),
    ("outcomes", "published figures with base, date and source"),
    ("glossary", "terms with the articles that define them"),
    ("about", "how the registry is made, how far it reaches, and its licence"),
    ("contribute", "how to correct a fact"),
)

_DATA = (
    ("data/", "Downloads", "what every table and column means, and all formats"),
    ("data/registry.zip", "Whole registry", "a Frictionless data package: CSV tables with their schemas"),
    ("data/datapackage.json", "Descriptor", "tables, columns, types, links and licence"),
    ("data/zones.json", "Zones as JSON", "every table is there as data/<table>.csv and data/<table>.json"),
    ("data/catalog.jsonld", "Catalogue", "DCAT in JSON-LD"),
    ("data/SHA256SUMS", "Checksums", "of all downloads"),
    ("api/v1/index.json", "API", "each record as a file, and the way to it"),
    ("api/v1/openapi.json", "API description", "OpenAPI"),
    ("feeds/changes.atom", "Changes", "what changed in the registry"),
    ("feeds/deadlines.ics", "Deadlines", "closing days of programs and ends of zones, as a calendar"),
)

_LICENCE = "Data: CC BY 4.0. Code: MIT."


def write(site: Path, package: Package, site_url: str = "") -> None:
    """Write the files into the finished site; they name only what is there. Raises OSError where they cannot be written."""
    address = site_url.rstrip("/") + "/" if site_url else ""
    for name, text in (("robots.txt", robots(address)), ("llms.txt", llms(site, package, address))):
        (site / name).write_text(text, encoding="utf-8", newline="\n")


def robots(address: str) -> str:
    """Everything may be read; the sitemap is named by its address, which the form wants whole."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {address}sitemap.xml\n" if address else "")


def llms(site: Path, package: Package, address: str) -> str:
    """The site in a page of Markdown; links are relative where the site's address is not known."""
    names = {language: Words(language)("site.name") for language in ("en", "ko")}
    version = package.descriptor.spec.get("version", "")
    about = [f"# {names['en']} ({names['ko']})", f"> {Words('en')('site.tagline')}.", f"{_ABOUT}\n- {_LICENCE} Version {version}."]
    data = [f"- [{name}]({address}{path}): {note}" for path, name, note in _DATA if _is_there(site, path)]
    sections = {"Data": data, "English": list(_lists(site, f"{address}en/", "en")), "한국어": list(_lists(site, address, "ko"))}
    return "\n\n".join([*about, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items())]) + "\n"


def _lists(site: Path, address: str, language: str) -> Iterator[str]:
    root = site / "en" if language == "en" else site
    for path, note in _LISTS:
        if (page := root / path / "index.html").is_file():
            name = _heading(page)
            yield f"- [{name}]({address}{path}/)" + (f": {note}" if language == "en" else "")


def _heading(page: Path) -> str:
    """The page's own name: its title without the name of the site."""
    html = page.read_text(encoding="utf-8")
    return html.partition("<title>")[2].partition("</title>")[0].rpartition(" - ")[0]


def _is_there(site: Path, path: str) -> bool:
    return (site / path).is_file() or (site / path / "index.html").is_file()
