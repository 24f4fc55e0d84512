from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.bilingual import Text, mark_korean, mixed, plain


def korean(words: str) -> str:
    return f'<span lang="ko">{words}</span>'


def test_korean_text_is_marked_on_an_english_page_only() -> None:
    assert Text("특구 <b>", "ko", "en").__html__() == korean("특구 &lt;b&gt;")
    assert Text("특구 <b>", "ko", "ko").__html__() == "특구 &lt;b&gt;"


def test_english_text_is_marked_on_a_korean_page_only() -> None:
    assert Text("Zone <b>", "en", "ko").__html__() == '<span lang="en">Zone &lt;b&gt;</span>'
    assert Text("Zone <b>", "en", "en").__html__() == "Zone &lt;b&gt;"


def test_a_text_is_a_plain_string_to_all_but_html() -> None:
    text = Text("특구", "ko", "en")
    assert (text, f"{text}의", str(text), text + "들") == ("특구", "특구의", "특구", "특구들")
    assert Markup("<p>{}</p>").format(text) == f"<p>{korean('특구')}</p>"


def test_a_korean_name_inside_english_text_is_marked() -> None:
    assert Text("held at 부산시청 in May", "en", "en").__html__() == f"held at {korean('부산시청')} in May"
    assert mark_korean("no such name") == "no such name"
    assert mark_korean("") == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("에코브 and HL만도, and with 쿠팡", ["에코브", "만도", "쿠팡"]),
        ("현대오일뱅크, 한일시멘트 and 한국세라믹기술원", ["현대오일뱅크", "한일시멘트", "한국세라믹기술원"]),
        ("중앙대 (Busan), a professor of 한림대 (Gangwon)", ["중앙대", "한림대"]),
        ("for 강원 디지털헬스케어·정밀의료 zones", ["강원 디지털헬스케어·정밀의료"]),
        ("an act (제86조제4항·제5항)", ["제86조제4항·제5항"]),
        ("by 한국조선해양(주), Ulsan", ["한국조선해양(주)"]),
        ("by 유진엠에스 (KTE)", ["유진엠에스"]),
        ("by 울산 AI 산업진흥원", ["울산 AI 산업진흥원"]),
        ("typed ㅌㄱ", ["ㅌㄱ"]),
    ],
)
def test_each_korean_name_is_marked_by_itself_and_no_english_word_with_it(text: str, marked: list[str]) -> None:
    html = text
    for name in sorted(marked, key=len):
        html = html.replace(name, korean(name), 1)
    assert mark_korean(text) == html


def test_html_around_and_inside_a_marked_name_is_escaped_once() -> None:
    assert mark_korean("<i>가&나</i> & more") == f"&lt;i&gt;{korean('가&amp;나')}&lt;/i&gt; &amp; more"


def test_text_of_no_one_language_is_marked_on_the_english_page_and_plain_on_the_korean_one() -> None:
    assert mixed("Wikipedia 사본 <1>", "en") == f"Wikipedia {korean('사본')} &lt;1&gt;"
    assert mixed("Wikipedia 사본 <1>", "ko") == "Wikipedia 사본 &lt;1&gt;"


def test_the_plain_form_is_the_bare_string() -> None:
    assert plain(Text("특구 <b>", "ko", "en")) == "특구 <b>"
    assert type(plain(Text("특구", "ko", "en"))) is str
    assert (plain(None), plain(5), plain("")) == ("", "5", "")
