import { expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";

it("reads in which places nothing is listened to", () => {
  const { sound } = loadConfig({ SOUND_DENY_PLACES: "C0123456789, 1457705189376000002" });
  expect(sound.places).toEqual({ allow: [], deny: ["C0123456789", "1457705189376000002"] });
  expect(loadConfig({ SOUND_DENY_PLACES: "all" }).sound.places.deny).toEqual(["all"]);
});

it.each([
  ["SPEECH_SERVERS", "ftp://a, ftp://b", "must be http or https addresses separated by commas."],
  ["SLACK_ALLOW_CHANNELS", "#talk, #films", "must be ids of Slack separated by commas."],
  ["SOUND_ALLOW_PLACES", "all", "must be ids of Slack or Discord separated by commas."],
  ["SOUND_DENY_PLACES", "#talk", "must be all, or ids of Slack or Discord separated by commas."],
])("names a setting once that is no such list: %s=%s", (name, value, fault) => {
  const faults = [`  ${name} ${fault}`];
  expect(() => loadConfig({ [name]: value })).toThrow(
    ["The settings in the environment are not right:", ...faults].join("\n"),
  );
});
