import type { Catalogue } from "../en/index.ts";

export const clips = {
  clip: (range, theme) => (theme === "" ? `片段 ${range}` : `片段 ${range}：${theme}`),
  noSound: "这个片段没有声音。",
  madeSmaller: (width, height) => `为了能在这里发送，画面已缩小到 ${width} × ${height} 像素。`,
  when: (what) => `这是在视频的什么时候：${what}？`,
  leftOut: (count) =>
    `有 ${count} 个片段太长、太大或数量太多，没有发到这里。可以只要其中的一段：剪辑 1:20 2:05`,
} satisfies Catalogue["clips"];

const PARTS = [
  "那段",
  "那一段",
  "这段",
  "部分",
  "片段",
  "那部分",
  "的那段",
  "的那一段",
  "的部分",
  "的片段",
  "的那部分",
];
const SENT = ["发给我", "剪给我", "剪出来", "截出来", "发过来"];

export const typedClip = {
  clip: ["剪辑", "截取", "剪出", "剪"],
  from: ["从"],
  to: ["到", "至"],
  requests: PARTS.flatMap((part) => [
    ...SENT.map((sent) => `把…${part}${sent}`),
    ...["发给我", "给我", "剪出", "截取", "剪辑", "发"].map((ask) => `${ask}…${part}`),
  ]),
  before: ["请", "麻烦", "能不能", "可以"],
  after: ["吗", "好吗"],
} satisfies Catalogue["typed"]["clip"];
