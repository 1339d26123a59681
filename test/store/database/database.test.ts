import { expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import { createGuard } from "../../../src/store/database/database.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

const LIMIT = 50;

it("hands the result on", async () => {
  const guard = createGuard(LIMIT, createFakeLogger());
  expect(await guard(async () => 7)).toBe(7);
});

it("gives up on a call that never ends", async () => {
  const guard = createGuard(LIMIT, createFakeLogger());
  await expect(guard(() => new Promise(() => {}))).rejects.toMatchObject({ code: "store-unavailable" });
});

it.each([
  [{ code: "ENOSPC" }, "no-space"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 13 }, "no-space"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 5 }, "store-locked"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 261 }, "store-locked"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 8 }, "store-read-only"],
  [{ code: "ERR_SQLITE_ERROR", errcode: 1544 }, "store-read-only"],
  [{ code: "EROFS", syscall: "open" }, "store-read-only"],
  [{ code: "EACCES", syscall: "connect" }, "store-unavailable"],
  [{ code: "ECONNREFUSED" }, "store-unavailable"],
])("turns %j into a coded error", async (fault, code) => {
  const guard = createGuard(LIMIT, createFakeLogger());
  const call = guard(() => Promise.reject(Object.assign(new Error("x"), fault)));
  await expect(call).rejects.toMatchObject({ code });
});

it("leaves an error alone that has its code", async () => {
  const guard = createGuard(LIMIT, createFakeLogger());
  const error = new CuepointError("cancelled");
  await expect(guard(() => Promise.reject(error))).rejects.toBe(error);
});

it("tells of an outage once, and of its end", async () => {
  const logger = createFakeLogger("info");
  const guard = createGuard(LIMIT, logger);
  const fail = () => guard(() => Promise.reject(new Error("away"))).catch(() => {});
  await fail();
  await fail();
  await guard(async () => {});
  await guard(async () => {});
  await fail();
  expect(logger.lines.map(({ msg }) => msg)).toEqual([
    "the store does not answer",
    "the store is back",
    "the store does not answer",
  ]);
});
