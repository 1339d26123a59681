import { describe, expect, it } from "vitest";
import { readCommandForms, sizeOf } from "./rest/command-form.ts";

const option = (name = "from", more: object = {}) => ({ type: 3, name, description: "Where", ...more });
const command = (more: object = {}) => ({ type: 1, name: "clip", description: "Cut", ...more });
const menu = (more: object = {}) => ({ type: 3, name: "Summarize video", ...more });
const many = <Made>(length: number, make: (at: number) => Made) =>
  Array.from({ length }, (_, at) => make(at));
const long = (length: number) => "x".repeat(length);
/** 25 options with 25 choices each: 15,650 characters. */
const heavy = many(25, (at) =>
  option(`o${at}`, { choices: many(25, (i) => ({ name: `a choice ${i}`, value: `a value ${i}` })) }),
);

describe("the stand-in's registration of commands", () => {
  it.each([
    ["a name in two letters of another script", [command({ name: "总结" })]],
    ["a localized name with marks of Devanagari", [command({ name_localizations: { hi: "क्लिप" } })]],
    ["blanks and capitals in a menu's entry", [menu({ name_localizations: { "zh-CN": "总结视频" } })]],
    ["a command beside a menu's entry of its name", [command(), menu({ name: "clip" })]],
    ["100 characters", [command({ description: long(100) })]],
  ])("takes %s", (_, all) => {
    expect(() => readCommandForms(all)).not.toThrow();
  });

  it.each([
    ["a name in capitals", [command({ name: "Clip" })]],
    ["a name with a blank", [command({ name: "clip it" })]],
    ["a name of 33 letters", [command({ name: long(33) })]],
    ["a localized name in capitals", [command({ name_localizations: { de: "Ausschnitt" } })]],
    ["a localized name with a mark", [command({ name_localizations: { fr: "clip!" } })]],
    [
      "a localized name of an option in capitals",
      [command({ options: [option("from", { name_localizations: { de: "Von" } })] })],
    ],
    ["a locale that Discord does not have", [command({ description_localizations: { "zh-Hans": "剪辑" } })]],
    ["a description of 101", [command({ description: long(101) })]],
    ["an empty description", [command({ description: "" })]],
    ["a localized description of 101", [command({ description_localizations: { "zh-CN": long(101) } })]],
    [
      "an option's localized description of 101",
      [command({ options: [option("from", { description_localizations: { "zh-CN": long(101) } })] })],
    ],
    [
      "a localized choice of 101",
      [
        command({
          options: [
            option("kind", {
              choices: [{ name: "a", value: "a", name_localizations: { "zh-CN": long(101) } }],
            }),
          ],
        }),
      ],
    ],
    [
      "26 choices",
      [
        command({
          options: [option("kind", { choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) })],
        }),
      ],
    ],
    ["26 options", [command({ options: many(26, (at) => option(`o${at}`)) })]],
    ["two options of one name", [command({ options: [option(), option()] })]],
    [
      "a required option after one that is not",
      [command({ options: [option("a"), option("b", { required: true })] })],
    ],
    [
      "the same in a second word",
      [
        command({
          options: [
            { type: 1, name: "a", description: "A", options: [option("a"), option("b", { required: true })] },
          ],
        }),
      ],
    ],
    [
      "kinds of files of an option that takes none",
      [command({ options: [option("a", { file_types: ["video"] })] })],
    ],
    ["more than 8000 characters", [command({ options: heavy })]],
    [
      "more than 8000 characters in one language",
      [
        command({
          options: many(25, (at) =>
            option(`o${at}`, {
              choices: many(4, (i) => ({
                ...{ name: `${i}`, value: `${i}` },
                name_localizations: { "zh-CN": long(80) },
              })),
            }),
          ),
        }),
      ],
    ],
    ["a menu's entry of 33", [menu({ name: long(33) })]],
    ["a menu's localized entry of 33", [menu({ name_localizations: { "zh-CN": long(33) } })]],
    ["a menu's entry with a description", [menu({ description: "no" })]],
    ["two commands of one name", [command(), command()]],
    ["16 entries of menus", many(16, (at) => menu({ name: `entry ${at}` }))],
    ["101 commands", many(101, (at) => command({ name: `c${at}` }))],
    ["a place that there is not", [command({ contexts: [3] })]],
  ])("refuses %s", (_, all) => {
    expect(() => readCommandForms(all)).toThrow(/Invalid Form Body/);
  });

  it("counts of each text its longest language", () => {
    const choices = [{ name: "four", name_localizations: { "zh-CN": "六" }, value: "v" }];
    const options = [option("from", { description: "12345", choices })];
    const localized = command({ description_localizations: { de: "Schneiden" }, options });
    expect(sizeOf(localized as Parameters<typeof sizeOf>[0])).toBe(4 + 9 + (4 + 5) + (4 + 1));
  });
});
