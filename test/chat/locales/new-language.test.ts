import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, globSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import * as languages from "../../../src/chat/locales/languages.ts";
import { FALLBACK_LOCALE } from "../../../src/chat/locales/locales.ts";
import { forPrograms } from "../../support/run-cuepoint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SOURCES = ["src", "adapters", "commands"];

/** What stands in the new language where it can be seen: the command line, a phrase in Discord, a word in a thread. */
const GERMAN = [
  ["index.ts", 'lang: "en"', 'lang: "de"'],
  ["terminal.ts", "Summarize a video as keyframes", "Fasse ein Video in Bildern zusammen"],
  ["platforms.ts", "Summarize video", "Video zusammenfassen"],
  ["thread.ts", '"stop", "cancel"', '"anhalten", "abbrechen"'],
] as const;

const PROBE = `
import { commandPayloads } from "./adapters/discord/registration/command-payload.ts";
import { inEveryLanguage } from "./src/chat/locales/locales.ts";
import { intentOf } from "./src/chat/routing/intent.ts";

const name = "summarize";
const description = inEveryLanguage(({ commands }) => commands.summarize.description);
const command = { name, description, needsVideo: true, isJob: false, options: [], run: async () => undefined };
const message = {
  ...({ type: "message", id: "1", thread: "slack:T1:C1:1", author: "U1", locale: "en" } as const),
  ...{ text: "Anhalten!", mentioned: true, isDirect: false, attachments: [], links: [] },
};
const intent = await intentOf(message, async () => true);
console.log(JSON.stringify({ payloads: commandPayloads([command], { forPeople: true }), command: intent?.command }));
`;

/** What knows the languages by name, and all that this imports: a fifth of the time that all of the program takes. */
const READERS_OF_LANGUAGES = {
  extends: "./tsconfig.json",
  include: ["src/chat/**/*.ts", "adapters/discord/registration/*.ts"],
};

/** A copy of the program that speaks one language more, by one folder and one line. */
function withGerman(): string {
  const folder = temporaryFolder();
  for (const path of [...SOURCES, "package.json", "tsconfig.json"]) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const locales = join(folder, "src/chat/locales");
  cpSync(join(locales, "en"), join(locales, "de"), { recursive: true });
  for (const [file, english, german] of GERMAN) {
    const path = join(locales, "de", file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(english)) throw new Error(`${file} no longer says ${english}`);
    writeFileSync(path, text.replace(english, german));
  }
  appendFileSync(join(locales, "languages.ts"), 'export { catalogue as de } from "./de/index.ts";\n');
  writeFileSync(join(folder, "probe.ts"), PROBE);
  writeFileSync(join(folder, "tsconfig.part.json"), JSON.stringify(READERS_OF_LANGUAGES));
  return folder;
}

describe("a new language", () => {
  let folder = "";
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    execFileSync(process.execPath, args, {
      cwd: folder,
      env: { ...forPrograms(), ...env },
      encoding: "utf8",
    });

  beforeAll(() => {
    folder = withGerman();
  });

  it("leaves every type as it should be", () => {
    expect(run(["node_modules/typescript/bin/tsc", "-p", "tsconfig.part.json"])).toBe("");
  });

  it.each(["de", "de_AT.UTF-8"])("is what a reader of %s gets from a command", (LANG) => {
    expect(run(["src/start.ts", "--help"], { LANG })).toContain("Fasse ein Video in Bildern zusammen");
  });

  it("changes nothing for readers of the others", () => {
    expect(run(["src/start.ts", "--help"], { LANG: "en_US" })).toContain("Summarize a video as keyframes");
    expect(run(["src/start.ts", "--help"], { LANG: "zh_CN" })).toContain("用关键帧概括视频");
  });

  it("reaches Discord's menus and the commands that people type", () => {
    const { payloads, command } = JSON.parse(run(["probe.ts"]));
    const [slash, menu] = payloads;
    expect(slash.description_localizations.de).toContain("Fasse ein Video in Bildern zusammen");
    expect(menu.name_localizations).toMatchObject({ de: "Video zusammenfassen", "zh-CN": "总结视频" });
    expect(command).toBe("cancel");
  });
});

describe("a language of the catalogue", () => {
  /** About the languages of the world, and not about ours: what is spoken, and what a script tells. */
  const OF_THE_WORLD = ["src/sound/server/languages.ts", "adapters/slack/guess-locale.ts"];
  const names = Object.keys(languages).filter((name) => name !== FALLBACK_LOCALE);
  const tags = names.flatMap((name) => [name, new Intl.Locale(name).language]).join("|");
  /** A tag as a text, or as a field; or a language that is told from the fallback by name. */
  const NAMED = new RegExp(
    String.raw`["'\`](?:${tags})(?:[-_]\w+)?["'\`]|\.(?:${tags})\b|\blang\w*\s*[!=]==?\s*["'\`](?!C"|POSIX")`,
    "i",
  );

  it("bears its own name", () => {
    for (const [name, { lang }] of Object.entries(languages)) expect(lang).toBe(name);
  });

  it("is named nowhere but in the catalogue", () => {
    const files = globSync("{src,adapters,commands}/**/*.ts", { cwd: ROOT })
      .filter((path) => !path.startsWith("src/chat/locales/") && !OF_THE_WORLD.includes(path))
      .map((path) => [path, withoutComments(readFileSync(join(ROOT, path), "utf8"))] as const);
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter(([, text]) => NAMED.test(text)).map(([path]) => path)).toEqual([]);
  });

  it.each([
    'const tag = "zh-CN";',
    "return phrase.zh;",
    'lang === "en" ? ", " : "、"',
    '({ "zh-Hans": text })',
  ])("would be found in %s", (line) => {
    expect(line).toMatch(NAMED);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "");
}
