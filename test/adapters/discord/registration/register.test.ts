import { describe, expect, it } from "vitest";
import { commandPayloads } from "../../../../adapters/discord/registration/command-payload.ts";
import { createCommands, createJobCommands, createPlaceCommands } from "../../../../commands/index.ts";
import { inEveryLanguage } from "../../../../src/chat/locales/locales.ts";
import { sizeOf } from "../../../fakes/discord/rest/command-form.ts";
import { temporaryStore } from "../../../support/temporary-store.ts";
import { commands } from "../commands.ts";
import { adapterFor, startServer } from "../harness.ts";

const nothing = async () => undefined;

/** All that people can call. None of it is run here, so only what its makers look at is there. */
async function realCommands() {
  const store = await temporaryStore();
  const deps = { store } as unknown as Parameters<typeof createCommands>[0] &
    Parameters<typeof createPlaceCommands>[0];
  const jobControl = {} as Parameters<typeof createJobCommands>[0];
  return [
    ...createCommands(deps),
    ...createJobCommands(jobControl, store.places),
    ...createPlaceCommands(deps),
  ];
}

async function started(guildId?: string) {
  const server = await startServer();
  const puts = () => server.discord.requests.filter(({ method }) => method === "PUT").length;
  const start = async (given = commands) => {
    const adapter = adapterFor(server.discord, guildId === undefined ? {} : { guildId: server.guild.id });
    await adapter.start(given, nothing);
    await adapter.stop();
  };
  return { ...server, puts, start };
}

describe("commands", () => {
  it("are registered as people see them", async () => {
    await using at = await started();
    await at.start();
    const stored = at.discord.world.commands.get("global") ?? [];
    expect(stored.map((command) => (command as { name: string }).name)).toEqual([
      ...commands.map(({ name }) => name),
      "Summarize video",
    ]);
    expect(stored[0]).toMatchObject({
      type: 1,
      description: "Summarise a video with keyframes",
      description_localizations: { "zh-CN": "用关键帧概括视频" },
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      options: [
        { type: 11, name: "video", file_types: ["video", "audio"] },
        { type: 3, name: "link" },
        { type: 3, name: "from" },
        { type: 3, name: "to" },
        { type: 4, name: "keyframes", min_value: 3, max_value: 10 },
        {
          type: 3,
          name: "detail",
          choices: [
            { value: "brief", name: "Brief", name_localizations: { "zh-CN": "简略" } },
            { value: "full", name: "Full", name_localizations: { "zh-CN": "详尽" } },
          ],
        },
        { type: 3, name: "language" },
      ],
    });
    expect(JSON.stringify(stored)).not.toContain("zh-TW");
    expect(stored[1]).toMatchObject({ name: "ask", options: [{ name: "question", required: true }] });
    expect(stored.at(-1)).toMatchObject({ type: 3, name_localizations: { "zh-CN": "总结视频" } });
    expect(at.discord.violations).toEqual([]);
  });

  it.each([
    ["the portal does not let people install the app", { forPeople: false }, 1],
    ["Discord does not take them for people", {}, 2],
  ])("are for servers alone where %s", async (_, options, tries) => {
    await using server = await startServer(options);
    if (tries > 1) server.discord.fail({ method: "PUT", path: /commands$/, status: 400, code: 50_035 });
    const adapter = adapterFor(server.discord);
    await adapter.start(commands, nothing);
    await adapter.stop();
    expect(server.discord.world.commands.get("global")?.[0]).toMatchObject({
      contexts: [0, 1],
      integration_types: [0],
    });
    expect(server.discord.requests.filter(({ method }) => method === "PUT")).toHaveLength(tries);
  });

  it("are not registered where they are buttons under a message", async () => {
    await using at = await started();
    await at.start(commands.map((one) => (one.name === "help" ? { ...one, about: "message" } : one)));
    const names = at.discord.world.commands.get("global")?.map((one) => (one as { name: string }).name);
    expect(names).toContain("forget");
    expect(names).not.toContain("help");
  });

  it.each([
    ["everywhere", undefined],
    ["in one server", "one"],
  ])("are sent %s only when they changed", async (_, guildId) => {
    await using at = await started(guildId);
    await at.start();
    await at.start();
    expect(at.puts()).toBe(1);
    await at.start(commands.slice(0, 3));
    expect(at.puts()).toBe(2);
    const [first, ...rest] = commands;
    if (!first) throw new TypeError("there are commands");
    const phrase = { ...inEveryLanguage(() => "Another description"), "zh-Hans": "另一个说明" };
    await at.start([{ ...first, description: phrase }, ...rest.slice(0, 2)]);
    expect(at.puts()).toBe(3);
    expect([...at.discord.world.commands.keys()]).toEqual([guildId ? at.guild.id : "global"]);
  });

  it("puts what is required before what is not, as Discord wants it", async () => {
    await using at = await started();
    const description = { ...inEveryLanguage(() => "x"), "zh-Hans": "字" };
    const option = (name: string, required: boolean) =>
      ({ name, type: "string", description, required }) as const;
    const [first] = commands;
    if (!first) throw new TypeError("there are commands");
    await at.start([
      { ...first, options: [option("later", false), option("first", true)], needsVideo: false },
    ]);
    expect(at.discord.world.commands.get("global")?.[0]).toMatchObject({
      options: [{ name: "first" }, { name: "later" }],
    });
  });

  it("of the program are such that Discord takes them in every language", async () => {
    await using at = await started();
    const real = await realCommands();
    await at.start(real);
    const stored = at.discord.world.commands.get("global") ?? [];
    expect(stored.map((one) => (one as { name: string }).name)).toEqual(
      expect.arrayContaining(["summarize", "ask", "cuepoint", "status", "Summarize video"]),
    );
    expect(at.discord.violations).toEqual([]);
    // Half of it is left for another language.
    expect(
      Math.max(
        ...commandPayloads(real, { forPeople: true }).map((one) =>
          sizeOf(one as Parameters<typeof sizeOf>[0]),
        ),
      ),
    ).toBeLessThan(4000);
  });
});
