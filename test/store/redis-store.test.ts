import { createClient } from "@keyv/redis";
import { describeLosses } from "../contracts/store/losses.ts";
import { describeStore } from "../contracts/store/store.ts";
import type { RawAccess } from "../contracts/store/subject.ts";
import { redisMissing, redisServer } from "../support/servers/redis-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless } from "../support/unless.ts";

async function rawRedis(url: string, close: () => Promise<void>): Promise<RawAccess> {
  const client = createClient({ url });
  await client.connect();
  return {
    keys: () => client.keys("*"),
    read: async (key) => (await client.get(key)) ?? "",
    write: async (key, text) => void (await client.set(key, text)),
    delete: async (key) => void (await client.del(key)),
    reset: async () => void (await client.flushAll()),
    async close() {
      client.destroy();
      await close();
    },
  };
}

describeUnless(redisMissing, "the store", () => {
  const folder = temporaryFolder();
  describeStore("Redis", async () => {
    const server = await redisServer();
    await server.start();
    return { url: server.url, folder, raw: await rawRedis(server.url, server.kill) };
  });
  describeLosses("Redis", async () => ({ server: await redisServer(), folder }));
});
