import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { wrap } from "../../../../adapters/terminal/outgoing/wrap.ts";

describe("wrap", () => {
  it.each([
    ["breaks at spaces", "the quick brown fox", 10, ["the quick", "brown fox"]],
    ["keeps line feeds", "one\n\ntwo", 10, ["one", "", "two"]],
    ["counts a wide character as two columns", "视频摘要机器人", 6, ["视频摘", "要机器", "人"]],
    ["begins no line with closing punctuation", "你好，世界。", 4, ["你", "好，", "世", "界。"]],
    ["ends no line with an opening bracket", "看见（图）", 6, ["看见", "（图）"]],
    ["breaks between scripts without a space", "用Qwen看视频", 6, ["用Qwen", "看视频"]],
    ["cuts a word that fits on no line", "abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]],
    ["keeps a joined emoji whole", "👩‍🚀👩‍🚀👩‍🚀", 4, ["👩‍🚀👩‍🚀", "👩‍🚀"]],
    [
      "leaves a piped paragraph alone",
      "the quick brown fox",
      Number.POSITIVE_INFINITY,
      ["the quick brown fox"],
    ],
    ["gives nothing one empty line", "", 10, [""]],
  ] as const)("%s", (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it.each([7, 12, 33])("never exceeds %d columns and loses no character", (width) => {
    const text =
      "Das Modell sagt: “在 0:12 处，一只兔子（很大）醒来” – really! 👩‍🚀 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    const lines = wrap(text, width);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });
});
