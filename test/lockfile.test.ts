import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly link?: boolean;
}

const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
const packages: Readonly<Record<string, LockedPackage>> = JSON.parse(text).packages;

/** Where Node would find `name` from the package at `path`: its own node_modules, then those above. */
function isLocked(name: string, path: string): boolean {
  if (`${path ? `${path}/` : ""}node_modules/${name}` in packages) return true;
  return path !== "" && isLocked(name, path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))));
}

// npm leaves out packages for other platforms when its registry does not have them, and npm ci then refuses the file.
it("locks every package that another one names, also those for other platforms", () => {
  const missing = Object.entries(packages).flatMap(
    ([path, { dependencies, devDependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter((name) => !isLocked(name, path))
        .map((name) => `${name} of ${path || "package.json"}`),
  );
  expect(missing).toEqual([]);
});

// @keyv/test-suite asks for sqlite3, which no test uses and which would build for a minute: it is overridden.
it("locks no package that compiles anything: these fetch a program or look for one that is there", () => {
  const scripted = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
  expect(scripted.map((path) => path.replace("node_modules/", ""))).toEqual([
    "ffmpeg-static",
    "msgpackr-extract",
    "node",
  ]);
});

it("ties nobody to one registry", () => {
  expect(text).not.toMatch(/"resolved": "http/);
});

it("says of every package what its content must be, on other systems too", () => {
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && link !== true);
  expect(installed.length).toBeGreaterThan(300);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
});
