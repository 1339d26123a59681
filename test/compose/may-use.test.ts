import { expect, it } from "vitest";
import { encodeThreadId } from "../../src/chat/thread-id.ts";
import { createMayUse } from "../../src/compose/may-use.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const thread = encodeThreadId({ platform: "discord", tenant: "1", channel: "2", thread: "3" });
const elsewhere = encodeThreadId({ platform: "discord", tenant: "1", channel: "9", thread: "3" });

it.each([
  ["everyone", { author: "7" }, true],
  ["admins", { author: "7" }, false],
  ["admins", { author: "7", isAdmin: true }, true],
  ["admins", { author: "7", isServerAdmin: true }, true],
  [["7", "55"], { author: "7" }, true],
  [["7", "55"], { author: "8", roles: ["54", "55"] }, true],
  [["7", "55"], { author: "8", roles: ["54"] }, false],
  [["7", "55"], { author: "8" }, false],
  [["7", "55"], { author: "8", isAdmin: true }, true],
] as const)("where %j may use the bot, %j is answered: %s", async (who, person, expected) => {
  const { places } = await temporaryStore();
  const mayUse = createMayUse(places);
  await places.change(thread, "channel", () => ({ who: typeof who === "string" ? who : [...who] }));
  expect(await mayUse({ thread, ...person })).toBe(expected);
  expect(await mayUse({ thread: elsewhere, ...person })).toBe(true);
});
