import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { briefMessage, summaryMessage } from "../../../contracts/chat-samples.ts";
import { cardsIn, filesShown, labelsOf, readableText } from "../../../fakes/discord/reading.ts";
import { IS_LAYOUT } from "../../../fakes/discord/rest/layout-form.ts";
import { type FakeMessage, must } from "../../../fakes/discord/world.ts";
import { adapterFor, startBot, startServer, threadIdOf } from "../harness.ts";

const isLayout = ({ flags }: FakeMessage) => (flags & IS_LAYOUT) !== 0;
const working: OutgoingMessage = {
  kind: "progress",
  text: "Asking the model",
  actions: [{ id: "stop", label: "Stop", value: "1" }],
};

type Server = Awaited<ReturnType<typeof startServer>>;

const refused = ({ discord }: Server) => discord.requests.filter(({ status }) => status === 400).length;

describe("a message with cards", () => {
  it("is made of components, and takes the place of one that is text", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    const replaces = await thread.post(working);
    const delivery = { key: "job-final", posted: [], onPosted: async () => undefined, replaces };
    expect(await thread.post(briefMessage(), delivery)).toBe(replaces);
    const [message, ...more] = server.discord.read(server.post);
    expect(more).toEqual([]);
    expect(message && isLayout(message)).toBe(true);
    expect(message && labelsOf(message)).toEqual(["Details", "More keyframes", "Report", "Clip a part"]);
    expect(server.discord.violations).toEqual([]);
  });

  it("is so as the reply to a command", async () => {
    await using bot = await startBot({
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        await adapter.thread(event.thread, event.id).post({ ...summaryMessage(2), kind: "answer" });
      },
    });
    const asked = bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    const reply = bot.discord.read(bot.films).find(({ id }) => id === asked.reply);
    expect(isLayout(must(reply, "reply"))).toBe(true);
    expect(cardsIn(must(reply, "reply"))).toHaveLength(2);
    expect(bot.discord.violations).toEqual([]);
  });

  it("stays one when another process changes it to words", async () => {
    await using server = await startServer();
    const post = () => adapterFor(server.discord).thread(threadIdOf(server.post));
    const ref = await post().post({ ...summaryMessage(1), files: [] });
    await post().edit(ref, { kind: "notice", text: "Ready." });
    const [message, ...more] = server.discord.read(server.post);
    expect(more).toEqual([]);
    expect(message && [isLayout(message), readableText(message)]).toEqual([true, "Ready."]);
  });
});

describe("where components are not known", () => {
  it("it goes out as text and embeds, and they are tried once", async () => {
    await using server = await startServer();
    server.discord.world.knowsLayouts = false;
    const adapter = adapterFor(server.discord);
    const refs = [await adapter.thread(threadIdOf(server.post)).post(summaryMessage(3))];
    refs.push(await adapter.thread(threadIdOf(server.films)).post(briefMessage()));
    expect(refused(server)).toBe(1);
    const messages = server.discord.read(server.post);
    expect(messages.map(readableText).join("\n")).toContain("Looked at 96 frames");
    expect(messages.flatMap(cardsIn)).toHaveLength(3);
    expect(messages.flatMap((one) => filesShown(one).pictures)).toHaveLength(3);
    expect(messages.flatMap((one) => filesShown(one).files)).toEqual(["chapters.txt", "report.html"]);
    expect(messages.flatMap(labelsOf)).toEqual(["More keyframes", "Report"]);
    const [brief, ...more] = server.discord.read(server.films);
    expect(more).toEqual([]);
    expect([brief?.id, brief?.files.map(({ name }) => name)]).toEqual([refs[1], ["overview.jpg"]]);
    expect([...messages, must(brief, "brief")].filter(isLayout)).toEqual([]);
  });

  it.each([
    ["takes the flag for nothing and the message for empty", { code: 50_006 }, 1],
    ["refuses this one message for a reason of its own", { code: 50_035 }, 2],
  ])("a server that %s gets it as text", async (_, fault, tries) => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    const post = { method: "POST", path: /messages$/, status: 400, ...fault };
    for (let time = 0; time < 2; time += 1) {
      server.discord.fail({ ...post, times: time === 0 || tries > 1 ? 1 : 0 });
      await thread.post(summaryMessage(1));
    }
    expect(server.discord.read(server.post).filter(isLayout)).toEqual([]);
    expect(server.discord.read(server.post).flatMap(cardsIn)).toHaveLength(2);
    expect(refused(server)).toBe(tries);
  });
});
