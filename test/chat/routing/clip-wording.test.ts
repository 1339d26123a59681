import { expect, it } from "vitest";
import { clipIn } from "../../../src/chat/routing/clip-wording.ts";

it.each([
  ["clip 1:20 2:05", { from: "1:20", to: "2:05" }],
  ["Clip 1:20-2:05", { from: "1:20", to: "2:05" }],
  ["clip 1:20 – 2:05.", { from: "1:20", to: "2:05" }],
  ["please clip from 1:20 to 2:05 please", { from: "1:20", to: "2:05" }],
  ["cut out 80s until 125s", { from: "80s", to: "125s" }],
  ["clip 1 min 20 s to 2 min", { from: "1 min 20 s", to: "2 min" }],
  ["clip 1:02:03.5, 1:02:10", { from: "1:02:03.5", to: "1:02:10" }],
  ["clip 1:20", { from: "1:20" }],
  ["clip 2:05 1:20", { from: "2:05", to: "1:20" }],
  ["剪辑 1:20 2:05", { from: "1:20", to: "2:05" }],
  ["剪辑1:20到2:05", { from: "1:20", to: "2:05" }],
  ["请截取从1分20秒至2分5秒。", { from: "1分20秒", to: "2分5秒" }],
])("%s asks for a clip by its times", (text, options) => {
  expect(clipIn(text)).toEqual(options);
});

it.each([
  ["send me the part where she shows the chart", "she shows the chart"],
  ["Could you send me the bit where she shows the chart, please?", "she shows the chart"],
  ["clip the moment when the dog jumps", "the dog jumps"],
  ["send me a clip of the goal", "the goal"],
  ["cut out the section about the budget", "the budget"],
  ["把她展示图表的那段发给我", "她展示图表"],
  ["请把她展示图表的部分剪出来。", "她展示图表"],
  ["发给我她展示图表的片段", "她展示图表"],
])("%s asks for a clip of what happens", (text, about) => {
  expect(clipIn(text)).toEqual({ about });
});

it.each([
  "clip",
  "clipping is bad?",
  "what is the clip about?",
  "show me the part where she shows the chart",
  "does she cut the bread at 1:20?",
  "when does she send me the part?",
  "剪辑是什么",
  "cut the crap",
])("%s is a question", (text) => {
  expect(clipIn(text)).toBeNull();
});
