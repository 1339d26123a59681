import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../src/chat/locales/locales.ts";
import { LLAMA_COMMAND, VLLM_COMMAND } from "../src/chat/locales/model-commands.ts";
import { imageTokens } from "../src/vision/tokens.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}/${path}`, "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const readme = read("README.md");

/** Text in back ticks that begins with one of our folders, or is one of our files; and links that are not addresses. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = ""]) => path);
  const ours = quoted.filter((path) =>
    /^(src|adapters|commands|bench|eval|test|scripts|\.ci)\/|^[.\w-]+\.(md|mjs|ts)$/.test(path),
  );
  const linked = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, path = ""]) => path);
  return [...ours, ...linked].filter((path) => !path.includes("<") && !path.startsWith("#"));
}

function scriptsIn(text: string): string[] {
  return [...text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? "",
  );
}

const DOCUMENTS = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...[
    "docs/embeddings.md",
    "docs/links.md",
    "docs/operating.md",
    "docs/privacy.md",
    "docs/prompts.md",
    "docs/scaling.md",
    "docs/slack.md",
    "docs/sound.md",
    "docs/discord.md",
    "eval/README.md",
  ],
];

describe.each(DOCUMENTS)("%s", (name) => {
  const text = read(name);

  it("names only files and folders that exist", () => {
    expect(pathsIn(text).filter((path) => !existsSync(`${ROOT}/${path}`))).toEqual([]);
  });

  it("names only npm scripts that exist", () => {
    expect(scriptsIn(text).filter((script) => !(script in scripts))).toEqual([]);
  });
});

it.each([...DOCUMENTS, ".env.example"])("%s is spelled as in America", (name) => {
  expect(read(name)).not.toMatch(
    /organis|summaris|recognis|colour|behaviour|favour|licence|centre\b|cancelled/i,
  );
});

describe("README.md", () => {
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block.trim());

  it("begins with the two commands that set up and run it", () => {
    expect(blocks.slice(0, 2)).toEqual(["npm run setup && npm run demo", "npm run setup && npm test"]);
  });

  it("starts a model by the commands that the program itself tells", () => {
    expect(blocks).toContain(VLLM_COMMAND);
    expect(blocks).toContain(LLAMA_COMMAND);
  });

  it("tells nobody another command for it", () => {
    const texts = [...DOCUMENTS, "compose.yaml", ".env.example"]
      .map(read)
      .join("\n")
      .replaceAll(/`[^`\n]*`/g, "");
    const options = [
      ...texts.matchAll(/--(?:image-max-tokens|limit-mm-per-prompt|mm-processor-cache-gb)\b/g),
    ];
    // Once in README.md, once in compose.yaml.
    expect(options.map(([option]) => option).sort()).toEqual(
      ["image-max-tokens", "limit-mm-per-prompt", "mm-processor-cache-gb"].flatMap((name) => [
        `--${name}`,
        `--${name}`,
      ]),
    );
  });

  it("lists the exit codes that --help lists", () => {
    const rows = [...readme.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(rows).toEqual(Object.entries(catalogueFor("en").terminal.help.exitCodes));
  });

  it("credits the demo's clip as its license asks", () => {
    expect(readme).toContain("(c) copyright 2008, Blender Foundation, www.bigbuckbunny.org");
    expect(readme).toContain("https://creativecommons.org/licenses/by/3.0/");
  });
});

it("says in docs/operating.md what a picture costs", () => {
  const rows = [...read("docs/operating.md").matchAll(/^\| (\d+) × (\d+)\b.*\| ([\d,]+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(3);
  for (const [, width, height, tokens = ""] of rows) {
    const size = { width: Number(width), height: Number(height) };
    expect(imageTokens(size)).toBe(Number(tokens.replace(",", "")));
  }
});

it("finds paths and scripts in text", () => {
  const text =
    "See `src/none.ts`, [that](NONE.md), [there](https://host/x), run `npm run none`, then npm test.";
  expect(pathsIn(text)).toEqual(["src/none.ts", "NONE.md"]);
  expect(scriptsIn(text)).toEqual(["none", "test"]);
});

/** Names that explained nothing, and the field's terms that took their place. Stored kinds and a library's own words are exempt. */
const RETIRED: Readonly<Record<string, RegExp>> = {
  "job service": /\boffice\b|[oO]ffice(?=[A-Z.])/,
  "job control, incoming context": /\bdesk\b|\bDesk\b|[a-z]Desk\b|\bdesk[A-Z]/,
  "fair order": /\bledgers?\b|Ledger/,
  "eta, edit pacing": /\bpace\.ts|createPace\b|\bPace\b/,
  quarantine: /(?<!kind: ")\bpoison|Poison/,
  "progress message": /(final|idle)-?[pP]lace/,
  slots: /\bturns\.ts|[cC]reateTurns|: Turns\b/,
  "incoming context": /\bhearing\.ts|\bHearing\b/,
  "find video": /what-is-meant|[wW]hatIsMeant/,
  api: /\bwire\.ts\b|\bWire\b/,
  "ephemeral notices": /\basides?\.ts|\bAsides?\b/,
  "bounded maps by what they hold": /\baskers\b|Askers\b/,
  segments: /\bstory\.ts|\b[sS]tory(?=[A-Z])|: Story\b/,
  rescan: /closer-?look(?!s? )|[cC]loserLook|\blooking\.ts/,
  budget: /\ballowances?\b|Allowance/,
  warnings: /\bRemarks?\b|remarks\.ts/,
  options: /\bwishes\b|Wishes/,
  "latest video, thread links": /\btalks\.ts|\bTalks\b|(?<!kind: ")\bfollowers\b|Followers/,
  "latest-video lookup": /\bknowing\.ts|take-over|takeOver|TakeOver/,
  "file cache": /\bshel(f|ves)\b|Shelf/,
  "safe error": /error-?outline|errorOutline/,
};

const SOURCES = globSync(["{src,adapters,commands,bench,scripts}/**/*.ts", "docs/*.md", "*.md"], {
  cwd: ROOT,
}).filter((path) => path !== "CHANGELOG.md");

describe("a retired name", () => {
  it.each(Object.entries(RETIRED))("is left nowhere: %s", (_, pattern) => {
    const found = SOURCES.flatMap((path) =>
      [path, ...read(path).split("\n")]
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});

it("ARCHITECTURE.md explains at most 25 terms", () => {
  const words = read("ARCHITECTURE.md").split("## Words")[1]?.split("\n## ")[0] ?? "";
  const terms = words
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);
  expect(terms.length).toBeGreaterThan(10);
  expect(terms.length).toBeLessThanOrEqual(25);
});
