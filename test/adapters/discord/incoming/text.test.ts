import { describe, expect, it } from "vitest";
import { plainWords } from "../../../../adapters/discord/incoming/text.ts";

const names = { own: ["1", "2"], nameOf: (id: string) => (id === "3" ? "Ada" : null) };

describe("plainWords", () => {
  it.each([
    ["<@1> what <@!2> happens <@&2>?", "what happens ?"],
    ["ask <@3> in <#4>", "ask @Ada in #4"],
    ["**who** __throws__ *the* _apple_ ~~now~~ ||here||", "who throws the apple now here"],
    ["> quoted\n# heading\nplain", "quoted\nheading\nplain"],
    ["```js\ncode\n``` and `more`", "code\n and more"],
    ["snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"],
    ["<a:party:123> <:ok:456>", ":party: :ok:"],
    ["<https://x.example/a>", "https://x.example/a"],
    ["\\*not bold\\*", "*not bold*"],
    ["at 1:20 - 2:45, 100% sure (really)", "at 1:20 - 2:45, 100% sure (really)"],
    ["a\u202eb", "ab"],
  ])("reads %j as %j", (written, meant) => {
    expect(plainWords(written, names)).toBe(meant);
  });
});
