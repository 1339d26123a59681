import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { ERROR_CODES, samplesOf } from "../../error-samples.ts";
import { COVERAGE, type Samples, SUMMARY_SAMPLES } from "./summary-samples.ts";

const KEPT = {
  store: "file",
  summaryHours: 168,
  videoMinutes: 60,
  feedbackDays: 180,
  keepsFeedbackPictures: false,
  keepDays: undefined,
  keepVideo: true,
} as const;

/** A call for every entry of the catalogue that takes parameters; plain strings need none. */
const SAMPLES: Samples = {
  ...SUMMARY_SAMPLES,
  error: (c) => c.error("unexpected", {}),
  listed: (c) => c.listed([c.discord.permissions.EmbedLinks, c.discord.permissions.AttachFiles]),
  progressTransfer: (c) =>
    c.progressTransfer(c.progress.fetch.running, { done: "1.2", total: "12.0", rate: "3.4" }),
  progressTransferOpen: (c) =>
    c.progressTransfer(c.progress.fetch.running, { done: "1.2", total: null, rate: "3.4" }),
  progressPercent: (c) => c.progressPercent(c.progress.scan.running, 42),
  progressLook: (c) => c.progressLook("1:20 – 2:05"),
  progressFirstPart: (c) => c.progressFirstPart(c.progress.scan.running, 18),
  progressParts: (c) => c.progressParts(c.progress.parts.running, 2, 18),
  "clips.clip": (c) => c.clips.clip("1:20 – 2:05", "x"),
  "clips.clipOfTime": (c) => c.clips.clip("1:20 – 2:05", ""),
  "clips.madeSmaller": (c) => c.clips.madeSmaller(854, 480),
  "clips.when": (c) => c.clips.when("x"),
  "clips.leftOut": (c) => c.clips.leftOut(1),
  "clips.leftOutSome": (c) => c.clips.leftOut(3),
  "questions.atPart": ({ questions }) => questions.atPart("1:20 – 2:05", "x"),
  "questions.notSeen": (c) => c.questions.notSeen(c.summary.coverage(COVERAGE)),
  "questions.notSaid": (c) => c.questions.notSaid(c.summary.coverage(COVERAGE)),
  "questions.notHeard": (c) => c.questions.notHeard(c.summary.soundUnused["no-server"]),
  "questions.lookedAtParts": (c) =>
    c.questions.lookedAtParts(
      [
        { number: 3, range: "20:00 – 30:10" },
        { number: 7, range: "1:00:00 – 1:10:00" },
      ],
      16,
    ),
  "questions.fromTexts": (c) => c.questions.fromTexts(16),
  "questions.unseenParts": (c) => c.questions.unseenParts([{ number: 3, range: "20:00 – 30:10" }]),
  "questions.watchedOnly": (c) => c.questions.watchedOnly("0:00 – 40:10"),
  "questions.watchedNow": (c) => c.questions.watchedNow("20:00 – 30:10"),
  "questions.lookedAgain": (c) => c.questions.lookedAgain("1:20", "1:24"),
  "questions.momentAlt": (c) => c.questions.momentAlt("1:42.5", ""),
  "questions.momentAltTold": (c) => c.questions.momentAlt("1:42.5", c.questions.momentOf("x")),
  "questions.momentOf": (c) => c.questions.momentOf("x"),
  "questions.momentCaption": (c) => c.questions.momentCaption("1:42.5"),
  "questions.frameText": (c) => c.questions.frameText("1:42.5"),
  "questions.frameInstead": (c) => c.questions.frameInstead("1:42.5", "1:41.9"),
  "find.found": (c) => c.find.found(3, 2),
  "find.foundPlainly": (c) => c.find.foundPlainly(3, 2),
  "find.nothing": (c) => c.find.nothing(3),
  "find.said": (c) => c.find.said("预算"),
  "find.stillAlt": (c) => c.find.stillAlt("x", "1:42.5", "x"),
  "questions.madeBefore": (c) => c.questions.madeBefore("2026"),
  "report.timelineLink": (c) => c.report.timelineLink("0:00 – 0:42", "x"),
  "report.pictureSize": (c) => c.report.pictureSize(1280, 720, 25),
  "report.onPage": (c) => c.report.onPage(2),
  "report.pageOf": (c) => c.report.pageOf(2, 3),
  "report.partNumber": (c) => c.report.partNumber(2),
  "slack.asked": (c) => c.slack.asked("Ada", "x"),
  "slack.needsLink": (c) => c.slack.needsLink("/summarize"),
  "slack.filesMissing": (c) =>
    c.slack.filesMissing({ names: ["report.html"], pictures: 3 }, c.slack.uploadFaults["storage-full"]),
  "slack.home.keeps": (c) => c.slack.home.keeps({ summaryHours: 168, videoMinutes: 60 }),
  "doctor.verdict": (c) => c.doctor.verdict(2, 1),
  "doctor.store.fine": (c) => c.doctor.store.fine("/data"),
  "doctor.store.away": (c) => c.doctor.store.away("postgres"),
  "doctor.store.readOnly": (c) => c.doctor.store.readOnly("/data"),
  "doctor.store.locked": (c) => c.doctor.store.locked("/data"),
  "doctor.store.full": (c) => c.doctor.store.full("/data"),
  "doctor.store.damaged": (c) => c.doctor.store.damaged("/data/cuepoint.sqlite.damaged"),
  "doctor.queue.fine": (c) => c.doctor.queue.fine("8.0.1"),
  "doctor.queue.evicts": (c) => c.doctor.queue.evicts("allkeys-lru"),
  "doctor.slack.known": (c) => c.doctor.slack.known("Film club"),
  "doctor.slack.botRefused": (c) => c.doctor.slack.botRefused("invalid_auth"),
  "doctor.slack.scopesMissing": (c) => c.doctor.slack.scopesMissing("files:read"),
  "doctor.slack.socketRefused": (c) => c.doctor.slack.socketRefused("invalid_auth"),
  "doctor.slack.overHttp": (c) => c.doctor.slack.overHttp(3000),
  "doctor.discord.known": (c) => c.doctor.discord.known(2),
  "doctor.discord.lacks": (c) => c.doctor.discord.lacks("Film club", "Embed Links"),
  "doctor.node.fine": (c) => c.doctor.node.fine("24.1.0"),
  "doctor.node.tooOld": (c) => c.doctor.node.tooOld("20.1.0", 24),
  "doctor.ffmpeg.fine": (c) => c.doctor.ffmpeg.fine("8.1.2"),
  "doctor.ffmpeg.silent": (c) => c.doctor.ffmpeg.silent("ffprobe"),
  "doctor.ffmpeg.tooOld": (c) => c.doctor.ffmpeg.tooOld("4.4"),
  "doctor.ffmpeg.differ": (c) => c.doctor.ffmpeg.differ("8.1", "7.1"),
  "doctor.pages.fine": (c) => c.doctor.pages.fine("2026.07.04"),
  "doctor.pages.solver": (c) => c.doctor.pages.solver("node-24.21.0", "0.8.0"),
  "doctor.pages.tooOld": (c) => c.doctor.pages.tooOld("2023.03.04", "2026.07.04"),
  "doctor.disk.fine": (c) => c.doctor.disk.fine("x", "12"),
  "doctor.disk.low": (c) => c.doctor.disk.low("x", "1", "9"),
  "doctor.disk.lowData": (c) => c.doctor.disk.lowData("/data", "12", "100"),
  "doctor.disk.unwritable": (c) => c.doctor.disk.unwritable("x"),
  "doctor.model.fine": (c) => c.doctor.model.fine("x", 32_768),
  "doctor.model.smallContext": (c) => c.doctor.model.smallContext(4096, 16_384),
  "doctor.model.picturesTaken": ({ doctor }) => doctor.model.picturesTaken(152),
  "doctor.model.picturesRefused": ({ doctor }) => doctor.model.picturesRefused(152),
  "doctor.speech.forms.lines": (c) => c.doctor.speech.forms.lines("whisper-1"),
  "doctor.speech.forms.speakers": (c) => c.doctor.speech.forms.speakers("whisper-1"),
  "doctor.speech.forms.text": (c) => c.doctor.speech.forms.text("whisper-1"),
  "doctor.embeddings.fine": (c) => c.doctor.embeddings.fine("clip"),
  "doctor.speech.misheard": (c) => c.doctor.speech.misheard("x", "y"),
  "doctor.model.pictureMisread": (c) => c.doctor.model.pictureMisread("red", "x"),
  "terminal.about": (c) => c.terminal.about("talk.mp4", "x"),
  "terminal.stillPath": (c) => c.terminal.stillPath("x", "y"),
  "terminal.reportPath": (c) => c.terminal.reportPath("x"),
  "terminal.dataPath": (c) => c.terminal.dataPath("x"),
  "terminal.filePath": (c) => c.terminal.filePath("x"),
  "terminal.slidesPath": (c) => c.terminal.slidesPath(3, "x"),
  "terminal.storeSetAside": ({ terminal }) => terminal.storeSetAside("data/cuepoint.sqlite.damaged"),
  "terminal.withoutMemory": ({ terminal }) => terminal.withoutMemory("The disk is full."),
  "terminal.hint": (c) => c.terminal.hint("x"),
  "terminal.help.usage": (c) => c.terminal.help.usage("x"),
  "start.badToken": (c) => c.start.badToken("Slack", "SLACK_BOT_TOKEN"),
  "start.unreachable": (c) => c.start.unreachable("Slack"),
  "start.notStarted": (c) => c.start.notStarted("Slack", "x"),
  "start.away": (c) => c.start.away("Slack"),
  "start.connected": (c) => c.start.connected("Slack", "@cuepoint"),
  "start.connectedIn": (c) => c.start.connectedIn("Slack", "@cuepoint", "Acme"),
  "start.connectedTo": (c) => c.start.connectedTo("Discord", "Cuepoint#1234", 3),
  "start.modelFound": (c) => c.start.modelFound("qwen"),
  "start.health": (c) => c.start.health("http://127.0.0.1:8080"),
  "places.line": (c) => c.places.line(c.places.names.sound, c.places.soundValues.off),
  "places.fromServer": (c) => c.places.fromServer(c.places.soundValues.off),
  "places.fromDefault": (c) => c.places.fromDefault(c.places.soundValues.on),
  "places.whoList": (c) => c.places.whoList("U0123456789"),
  "places.days": (c) => c.places.days(30),
  "places.oneDay": (c) => c.places.days(1),
  "places.span": (c) => c.places.span(168),
  "places.inForce": (c) => c.places.inForce(c.places.line(c.places.names.sound, c.places.soundValues.off)),
  "places.privacy.where": (c) => c.places.privacy.where(KEPT),
  "places.privacy.whereRedis": (c) => c.places.privacy.where({ ...KEPT, store: "redis" }),
  "places.privacy.wherePostgres": (c) => c.places.privacy.where({ ...KEPT, store: "postgres" }),
  "places.privacy.records": (c) => c.places.privacy.records(KEPT),
  "places.privacy.recordsWithPictures": (c) =>
    c.places.privacy.records({ ...KEPT, keepsFeedbackPictures: true }),
  "places.privacy.until": (c) => c.places.privacy.until(KEPT),
  "places.privacy.untilSet": (c) => c.places.privacy.until({ ...KEPT, keepDays: 1 }),
  "places.privacy.untilUnkept": (c) => c.places.privacy.until({ ...KEPT, keepVideo: false }),
  "places.privacy.deleted": (c) => c.places.privacy.deleted(3),
  "places.privacy.deletedOne": (c) => c.places.privacy.deleted(1),
  "places.privacy.deletedNone": (c) => c.places.privacy.deleted(0),
  "places.welcome.keeps": (c) => c.places.welcome.keeps(168, 60),
  "places.welcome.keepsNoVideo": (c) => c.places.welcome.keeps(24, null),
  "jobs.doneIn": (c) => c.jobs.doneIn(80),
  "jobs.named": (c) => c.jobs.named("x7k2m9qa"),
  "jobs.linksLeftOut": (c) => c.jobs.linksLeftOut(2, 3),
  "jobs.linksLeftOutOne": (c) => c.jobs.linksLeftOut(1, 1),
  "jobs.waiting": (c) => c.jobs.waiting("x7k2m9qa", 3),
  "jobs.waitingWithEta": (c) => c.jobs.waitingWithEta("x7k2m9qa", 3, 5),
  "jobs.withEta": (c) => c.jobs.withEta("x", 5),
  "jobs.unknown": (c) => c.jobs.unknown("x7k2m9qa"),
  "jobs.line": (c) => c.jobs.line("x7k2m9qa", "summarize", "x"),
  "jobs.stopping": (c) => c.jobs.stopping("x7k2m9qa"),
  "terminal.help.moreOn": (c) => c.terminal.help.moreOn("x"),
  "discord.lookingAt": (c) => c.discord.lookingAt("talk.mp4"),
  "discord.answerInThread": (c) => c.discord.answerInThread("talk.mp4"),
  "discord.mayNotOpenThread": (c) => c.discord.mayNotOpenThread("talk.mp4", "x"),
  "discord.threadsFull": (c) => c.discord.threadsFull("talk.mp4"),
  "discord.noThread": (c) => c.discord.noThread("talk.mp4"),
  "discord.lockedElsewhere": (c) => c.discord.lockedElsewhere("x"),
  "discord.filesLeftOut": (c) => c.discord.filesLeftOut("talk.mp4", 10),
  "discord.filesRefused": (c) => c.discord.filesRefused("x"),
  "discord.filesForbidden": (c) => c.discord.filesForbidden("x"),
  "discord.filesNotTaken": (c) => c.discord.filesNotTaken("x"),
  "discord.restMissing": (c) => c.discord.restMissing("x"),
  "discord.permissionsMissing": (c) => c.discord.permissionsMissing("x", "y"),
};

/** Every entry of a catalogue by its path, parameters filled in; throws where SAMPLES lacks a call. */
export function entries(catalogue: Catalogue): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(catalogue, [], (path, value) => {
    const sample = SAMPLES[path];
    if (typeof value === "function" && !sample) throw new Error(`no sample for ${path}`);
    found.set(path, typeof value === "string" ? value : (sample?.(catalogue) ?? ""));
  });
  return found;
}

/** All that a catalogue can say: its entries, and its errors in each form. */
export function sentencesOf(catalogue: Catalogue): readonly string[] {
  const errors = ERROR_CODES.flatMap((code) => errorSentences(catalogue, code));
  return [...entries(catalogue).values(), ...errors];
}

/** One for each sample of the code's details. */
export function errorSentences(catalogue: Catalogue, code: ErrorCode): readonly string[] {
  return samplesOf(code).map((details) => catalogue.error(code, details));
}

function walk(value: object, above: readonly string[], visit: (path: string, leaf: unknown) => void): void {
  for (const [key, below] of Object.entries(value)) {
    const path = [...above, key];
    if (typeof below === "object") walk(below, path, visit);
    else visit(path.join("."), below);
  }
}
