import type { createDiscordAdapter } from "../../../adapters/discord/adapter.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { parseThreadId } from "../../../src/chat/thread-id.ts";
import { describeChatAdapter } from "../../contracts/chat-adapter.ts";
import type { ChatHarness, People, SeenMessage } from "../../contracts/chat-harness.ts";
import { filesShown, labelsOf, linksIn, mentionsShown, readableText } from "../../fakes/discord/reading.ts";
import { type FakeChannel, type FakeMessage, messagesIn, must } from "../../fakes/discord/world.ts";
import { adapterFor, recordingCore, type Server, startServer, threadIdOf } from "./harness.ts";

describeChatAdapter("discord", setUp);

async function setUp(): Promise<ChatHarness> {
  const server = await startServer({ rateLimit: { requests: 100, window: 100 } });
  const { discord, ada, films } = server;
  const { world } = discord;
  const adapter = adapterFor(discord);
  const others: ReturnType<typeof createDiscordAdapter>[] = [];
  const { events, dispatch } = recordingCore();
  const started = discord.people.says(ada, films, { text: "look at this" });
  const thread = discord.places.thread(films, "look at this");
  const placeOf = (id: ThreadId) => must(world.channels.get(parseThreadId(id).thread), "channel");
  const read = (id: ThreadId) =>
    messagesIn(world, placeOf(id).id).filter(({ author }) => author === world.bot.id);
  return {
    adapter,
    dispatch,
    thread: threadIdOf(thread),
    people: peopleOf(server, { events, read, placeOf }),
    read: async (id) => read(id).map(seen),
    another() {
      const other = adapterFor(discord);
      others.push(other);
      return other;
    },
    async attachment() {
      const data = Buffer.from("moving pictures");
      const files = [{ name: `clip-of-${started.id}.mp4`, data }];
      const message = discord.people.says(ada, films, { mention: true, files });
      const file = must(message.files[0], "file");
      const url = `${new URL(discord.apiUrl).origin}/attachments/${films.id}/${file.id}/x?ex=0&hm=old`;
      const id = `${file.id}:${films.id}:${message.id}:${url}`;
      return { ref: { platform: "discord", id, name: file.name, size: data.byteLength }, data };
    },
    violations: () => discord.violations,
    async [Symbol.asyncDispose]() {
      await Promise.all([adapter, ...others].map((one) => one.stop()));
      await discord.close();
    },
  };
}

interface Sight {
  readonly events: Awaited<ReturnType<People["events"]>>;
  readonly read: (id: ThreadId) => readonly FakeMessage[];
  readonly placeOf: (id: ThreadId) => FakeChannel;
}

function peopleOf({ discord, ada, films }: Server, { events, read, placeOf }: Sight): People {
  const { world, people, places } = discord;
  const bob = places.person("Bob", { bot: true });
  const authors = { person: ada, bot: bob, us: world.bot };
  return {
    async say({ text, as = "person", mention = false, thread, direct = false, attachment }) {
      const place = direct ? places.direct(ada) : thread ? placeOf(thread) : films;
      const files = attachment ? [attachment] : [];
      const { id } = people.says(authors[as], place, { text, mention, files });
      await discord.settled();
      return id;
    },
    async redeliver(id) {
      people.retells(must(world.messages.get(id), "message"));
      await discord.settled();
    },
    async remove(id) {
      people.deletes(must(world.messages.get(id), "message"));
      await discord.settled();
    },
    async press(thread, label) {
      const message = read(thread).findLast((one) => labelsOf(one).includes(label));
      people.presses(ada, must(message, label), label);
      await discord.settled();
    },
    async loseFile(name) {
      for (const file of world.files.values()) if (file.name === name) file.lost = true;
    },
    async events() {
      await discord.settled();
      return events;
    },
  };
}

/** Discord shows a picture also where it stands by itself. */
function alone({ files }: FakeMessage, shown: readonly string[]) {
  return files
    .filter(({ name, contentType }) => shown.includes(name) && contentType.startsWith("image/"))
    .map(({ name, description }) => ({ name, alt: description ?? "" }));
}

function seen(message: FakeMessage): SeenMessage {
  const { pictures, files } = filesShown(message);
  const standing = alone(message, files);
  const names = standing.map(({ name }) => name);
  return {
    id: message.id,
    text: readableText(message),
    actions: labelsOf(message),
    mentions: mentionsShown(message),
    links: linksIn(message),
    pictures: [...pictures, ...standing],
    files: files.filter((name) => !names.includes(name)),
  };
}
