import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import keyvTestSuite, { keyvIteratorTests } from "@keyv/test-suite";
import Keyv from "keyv";
import * as vitest from "vitest";
import { describe, expect, it } from "vitest";
import { createSqliteAdapter } from "../../../src/store/database/sqlite-adapter.ts";
import { openSqliteFile, shrink } from "../../../src/store/database/sqlite-connection.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

describe("Keyv's own suite", () => {
  const file = openSqliteFile(join(folder, "suite.sqlite"));
  keyvTestSuite(vitest, Keyv, () => createSqliteAdapter(file));
  keyvIteratorTests(vitest, Keyv, () => createSqliteAdapter(file));
});

describe("the SQLite adapter", () => {
  it("keeps values that begin like Keyv's own marks, and keys that look like SQL or patterns", async () => {
    const keyv = new Keyv({ store: createSqliteAdapter(openSqliteFile(join(folder, "odd.sqlite"))) });
    for (const odd of [":base64:eA==", "%", "_", "'; DROP TABLE entries; --", "ключ", ""]) {
      await keyv.set(odd, odd);
      expect(await keyv.get(odd)).toBe(odd);
    }
  });

  it("clears and iterates one namespace only, also where another begins with its name", async () => {
    const adapter = createSqliteAdapter(openSqliteFile(join(folder, "names.sqlite")));
    await adapter.setMany(["a:1", "a:2", "ab:1", "b:1"].map((key) => ({ key, value: key })));
    const keys = (await Array.fromAsync(adapter.iterator?.("a") ?? [])).map(([key]) => key);
    expect(keys).toEqual(["a:1", "a:2"]);
    adapter.namespace = "a";
    await adapter.clear();
    expect(await adapter.getMany?.(["a:1", "a:2", "ab:1", "b:1"])).toEqual([
      undefined,
      undefined,
      "ab:1",
      "b:1",
    ]);
  });

  it("iterates over more rows than it reads at once, each once", async () => {
    const adapter = createSqliteAdapter(openSqliteFile(join(folder, "many.sqlite")));
    const keys = Array.from({ length: 250 }, (_, i) => `n:${String(i).padStart(3, "0")}`);
    await adapter.setMany(keys.map((key) => ({ key, value: key })));
    const seen = (await Array.fromAsync(adapter.iterator?.("n") ?? [])).map(([key]) => key);
    expect(seen).toEqual(keys);
  });

  it("ends an entry's life by the clock it was given", async () => {
    let time = 1_000;
    const adapter = createSqliteAdapter(openSqliteFile(join(folder, "clock.sqlite")), () => time);
    await adapter.set("a", "1", 500);
    await adapter.set("b", "2");
    time = 1_499;
    expect(await adapter.has?.("a")).toBe(true);
    time = 1_500;
    expect(await adapter.has?.("a")).toBe(false);
    expect(await adapter.getMany?.(["a", "b"])).toEqual([undefined, "2"]);
    expect(await adapter.delete("a")).toBe(false);
    expect((await Array.fromAsync(adapter.iterator?.() ?? [])).map(([key]) => key)).toEqual(["b"]);
  });

  it("writes all of many entries or none", async () => {
    const adapter = createSqliteAdapter(openSqliteFile(join(folder, "torn.sqlite")));
    const broken = { key: "b", value: { value: undefined as unknown as Buffer } };
    await expect(adapter.setMany([{ key: "a", value: "1" }, broken])).rejects.toThrow();
    expect(await adapter.get("a")).toBeUndefined();
    await adapter.setMany([{ key: "a", value: "1" }]);
    expect(await adapter.get("a")).toBe("1");
  });

  it("gives the bytes of Buffers back as they were, and takes no more room than they do", async () => {
    const path = join(folder, "bytes.sqlite");
    const file = openSqliteFile(path);
    const adapter = createSqliteAdapter(file);
    const frames = Array.from({ length: 64 }, (_, i) => ({
      key: `f${i}`,
      value: { value: randomBytes(40_000) },
    }));
    await adapter.setMany(frames);
    const found = await adapter.getMany?.<{ value: Buffer }>(frames.map(({ key }) => key));
    for (const [i, frame] of frames.entries()) expect(found?.[i]).toEqual(frame.value);
    shrink(file);
    expect(statSync(path).size).toBeLessThan(64 * 40_000 * 1.05);
  });

  it("keeps its file to its owner", () => {
    const path = join(folder, "deep", "er", "private.sqlite");
    openSqliteFile(path).exec("INSERT INTO entries VALUES ('a', NULL, 'b')");
    for (const suffix of ["", "-wal", "-shm"]) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "deep")).mode & 0o777).toBe(0o700);
  });
});
