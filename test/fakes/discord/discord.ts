import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { close, listen } from "../../support/servers/loopback.ts";
import { createCdn, type SeenDownload } from "./cdn.ts";
import { createGateway } from "./gateway.ts";
import { createPeople } from "./people.ts";
import { createPlaces } from "./places.ts";
import { createQuiet } from "./quiet.ts";
import type { RestContext } from "./rest/context.ts";
import { createFaults, type Fault } from "./rest/faults.ts";
import type { RateLimit } from "./rest/rate-limit.ts";
import { createRest, type SeenRequest } from "./rest/rest.ts";
import { createWorld, type FakeChannel, type FakeMessage, messagesIn } from "./world.ts";

interface DiscordOptions {
  /** Milliseconds since 1970, by which tokens and addresses expire. */
  readonly now?: () => number;
  /** The portal's switch for message content. */
  readonly messageContent?: boolean;
  /** The portal's switch for installs by people. */
  readonly forPeople?: boolean;
  readonly shards?: number;
  readonly attachmentSizeLimit?: number;
  readonly rateLimit?: RateLimit;
}

export type FakeDiscord = Awaited<ReturnType<typeof startDiscord>>;

const TEN_MEBIBYTES = 10 * 1024 * 1024;

/**
 * Discord on loopback: REST v10, gateway and file server, which hold a bot to the platform's rules. A test builds
 * servers and people, lets them act, and reads the channels as a person would.
 */
export async function startDiscord(options: DiscordOptions = {}) {
  const { now = Date.now, messageContent = true, forPeople = true, shards = 1 } = options;
  const { attachmentSizeLimit = TEN_MEBIBYTES, rateLimit = { requests: 50, window: 1000 } } = options;
  const world = createWorld({ now, messageContent, forPeople, attachmentSizeLimit });
  const [requests, downloads]: [SeenRequest[], SeenDownload[]] = [[], []];
  const faults = createFaults();
  const quiet = createQuiet();
  const server = createServer();
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway(server, { world, base, shards });
  const context: RestContext = { world, gateway, base };
  const rest = createRest(context, { faults, limit: rateLimit, seen: requests });
  const cdn = createCdn(world, downloads);
  server.on("request", (incoming, outgoing) => {
    if (incoming.url?.startsWith("/attachments/")) return cdn(incoming, outgoing);
    quiet.during(rest(incoming, outgoing)).catch((error: unknown) => {
      world.violations.push(`the stand-in failed: ${String(error)}`);
      outgoing.writeHead(500).end();
    });
    return undefined;
  });
  await listen(server);

  return {
    world,
    gateway,
    requests,
    downloads,
    token: world.token,
    apiUrl: `${base()}/api`,
    violations: world.violations,
    people: createPeople(context),
    places: createPlaces(context),
    /** The next matching request is answered so. */
    fail: (fault: Fault) => faults.order(fault),
    read: (channel: FakeChannel): readonly FakeMessage[] => messagesIn(world, channel.id),
    /** The thread that hangs at a message. */
    threadAt: (message: string): FakeChannel | null => world.channels.get(message) ?? null,
    /** Resolves when the bot has heard everything and asks for nothing more. */
    async settled(): Promise<void> {
      await gateway.caughtUp();
      await quiet.reached();
    },
    async close(): Promise<void> {
      await gateway.close();
      await close(server);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await this.close();
    },
  };
}
