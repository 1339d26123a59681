import { expect, it } from "vitest";
import { readMessage } from "../../../../adapters/discord/files/remote-message.ts";
import { sourcesOf } from "../../../../adapters/discord/incoming/find-video.ts";

/** As the API writes it (discord-api-types, APIAttachment). */
const ATTACHMENT = { id: "1", filename: "film.mp4", size: 4, url: "https://cdn.discordapp.com/1" };

it("an attachment's length comes along where Discord has measured it", () => {
  const attachments = [{ ...ATTACHMENT, duration_secs: 8041.5 }, ATTACHMENT];
  const message = readMessage({ id: "2", channel_id: "3", attachments });
  expect(sourcesOf(message).attachments.map(({ seconds }) => seconds)).toEqual([8041.5, undefined]);
});
