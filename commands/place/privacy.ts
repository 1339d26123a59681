import type { CommandContext, CommandDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { withRoom } from "../../src/store/forget.ts";
import { broughtBy, type PersonForgotten } from "../../src/store/places/forget-person.ts";
import type { PlaceDeps } from "./deps.ts";

/** Says what is kept in a place and until when, and deletes what a person brought there. */
export function createPrivacy(deps: PlaceDeps): CommandDefinition {
  return {
    name: "privacy",
    group: "cuepoint",
    description: inEveryLanguage(({ commands }) => commands.privacy.description),
    needsVideo: false,
    isJob: false,
    options: [
      {
        name: "delete-mine",
        type: "boolean",
        description: inEveryLanguage(({ commands }) => commands.privacy.deleteMine),
      },
    ],
    run: (context) =>
      context.event.options["delete-mine"] === true ? deleteMine(deps, context) : tell(deps, context),
  };
}

async function tell(deps: PlaceDeps, { event, thread }: CommandContext): Promise<void> {
  const catalogue = catalogueFor(event.locale);
  const { actions } = catalogue;
  await thread.post({
    kind: "notice",
    text: await textFor(deps, event, catalogue),
    actions: [{ id: "delete-mine", label: actions.deleteMine, value: "mine", style: "danger" }],
  });
}

async function textFor(
  { store, keeps, mayListen }: PlaceDeps,
  { thread }: CommandEvent,
  { places: { privacy } }: Catalogue,
): Promise<string> {
  const { keepDays, keepVideo = true } = await store.places.of(thread);
  const kept = { ...keeps, keepDays, keepVideo };
  const heard = keeps.hasSpeechServer ? "server" : "captions";
  const sound = (await mayListen(thread)) ? heard : "off";
  const seenBy = keeps.hasEmbeddingServer ? privacy.modelAndVectors : privacy.model;
  return [
    privacy.what,
    privacy.where(kept),
    privacy.until(kept),
    privacy.records(kept),
    `${seenBy} ${privacy.sound[sound]}`,
    privacy.forget,
  ].join("\n");
}

async function deleteMine(deps: PlaceDeps, { event, thread }: CommandContext): Promise<void> {
  const { store, stopWork, stopWorkOf } = deps;
  const tenant = tenantOf(event.thread);
  const { author } = event;
  let deleted: PersonForgotten = { threads: 0, questions: 0, others: 0 };
  const deleteAll = async () => {
    const { threads, questions, others } = await store.forgetPerson(tenant, author);
    deleted = {
      threads: deleted.threads + threads,
      questions: deleted.questions + questions,
      others: deleted.others + others,
    };
  };
  await withRoom(async () => {
    // What is still under way would bring back what is deleted here.
    await stopWorkOf(tenant, author);
    for (const home of await broughtBy(store, tenant, author)) {
      for (const one of [home, ...(await store.latestVideos.linkedThreadsOf(home))]) await stopWork(one);
    }
    await deleteAll();
  }, deleteAll);
  const { privacy } = catalogueFor(event.locale).places;
  const isNothing = deleted.threads + deleted.questions + deleted.others === 0;
  await thread.post({ kind: "notice", text: isNothing ? privacy.nothing : privacy.deleted(deleted.threads) });
}
