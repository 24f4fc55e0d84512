"""Draws the picture that other sites show beside a link to ours: ``python docs/images/open_graph.py``.

It is drawn once and committed; draw it again where the site's names change. It needs the browser of the tests and a Korean font.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.chromium import ARGUMENTS, browser_path  # noqa: E402

TARGET = ROOT / "site_src/assets/images/open-graph.png"
SIZE = {"width": 1200, "height": 630}
# The five signs of a zone's status, in the colours of the light palette, are the only ornament.
HTML = """
<style>
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 90px; display: flex; flex-direction: column;
         background: #fff; color: #1b2430; border-inline-start: 18px solid #1b4fb5; word-break: keep-all;
         font-family: "Pretendard GOV", Pretendard, "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
  h1 { margin: 0; font-size: 92px; line-height: 1.2; letter-spacing: -.02em; }
  h1 small { display: block; margin-top: 10px; font-size: 54px; font-weight: 600; letter-spacing: 0; color: #1b4fb5; }
  p { margin: auto 0 0; font-size: 32px; line-height: 1.5; color: #55606e; }
  ul { display: flex; gap: 40px; margin: 34px 0 0; padding: 26px 0 0; border-top: 2px solid #d5dbe3; list-style: none; font-size: 29px; }
</style>
<h1>규제자유특구 등록부<small lang="en">Korea Zone Registry</small></h1>
<p>특구와 규제특례를 출처와 함께 담은 비공식 공개 등록부<br><span lang="en">An unofficial public registry with sources</span></p>
<ul>
  <li style="color: #1a6b3c">● 운영 중</li><li style="color: #1b4fb5">◐ 임시허가</li><li style="color: #5b3fa0">◌ 예정</li>
  <li style="color: #4f5965">○ 종료</li><li style="color: #8a5200">？ 확인 필요</li>
</ul>
"""


def main() -> None:
    """Draw the picture over the old one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        page = browser.new_page(viewport={**SIZE})
        page.set_content(HTML)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
