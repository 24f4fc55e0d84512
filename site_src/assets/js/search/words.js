// Words of questions, and what Korean words carry at their end.

const list = (text) => new Set(text.trim().split(/\s+/));

// Words that ask or fill and tell nothing of what is looked for. Where a query holds nothing else, they are looked for after all.
const FILLERS = list(`
  어디 어디서 어디에 어디에서 어디인가 어디인가요 어디야 어디예요 어디서나 뭐 뭐야 뭐가 뭔가요 뭔지 무엇 무엇을 무엇이 무엇인가 무엇인가요 무슨 언제 언제까지
  언제부터 누가 누구 왜 어떻게 어떤 어느 있는 있는지 있나 있나요 있어 있어요 있습니까 있을까 없는 수 할 하는 하려면 하고 한 된 되는 되나 되나요 하나요 되어 받은 받을 받는
  중인 중 지금 현재 요즘 대한 대해 관한 관련 관련된 위한 위해 통한 및 등 것 곳 곳은 데 좀 건 게 때 그 이 저 내 우리 알려줘 알려주세요 찾아줘 찾기 보기 가능한 가능
  몇 얼마 얼마나 차이 차이점 해야 해야하나요 궁금해요 싶습니다 하면 싶다 싶어요 싶은 인가 인가요 입니까 라는 이라는 the a an of in on for to and or is are was were be what where which who whom how when why can could i we you my our
  do does did there any some about with by from at it its this that please show me find list get have has under during
`);

// Words of a wish to apply: they favour what is open, and ask for nothing themselves.
const OPEN = list("신청 신청할 신청하는 신청가능 신청가능한 신청하려면 모집 모집중 모집하는 접수 접수중 접수하는 열린 열려 open apply applying application applications");
const OPEN_STATUSES = new Set(["open", "closing_soon", "standing", "upcoming"]);

// Words that name a kind of record: they favour it.
const KINDS = new Map(
  Object.entries({
    zones: "특구 규제자유특구 혁신특구 zone zones",
    projects: "사업 실증 실증사업 과제 project projects demonstration",
    exemptions: "특례 규제특례 규제 exemption exemptions barrier barriers",
    programs: "지원 지원사업 지원금 보조금 자금 보증 융자 공모 공고 프로그램 혜택 support program programs programme grant grants funding call calls",
    laws: "법 법령 법률 시행령 시행규칙 law laws act decree",
    meetings: "회의 위원회 간담회 협의회 meeting meetings committee council",
    organisations: "기업 회사 기관 업체 company companies operator operators organisation organisations",
    terms: "뜻 용어 의미 정의 개념 이란 무엇 뭐야 무엇인가 뭔가요 meaning term terms definition mean",
    regions: "지역 region regions",
    sectors: "분야 산업 sector sectors",
    pages: "방법 안내 page",
  }).flatMap(([table, words]) => words.split(" ").map((word) => [word, table])),
);

// Particles and endings, longest first.
const ENDINGS = [
  ...list(`
    에서의 에서는 에서도 으로의 으로는 으로서 으로써 에게서 이라는 이라고 이란 란 라는 라고 인가요 인가 인지 인데 입니다 이에요 예요 이야 에서 에게 에는 에도 으로 부터 까지 까지의 처럼 보다 마다 밖에
    조차 이나 이랑 하고 하는 하기 하나 하나요 할까 할까요 하면 하려면 하려고 되려면 되려고 되나 되나요 된다 됩니다 해서 했던 하여 한다 합니다 할수 할 한 되는 되면 된 될 들의 들은 들을 들이 들 별 용 중인 중 의 은 는 이 가 을 를 에 로 와 과 도 만 나 랑 며 고
  `),
].sort((one, other) => other.length - one.length);
// What may stand behind the name of a region or a field.
const TAILS = [...list("규제자유특구 특구들 특구 광역시 특별시 특별자치도 특별자치시 지역 시내 시청 도청 분야 산업 사업 관련 시 도 군 구")].sort((one, other) => other.length - one.length);

/** True for a word that asks or fills. */
export function isFiller(word) {
  return FILLERS.has(word);
}

/** True where a word of the query wishes to apply for something. */
export function wishesToApply(word) {
  return OPEN.has(word) || stems(word).some((stem) => OPEN.has(stem));
}

/** True for a status in which something can be applied for, now or soon. */
export function isOpen(status) {
  return OPEN_STATUSES.has(status);
}

/** The table that a word names, with or without particles. */
export function tableOf(word) {
  return KINDS.get(word) ?? stems(word).map((stem) => KINDS.get(stem)).find(Boolean);
}

/** A word without the particles and endings that it may carry, the longest stem first. */
export function stems(word) {
  const found = new Set();
  if (/[a-z]$/.test(word)) {
    for (const [ending, instead] of [["ies", "y"], ["sses", "ss"], ["es", "e"], ["es", ""], ["s", ""], ["ing", ""], ["ing", "e"], ["ed", ""], ["ed", "e"]]) {
      if (word.endsWith(ending) && word.length - ending.length >= 3) found.add(word.slice(0, -ending.length) + instead);
    }
    return [...found];
  }
  let waiting = [word];
  for (let round = 0; round < 2; round++) {
    const next = waiting.flatMap((each) => ENDINGS.filter((ending) => each.endsWith(ending) && each.length - ending.length >= 2).map((ending) => each.slice(0, -ending.length)));
    next.forEach((stem) => found.add(stem));
    waiting = next;
  }
  return [...found].sort((one, other) => other.length - one.length);
}

/** A word without what may stand behind the name of a region or a field: 세종시 gives 세종, and 시 apart. */
export function withoutTail(word) {
  return TAILS.filter((tail) => word.endsWith(tail) && word.length - tail.length >= 2).map((tail) => word.slice(0, -tail.length));
}
