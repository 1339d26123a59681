import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { MessageEvent } from "../../../../src/chat/event.ts";
import { asCuepointError } from "../../../../src/errors.ts";
import { eventually } from "../../../support/eventually.ts";
import { contents } from "../../../support/folder-contents.ts";
import { Keyboard } from "../capture.ts";
import { postSummary, terminal } from "../session.ts";

const ENTER = "\r";
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const UP = "\u001b[A";

interface Said {
  readonly event: MessageEvent;
  readonly signal: AbortSignal;
  /** Lets the answer come to its end. */
  readonly finish: () => void;
}

/** A session that has summarized talk.mp4 and waits at its prompt. */
async function atPrompt(argv: readonly string[] = ["summarize", "talk.mp4"]) {
  const keyboard = new Keyboard();
  const said: Said[] = [];
  const session = await terminal(argv, {
    keyboard,
    columns: 80,
    async onMessage(event, thread, signal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      said.push({ event, signal, finish: resolve });
      signal.addEventListener("abort", () => resolve());
      await promise;
      if (signal.aborted) {
        await thread.post({ kind: "error", code: asCuepointError(signal.reason).code, text: "Stopped." });
        return;
      }
      const image = { name: "moment-1.jpg", mediaType: "image/jpeg", data: Buffer.from("x"), alt: "x" };
      const card = { time: "0:01.0", title: "", body: "", caption: "At 0:01.0", image };
      await thread.post({ kind: "answer", text: `On: ${event.text}`, cards: [card] });
    },
  });
  const ended = session.start();
  const prompted = () => eventually(() => expect(session.stdout.text).toMatch(/> $/));
  await prompted();
  const ask = async (keys: string) => {
    const before = said.length;
    keyboard.write(keys);
    await eventually(() => expect(said.length).toBe(before + 1));
    return said[before] as Said;
  };
  const answered = (text: string) => eventually(() => expect(session.stdout.text).toContain(text));
  return { ...session, keyboard, said, ended, ask, answered, prompted };
}

it("invites to ask, and puts each line into the file's thread until Ctrl-D", async () => {
  const { ask, answered, keyboard, ended, events, stdout, adapter, cwd } = await atPrompt();
  expect(stdout.text).toContain("Ask me anything about this video");
  const { event, finish } = await ask(`Who comes in?${ENTER}`);
  expect(event).toMatchObject({ text: "Who comes in?", isDirect: true, thread: events[0]?.thread });
  finish();
  await answered("On: Who comes in?\n\nAt 0:01.0: cuepoint-out/talk/moment-1.jpg");
  keyboard.write(CTRL_D);
  await ended;
  expect(adapter.exitCode()).toBe(0);
  expect(keyboard.isRaw).toBe(false);
  // The answer's picture has joined the summary's, and nothing else is left.
  expect(contents(`${cwd}/cuepoint-out/talk`)).toEqual([
    "moment-1.jpg",
    "report.html",
    "still-1.jpg",
    "summary.json",
  ]);
});

it("puts the pictures into the folder that the summary went to", async () => {
  const { ask, answered, keyboard, ended } = await atPrompt(["summarize", "talk.mp4", "--out", "here"]);
  (await ask(`Who?${ENTER}`)).finish();
  await answered("here/moment-1.jpg");
  keyboard.write(CTRL_D);
  await ended;
});

it("stops an answer on Ctrl-C, and goes on taking questions", async () => {
  const { ask, answered, prompted, keyboard, ended, stderr, adapter } = await atPrompt();
  const { signal } = await ask(`Who?${ENTER}`);
  keyboard.write(CTRL_C);
  await eventually(() => expect(stderr.text).toContain("Stopped."));
  expect(signal.reason).toMatchObject({ code: "cancelled" });
  const next = await ask(`And then?${ENTER}`);
  expect(next.signal.aborted).toBe(false);
  next.finish();
  await answered("On: And then?");
  // Until the next prompt, Ctrl-C would stop the answer.
  await prompted();
  keyboard.write(CTRL_C);
  await ended;
  expect(adapter.exitCode()).toBe(0);
});

it("takes back what was typed on Ctrl-C", async () => {
  const { ask, keyboard, ended } = await atPrompt();
  keyboard.write(`Nonsense${CTRL_C}`);
  const { event, finish } = await ask(`Who?${ENTER}`);
  expect(event.text).toBe("Who?");
  finish();
  keyboard.write(CTRL_D);
  await ended;
});

it("keeps what is typed during an answer out of it, and shows it at the next prompt", async () => {
  const { ask, answered, keyboard, ended, stdout } = await atPrompt();
  const { finish } = await ask(`Who?${ENTER}`);
  keyboard.write("Half a quest");
  await setImmediate();
  expect(stdout.text).not.toContain("Half a quest");
  finish();
  await answered("> Half a quest");
  const next = await ask(`ion${ENTER}`);
  expect(next.event.text).toBe("Half a question");
  next.finish();
  keyboard.write(CTRL_D);
  await ended;
});

it("remembers earlier lines", async () => {
  const { ask, answered, keyboard, ended } = await atPrompt();
  (await ask(`Who comes in?${ENTER}`)).finish();
  await answered("On: Who comes in?");
  const again = await ask(`${UP}${ENTER}`);
  expect(again.event.text).toBe("Who comes in?");
  again.finish();
  keyboard.write(CTRL_D);
  await ended;
});

it("asks nothing of an empty line", async () => {
  const { said, keyboard, ended } = await atPrompt();
  keyboard.write(`${ENTER}  ${ENTER}${CTRL_D}`);
  await ended;
  expect(said).toEqual([]);
});

it("stops the answer that is on its way when the terminal goes away", async () => {
  const { ask, keyboard, ended } = await atPrompt();
  const { signal } = await ask(`Who?${ENTER}`);
  keyboard.end();
  await ended;
  expect(signal.aborted).toBe(true);
});

it("leaves on a termination signal", async () => {
  const { ended, press, adapter } = await atPrompt();
  press(0, "SIGTERM");
  await ended;
  expect(adapter.exitCode()).toBe(143);
});

it.each([
  ["several files", { argv: ["summarize", "a.mp4", "b.mp4"], columns: 80, isTTY: true }],
  ["bare data", { argv: ["summarize", "a.mp4", "--json"], columns: 80, isTTY: true }],
  ["output that goes to a program", { argv: ["summarize", "a.mp4"], columns: undefined, isTTY: true }],
  ["input that comes from a program", { argv: ["summarize", "a.mp4"], columns: 80, isTTY: false }],
  ["another command", { argv: ["forget", "a.mp4"], columns: 80, isTTY: true }],
])("does not wait for questions with %s", async (_, { argv, columns, isTTY }) => {
  const { start, stdout } = await terminal(argv, {
    files: ["a.mp4", "b.mp4"],
    keyboard: new Keyboard({ isTTY }),
    ...(columns && { columns }),
    handler: postSummary,
  });
  await start();
  expect(stdout.text).not.toContain("Ask me anything");
});
