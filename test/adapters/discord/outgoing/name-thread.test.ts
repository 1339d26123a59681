import { expect, it } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { adapterFor, startServer, threadIdOf } from "../harness.ts";

const LINK = "https://www.youtube.com/watch?v=rabbit";
const about = (title: string) =>
  ({ kind: "summary", text: "Watched.", subject: { title, link: LINK } }) as const;

async function posted(threadName: string, title: string) {
  const server = await startServer();
  const place = server.discord.places.thread(server.films, threadName);
  await adapterFor(server.discord).thread(threadIdOf(place)).post(about(title));
  await eventually(() => {
    const looks = server.discord.requests.filter(
      ({ method, path }) => method === "GET" && path.endsWith(place.id),
    );
    expect(looks).not.toEqual([]);
  });
  await server.discord.settled();
  return { server, place };
}

it("calls a thread after the video's title while it still has the link's name", async () => {
  const { server, place } = await posted("youtube.com/watch", "How @everyone\nwakes up");
  await using _ = server;
  await eventually(() => expect(place.name).toBe("How everyone wakes up"));
  expect(server.discord.violations).toEqual([]);
});

it("leaves a name that people gave", async () => {
  const { server, place } = await posted("Film night", "How rabbits wake up");
  await using _ = server;
  expect(place.name).toBe("Film night");
  expect(server.discord.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
});

it("posts the answer though the thread's name cannot be had or changed", async () => {
  await using server = await startServer();
  server.discord.fail({ path: /channels\/\d+$/, status: 403, code: 50_013 });
  const place = server.discord.places.thread(server.films, "youtube.com/watch");
  await adapterFor(server.discord).thread(threadIdOf(place)).post(about("How rabbits wake up"));
  expect(server.discord.read(place)).toHaveLength(1);
});

it("never calls a channel anything", async () => {
  await using server = await startServer();
  await adapterFor(server.discord).thread(threadIdOf(server.films)).post(about("How rabbits wake up"));
  expect(server.films.name).toBe("films");
  expect(server.discord.requests.filter(({ path }) => !path.includes("/messages"))).toEqual([]);
});
