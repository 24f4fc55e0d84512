from __future__ import annotations

from tests.repository.reading import document_commands, shell_commands


def test_the_commands_of_a_script_are_found_wherever_they_stand() -> None:
    script = """\
if [ -n "$X" ]; then
  zones a --b "$C d" >> "$OUT" || true
fi
{ zones e; } > out
# zones no
zones f ${B:+--base "$B"} 2> /dev/null | head -c 5
git x || zones g \\
  --long
echo "zones no; zones no"
"""
    found = [words for words in shell_commands(script) if words and words[0] == "zones"]
    assert found[:2] == [["zones", "a", "--b", "$C d"], ["zones", "e"]]
    assert found[2][:4] == ["zones", "f", "--base", "$B"]
    assert found[3:] == [["zones", "g", "--long"]]


def test_the_commands_of_a_document_are_found_in_blocks_and_between_backticks() -> None:
    text = (
        "Run `zones a\n--lang ko|en [HEAD]` or `x`.\n\n```\n.venv/bin/zones b   does (Windows: .venv\\Scripts\\zones b)\nmake c # d\n```\n"
    )
    assert list(document_commands(text)) == [["zones", "b"], ["make", "c"], ["zones", "a", "--lang", "ko", "HEAD"], ["x"]]
