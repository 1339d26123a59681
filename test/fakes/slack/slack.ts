import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json as readJson } from "node:stream/consumers";
import type { Clock } from "../../../src/util/clock.ts";
import type { SeenMessage } from "../../contracts/chat-harness.ts";
import { close, listen } from "../../support/servers/loopback.ts";
import { type Announcer, createAnnouncer } from "./announcer.ts";
import type { Envelope, Transport } from "./envelope.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFileHost, type FileHost } from "./file-host.ts";
import { createHttpEvents } from "./http-events.ts";
import { createPeople, type SlackPeople } from "./people.ts";
import { createRates } from "./rates.ts";
import { readMessage, readThread } from "./read-thread.ts";
import { createSocketMode, type SocketMode } from "./socket-mode.ts";
import { createTrouble, type Trouble } from "./trouble.ts";
import { createWebApi, type SeenCall } from "./web-api.ts";
import { createWorld, type FakeBlock, type World } from "./world.ts";

interface SlackOptions {
  /** The app's clock, so that both agree on rates. */
  readonly clock?: Clock;
}

export interface FakeSlack extends AsyncDisposable {
  readonly apiUrl: string;
  readonly base: string;
  readonly clock: Clock;
  readonly world: World;
  readonly people: SlackPeople;
  readonly socket: SocketMode;
  readonly trouble: Trouble;
  readonly fileHost: FileHost;
  readonly calls: readonly SeenCall[];
  /** Paths at which some token was shown to the file host. */
  readonly tokensAtFiles: readonly string[];
  /** What commands and buttons were answered with, to one person. */
  readonly answers: readonly SeenMessage[];
  /** The addresses for such answers take none. */
  takesNoAnswers: boolean;
  /** From now on events go to this address instead of the socket. */
  sendTo(address: string): void;
  read(channel: string, thread: string): readonly SeenMessage[];
  /** See Announcer. */
  settled(): Promise<void>;
  lost(): readonly Envelope[];
}

/** A Slack of our own on loopback: it keeps the messages, and enforces the rules. */
export async function startSlack({ clock = createFakeClock() }: SlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld(clock);
  const trouble = createTrouble();
  const fileHost = createFileHost(world);
  const answers: SeenMessage[] = [];
  const tokensAtFiles: string[] = [];
  const server = createServer((request, response) => {
    void route(request, response).catch((error: unknown) => {
      world.violations.push(`the stand-in failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  const socket = createSocketMode(server, world);
  let transport: Transport = socket;
  const base = `http://127.0.0.1:${await listen(server)}`;
  const announcer: Announcer = createAnnouncer(world, () => transport, base);
  const announce = (event: Readonly<Record<string, unknown>>) => void announcer.announce(event);
  const webApi = createWebApi({ world, trouble, rates: createRates(world), base, announce });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", base);
    const [, area, name = "", id = ""] = pathname.split("/");
    const isFileHost = area === "files-pri" || area === "upload";
    if (isFileHost && request.headers.authorization) tokensAtFiles.push(pathname);
    if (area === "api") await webApi.answer(name, request, response);
    else if (area === "answers") await takeAnswer(request, response);
    else if (area === "upload") await fileHost.receive(id, request, response);
    else if (area === "files-pri") fileHost.send(name.slice("T0TEAM-".length), id, request, response);
    else response.writeHead(404).end();
  }

  async function takeAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization) world.violations.push("a token was sent with an answer");
    if (slack.takesNoAnswers) {
      response.writeHead(404).end("expired_url");
      return;
    }
    answers.push(readAnswer(world, await readJson(request)));
    response.writeHead(200).end("ok");
  }

  const slack: FakeSlack = {
    takesNoAnswers: false,
    apiUrl: `${base}/api/`,
    base,
    clock,
    world,
    people: createPeople(world, announcer),
    socket,
    trouble,
    fileHost,
    calls: webApi.calls,
    tokensAtFiles,
    answers,
    sendTo(address) {
      transport = createHttpEvents(address);
    },
    read: (channel, thread) => readThread(world, channel, thread),
    settled: () => announcer.settled(),
    lost: () => announcer.lost(),
    async [Symbol.asyncDispose]() {
      await socket.close();
      await close(server);
    },
  };
  return slack;
}

function readAnswer(world: World, body: unknown): SeenMessage {
  const { text = "", blocks = [] } = body as { text?: string; blocks?: readonly FakeBlock[] };
  return readMessage(world, { ts: "", text, blocks, files: [] });
}
