import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Package {
  readonly integrity?: string;
  readonly link?: boolean;
}

it("the lock file says of every package what its content must be, on other systems too", () => {
  const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
  const { packages } = JSON.parse(text) as { packages: Record<string, Package> };
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && link !== true);
  expect(installed.length).toBeGreaterThan(300);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
});
