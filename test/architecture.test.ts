import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FAULTY = fileURLToPath(new URL("./fixtures/architecture", import.meta.url));

async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const folders = ["src", "adapters", "commands"].filter((folder) => existsSync(`${baseDir}/${folder}`));
  const options: ICruiseOptions = await extractDepcruiseOptions(`${ROOT}/.dependency-cruiser.mjs`);
  const tsConfig = extractTSConfig(`${ROOT}/tsconfig.json`);
  const { output } = await cruise(folders, { ...options, baseDir }, {}, { tsConfig });
  if (typeof output === "string") throw new TypeError("dependency-cruiser answered with a report, not data");
  return output;
}

/** Paths from the tree's root, sorted. */
function sourcesOnDisk(root: string): string[] {
  return globSync("{src,adapters,commands}/**/*.ts", { cwd: root }).sort();
}

function sourcesCruised({ modules }: ICruiseResult): string[] {
  const sources = modules.map(({ source }) => source);
  return sources.filter((source) => /^(src|adapters|commands)\/.*\.ts$/.test(source)).sort();
}

describe("the direction of imports", () => {
  it("is kept by every file", async () => {
    const result = await cruiseTree(ROOT);
    // Without a parser that fits the installed TypeScript, dependency-cruiser reads nothing and finds no fault.
    expect(sourcesCruised(result)).toEqual(sourcesOnDisk(ROOT));
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );
  });
});

describe("each rule", async () => {
  const { default: config } = await import("../.dependency-cruiser.mjs");
  const rules = (config.forbidden ?? []).map(({ name }) => name ?? "");
  let broken: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    const { violations } = (await cruiseTree(FAULTY)).summary;
    broken = new Set(violations.map(({ rule, from }) => `${rule.name} in ${from}`));
  });

  it.each(rules)("%s sees its fault in the faulty tree", (rule) => {
    const file = sourcesOnDisk(FAULTY).find((path) => path.endsWith(`/${rule}.ts`));
    expect(broken).toContain(`${rule} in ${file}`);
  });

  it("leaves the right files of the faulty tree alone", () => {
    const faulty = [...broken].map((fault) => fault.split("/").at(-1)?.replace(".ts", ""));
    const right = [
      "adapter",
      "answer",
      "client",
      "command",
      "config",
      "errors",
      "main",
      "page",
      "start",
      "summary",
      "thread",
    ];
    expect(right.filter((name) => faulty.includes(name))).toEqual([]);
  });
});

describe("the size of files", () => {
  const lines = sourcesOnDisk(ROOT).map((path) => ({
    path,
    count: readFileSync(`${ROOT}/${path}`, "utf8").trimEnd().split("\n").length,
  }));

  it("is 250 lines at most", () => {
    expect(lines.filter(({ count }) => count > 250)).toEqual([]);
  });

  it("leaves a folder at fifteen of them at most", () => {
    const inFolder = Map.groupBy(lines, ({ path }) => path.slice(0, path.lastIndexOf("/")));
    const full = [...inFolder].filter(([, files]) => files.length > 15).map(([folder]) => folder);
    expect(inFolder.size).toBeGreaterThan(50);
    expect(full).toEqual([]);
  });

  it("is under 100 lines for half of them", () => {
    const counts = lines.map(({ count }) => count).sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThan(100);
  });
});
