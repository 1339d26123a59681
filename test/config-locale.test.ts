import { expect, it } from "vitest";
import { readerLocale } from "../src/config.ts";

it.each([
  [["de_DE.UTF-8"], "de-DE"],
  [["zh_CN.GB18030"], "zh-CN"],
  [["ca_ES@valencia"], "ca-ES"],
  [["fr"], "fr"],
  [["zh-hans-cn"], "zh-Hans-CN"],
])("reads the POSIX name in %j as %s", (names, tag) => {
  expect(readerLocale(names)).toBe(tag);
});

it.each([["C"], ["C.UTF-8"], ["POSIX"], ["not a locale"], [""], [undefined]])(
  "reads %j as English",
  (name) => {
    expect(readerLocale([name])).toBe("en");
  },
);

it("lets the first name that is set decide, also when it is C", () => {
  expect(readerLocale([undefined, "fr_FR", "de_DE"])).toBe("fr-FR");
  expect(readerLocale(["C", "fr_FR"])).toBe("en");
});
