from __future__ import annotations

from pathlib import Path

from generator.styles import SHEET, join_parts


def test_parts_are_joined_in_the_order_of_their_names_and_are_gone_after(tmp_path: Path) -> None:
    (tmp_path / "02-b.css").write_text(".b { color: red; }\n")
    (tmp_path / "01-a.css").write_text("/* why\n   so */\n:root { --a: 1; }\n\n\n")
    join_parts(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [SHEET]
    assert (tmp_path / SHEET).read_text() == ":root { --a: 1; }\n.b { color: red; }\n"


def test_what_only_looks_like_the_start_of_a_comment_stays(tmp_path: Path) -> None:
    (tmp_path / "01-a.css").write_text('.a::before { content: "/" / ""; } /* gone */ .b { margin: 0 }')
    join_parts(tmp_path)
    assert (tmp_path / SHEET).read_text() == '.a::before { content: "/" / ""; } .b { margin: 0 }\n'
