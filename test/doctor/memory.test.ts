import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createClient } from "@keyv/redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { type Check, examine } from "../../src/doctor/check.ts";
import { checkQueue, checkStore } from "../../src/doctor/checks/memory.ts";
import { probeRedis } from "../../src/jobs/queue/bullmq/connections.ts";
import { storeFault } from "../../src/store/database/fault.ts";
import { openStore } from "../../src/store/store.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { redisMissing, redisServer } from "../support/servers/redis-server.ts";
import type { TestServer } from "../support/servers/server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless, itUnless, ROOT_MAY_ALL } from "../support/unless.ts";

const words = catalogueFor("en");
const logger = createFakeLogger();
const signal = new AbortController().signal;
const NOWHERE = "redis://127.0.0.1:9";

async function examined(check: Check): Promise<string[]> {
  const findings = await examine([check], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

const folder = temporaryFolder();

const check = (settings: { url?: string; folder: string }, isAloneBesideQueue = false) => {
  const limits = {
    contextTtlHours: 1,
    maxMegabytes: 10,
    feedbackDays: 180,
    originalTtlMinutes: 1,
    originalsMaxMegabytes: 10,
  };
  const open = (onSetAside: (path: string) => void) =>
    openStore({ ...limits, url: undefined, ...settings }, logger, onSetAside);
  return examined(checkStore({ open, name: "here", isAloneBesideQueue }));
};

describe("the store", () => {
  it("is fine where a record comes back, and nothing of it stays", async () => {
    const data = join(folder, "data");
    const fine = `fine: ${words.doctor.store.fine("here")}`;
    expect(await check({ folder: data })).toEqual([fine]);
    expect(await check({ folder: data })).toEqual([fine]);
    const store = openStore(
      {
        ...{ url: undefined, folder: data, contextTtlHours: 1, maxMegabytes: 10 },
        feedbackDays: 180,
        ...{ originalTtlMinutes: 1, originalsMaxMegabytes: 10 },
      },
      logger,
    );
    expect(await store.jobs.list()).toEqual([]);
    await store.close();
  });

  it("on one machine beside a shared queue is a fault", async () => {
    expect((await check({ folder: join(folder, "alone") }, true))[1]).toBe(
      `fault: ${words.doctor.store.alone}`,
    );
  });

  itUnless(ROOT_MAY_ALL, "in a folder that cannot be written to is a fault", async () => {
    const locked = mkdtempSync(join(folder, "locked-"));
    chmodSync(locked, 0o500);
    expect(await check({ folder: join(locked, "data") })).toEqual([
      `fault: ${words.doctor.store.readOnly("here")}`,
    ]);
    expect(readdirSync(locked)).toEqual([]);
  });

  it("whose file is damaged is begun anew, and the old file's place is told", async () => {
    const data = mkdtempSync(join(folder, "damaged-"));
    writeFileSync(
      join(data, "cuepoint.sqlite"),
      "this is no database, and long enough to be read as one".repeat(99),
    );
    const findings = await check({ folder: data });
    const aside = readdirSync(data).find((name) => name.includes(".damaged-")) ?? "";
    expect(findings).toEqual([
      `warning: ${words.doctor.store.damaged(join(data, aside))}`,
      `fine: ${words.doctor.store.fine("here")}`,
    ]);
  });

  it("that another program holds is a fault", async () => {
    const data = mkdtempSync(join(folder, "held-"));
    await check({ folder: data });
    using other = new DatabaseSync(join(data, "cuepoint.sqlite"));
    other.exec("BEGIN IMMEDIATE");
    expect(await check({ folder: data })).toEqual([`fault: ${words.doctor.store.locked("here")}`]);
  });

  it("on a full disk is a fault", async () => {
    const open = () => {
      throw storeFault(
        Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR", errcode: 778 }),
      );
    };
    expect(await examined(checkStore({ open, name: "here", isAloneBesideQueue: false }))).toEqual([
      `fault: ${words.doctor.store.full("here")}`,
    ]);
  });

  it("on a server that is not there is a fault", async () => {
    expect(await check({ url: NOWHERE, folder: join(folder, "shared") })).toEqual([
      `fault: ${words.doctor.store.away("here")}`,
    ]);
  });
});

describe("the queue", () => {
  const queue = (url: string) => examined(checkQueue(() => probeRedis(url)));

  it("inside the process needs nothing", async () => {
    expect(await examined(checkQueue(null))).toEqual([`fine: ${words.doctor.queue.inside}`]);
  });

  it("on a server that is not there is a fault", async () => {
    expect(await queue(NOWHERE)).toEqual([`fault: ${words.doctor.queue.away}`]);
  });

  describeUnless(redisMissing, "in Redis", () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await redisServer();
      await server.start();
    });
    afterAll(() => server.kill());

    const tell = async (policy: string) => {
      const client = createClient({ url: server.url });
      await client.connect();
      await client.configSet("maxmemory-policy", policy);
      const keys = await client.keys("*");
      client.destroy();
      return keys;
    };

    it("can be written and read, and nothing stays", async () => {
      await tell("noeviction");
      expect(await queue(server.url)).toEqual([expect.stringMatching(/^fine: Jobs wait in Redis \d+\./)]);
      expect(await tell("noeviction")).toEqual([]);
    });

    it("that throws jobs away when it is full is a fault", async () => {
      await tell("allkeys-lru");
      expect((await queue(server.url))[1]).toMatch(/^fault: .*maxmemory-policy allkeys-lru/);
    });
  });
});
