import { createSlackAdapter, type SlackOptions } from "../../../adapters/slack/adapter.ts";
import type { ChatAdapter } from "../../../src/chat/adapter.ts";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { ChatEvent } from "../../../src/chat/event.ts";
import { createFakeLogger, type LoggedLine } from "../../fakes/logger.ts";
import { type FakeSlack, startSlack } from "../../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../../fakes/slack/world.ts";

/** The adapter over the stand-in, with a core that only records. */
export interface SlackApp extends AsyncDisposable {
  readonly slack: FakeSlack;
  readonly adapter: ChatAdapter;
  readonly heard: ChatEvent[];
  readonly log: readonly LoggedLine[];
  /** What the core does with an event; at first nothing. */
  onEvent: (event: ChatEvent) => Promise<void>;
  /** Everything that was heard, once it has all been handled. */
  events(): Promise<readonly ChatEvent[]>;
  start(commands?: readonly CommandDefinition[]): Promise<void>;
  another(overrides?: Partial<SlackOptions>): ChatAdapter;
}

const OPEN = { allowConnect: false, channels: { allow: [], deny: [] }, users: { allow: [], deny: [] } };

export async function slackApp(overrides: Partial<SlackOptions> = {}): Promise<SlackApp> {
  const slack = await startSlack();
  const logger = createFakeLogger();
  const adapters: ChatAdapter[] = [];
  const another = (more: Partial<SlackOptions> = {}) => {
    const adapter = createSlackAdapter({
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      apiUrl: slack.apiUrl,
      ...OPEN,
      clock: slack.clock,
      logger,
      ...overrides,
      ...more,
    });
    adapters.push(adapter);
    return adapter;
  };
  const adapter = another();
  const app: SlackApp = {
    slack,
    adapter,
    heard: [],
    log: logger.lines,
    onEvent: async () => undefined,
    async events() {
      await slack.settled();
      return app.heard;
    },
    async start(commands = []) {
      await adapter.start(commands, async (event) => {
        await app.onEvent(event);
        app.heard.push(event);
      });
      await slack.socket.connected();
    },
    another,
    async [Symbol.asyncDispose]() {
      for (const one of adapters) await one.stop();
      await slack[Symbol.asyncDispose]();
    },
  };
  return app;
}
