// Latin letters and digits spelled out in Hangul, as people write and say them: 5G is 파이브지, ESS is 이에스에스.

const LATIN = Object.fromEntries(
  "a에이 b비 c씨 d디 e이 f에프 g지 h에이치 i아이 j제이 k케이 l엘 m엠 n엔 o오 p피 q큐 r알 s에스 t티 u유 v브이 w더블유 x엑스 y와이 z제트 &앤"
    .split(" ")
    .map((each) => [each[0], each.slice(1)]),
);
const ENGLISH_DIGITS = "제로 원 투 쓰리 포 파이브 식스 세븐 에이트 나인".split(" ");
const KOREAN_DIGITS = [..."영일이삼사오육칠팔구"];
// Longer runs of Latin letters are words, which nobody spells; longer numbers are counted.
const RUN = /(?<![a-z0-9])(?=[a-z0-9&]*[a-z0-9])[a-z0-9&]{1,6}(?![a-z0-9])/g;
const COUNTED = /^\d{2,}$/;

/** Every way to spell the short runs of Latin letters and digits in a text; none where there is none. */
export function spelled(text) {
  const lower = text.toLowerCase();
  if (!/[a-z0-9]/.test(lower)) return [];
  const ways = [ENGLISH_DIGITS, KOREAN_DIGITS].map((digits) =>
    lower.replace(RUN, (run) => (COUNTED.test(run) ? run : run.replace(/./g, (char) => LATIN[char] ?? digits[char]))),
  );
  return [...new Set(ways)].filter((way) => way !== lower);
}
