import { expect, it } from "vitest";
import { slackApp } from "../../adapters/slack/slack-app.ts";
import { briefMessage, hostileMessage, PIXEL, summaryMessage } from "../../contracts/chat-samples.ts";
import { renderThreadHtml } from "./thread-html.ts";

it("draws a thread as people see it, with its stills, files and buttons", async () => {
  await using app = await slackApp({ cardPictures: true });
  await app.start();
  const { channel, ts } = app.slack.people.say({ text: "what happens here?", mention: true });
  const [event] = await app.events();
  if (event?.type !== "message") throw new TypeError("expected a message");
  await app.adapter.thread(event.thread).post(summaryMessage(2));
  const page = renderThreadHtml(app.slack.world, channel, ts);
  expect(page).toContain("@Cuepoint what happens here?");
  expect(page).toContain("<h3>A rabbit’s quiet morning</h3>");
  expect(page).toContain("<b>0:00 – 1:00</b>  <b>Chapter 0</b>");
  expect(page.split(`data:image/jpeg;base64,${PIXEL.toString("base64")}`)).toHaveLength(3);
  await app.adapter.thread(event.thread).post(briefMessage(3));
  const cards = renderThreadHtml(app.slack.world, channel, ts).split('<section class="card">').slice(1);
  expect(cards).toHaveLength(3);
  for (const said of [
    'alt="Still at 1:30.0 of chapter 1"',
    "<b>1:00  Chapter 1</b>",
    "in minute 1",
    ">Clip<",
  ])
    expect(cards[1]).toContain(said);
  for (const said of ["More keyframes", "report.html", "👀", "2 replies"]) expect(page).toContain(said);
});

it("takes nothing that was written for its own markup", async () => {
  await using app = await slackApp();
  const { channel, ts } = app.slack.people.say({ text: "<script>alert(1)</script>" });
  await app.adapter.thread(`slack:T0TEAM:${channel}:${ts}`).post(hostileMessage());
  const page = renderThreadHtml(app.slack.world, channel, ts);
  expect(page).not.toMatch(/<(?:a|script|!channel|code|em)\b/i);
});
