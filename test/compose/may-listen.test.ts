import { expect, it } from "vitest";
import { encodeThreadId, type Platform } from "../../src/chat/thread-id.ts";
import { mayListen } from "../../src/compose/may-listen.ts";

const at = (platform: Platform, tenant: string, channel: string) =>
  encodeThreadId({ platform, tenant, channel, thread: "1" });
const SLACK = at("slack", "T1", "C1");
const BESIDE = at("slack", "T1", "C2");
const DISCORD = at("discord", "1457705189376000002", "1457705189376000003");
const TERMINAL = at("terminal", "me", "here");

it.each([
  ["without lists", [], [], [SLACK, BESIDE, DISCORD, TERMINAL]],
  ["a channel is denied", [], ["C1"], [BESIDE, DISCORD, TERMINAL]],
  ["a workspace is denied", [], ["T1"], [DISCORD, TERMINAL]],
  ["a server is denied", [], ["1457705189376000002"], [SLACK, BESIDE, TERMINAL]],
  ["only a channel is allowed", ["1457705189376000003"], [], [DISCORD, TERMINAL]],
  ["a channel is denied in an allowed workspace", ["T1"], ["C2"], [SLACK, TERMINAL]],
  ["all are denied", ["T1"], ["all"], []],
])("where %s, it listens there alone", (_, allow, deny, heard) => {
  const places = { allow, deny };
  expect([SLACK, BESIDE, DISCORD, TERMINAL].filter(mayListen(places))).toEqual(heard);
});
