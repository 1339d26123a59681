import { describe, expect, it } from "vitest";
import { createAddresses, createGuardedFetch } from "../../../../adapters/slack/web/client.ts";

describe("Slack's own addresses", () => {
  const slack = createAddresses();

  it("takes files from Slack's file host over https alone", () => {
    expect(slack.isFile("https://files.slack.com/files-pri/T1-F1/download/a.mp4")).toBe(true);
    expect(slack.isFile("https://files.slack.com:443/a.mp4")).toBe(true);
  });

  it.each([
    "http://files.slack.com/a.mp4",
    "https://files.slack.com:8443/a.mp4",
    "https://files.slack.com.attacker.com/a.mp4",
    "https://attacker.com/files.slack.com/a.mp4",
    "https://attacker.com/?u=https://files.slack.com/a.mp4",
    "https://files.slack.com@attacker.com/a.mp4",
    "https://user@files.slack.com/a.mp4",
    "https://user:secret@files.slack.com/a.mp4",
    "https://xfiles.slack.com/a.mp4",
    "https://slack.com/a.mp4",
    "ftp://files.slack.com/a.mp4",
    "//files.slack.com/a.mp4",
    "files.slack.com/a.mp4",
    "",
  ])("takes none from %j", (address) => {
    expect(slack.isFile(address)).toBe(false);
  });

  it("keeps them with a stand-in, whose host counts too, and nothing else", () => {
    const { isFile } = createAddresses("http://127.0.0.1:8080/api/");
    expect(isFile("https://files.slack.com/a.mp4")).toBe(true);
    expect(isFile("http://127.0.0.1:8080/a.mp4")).toBe(true);
    expect(isFile("http://127.0.0.1:8081/a.mp4")).toBe(false);
    expect(isFile("https://127.0.0.1:8080/a.mp4")).toBe(false);
    expect(isFile("http://files.slack.com/a.mp4")).toBe(false);
  });

  it.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/api/"],
    ["http://127.0.0.1:8080/slack/api", "http://127.0.0.1:8080/slack/api/"],
    ["https://proxy.example/api/", "https://proxy.example/api/"],
  ])("reads the API's address %s", (given, api) => {
    expect(createAddresses(given).api).toBe(api);
  });

  it("refuses an API that is no web address", () => {
    expect(() => createAddresses("ftp://proxy.example")).toThrow(TypeError);
  });
});

describe("the guarded fetch", () => {
  it("sends nothing past Slack's own hosts", async () => {
    const guarded = createGuardedFetch(createAddresses("http://127.0.0.1:1/api/"));
    await expect(guarded("https://evil.example/upload", { method: "POST" })).rejects.toThrow("past Slack");
  });
});
