import { tmpdir } from "node:os";
import { catalogueFor } from "../chat/locales/locales.ts";
import type { Config } from "../config.ts";
import { CuepointError, type ErrorCode } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { createWorkspace, type Workspace } from "../media/workspace.ts";
import { openStore, type Store } from "../store/store.ts";

/** What commands at a terminal use of a store. */
export type TerminalStore = Omit<Store, "collection">;

const FAULTS: readonly ErrorCode[] = ["store-unavailable", "store-read-only", "store-locked", "no-space"];

/**
 * A store whose faults cost a person at a terminal the memory and not the summary: from the first one on, everything goes to
 * an empty store in a private folder, which ends with the program. `tell` says so, once. Deleting is never done there.
 */
export function openTerminalStore(
  { store: settings, locale }: Config,
  logger: Logger,
  tell: (sentence: string) => void,
): TerminalStore {
  const catalogue = catalogueFor(locale);
  let spare: Promise<{ store: Store; workspace: Workspace }> | null = null;
  const toSpare = (fault: CuepointError) => {
    logger.info({ err: fault.cause, code: fault.code }, "going on without memory");
    if (!spare) tell(catalogue.terminal.withoutMemory(catalogue.error(fault.code, fault.details)));
    spare ??= createWorkspace(tmpdir()).then((workspace) => ({
      workspace,
      store: openStore({ ...settings, url: undefined, folder: workspace.folder }, logger),
    }));
    return spare;
  };
  const real = openReal(() =>
    openStore(settings, logger, (path) => tell(catalogue.terminal.storeSetAside(path))),
  );
  const call = async (work: (store: Store) => Promise<unknown>) => {
    if (spare) return work((await spare).store);
    if (real instanceof CuepointError) return work((await toSpare(real)).store);
    try {
      return await work(real);
    } catch (error) {
      if (!(error instanceof CuepointError && FAULTS.includes(error.code))) throw error;
      return work((await toSpare(error)).store);
    }
  };
  const part = <K extends PartName>(name: K) => forwarded((store: Store) => store[name], call);
  const sure = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    if (real instanceof CuepointError) throw real;
    return work(real);
  };
  return {
    contexts: part("contexts"),
    searchTexts: part("searchTexts"),
    foundLists: part("foundLists"),
    threads: part("threads"),
    latestVideos: part("latestVideos"),
    originals: part("originals"),
    heard: part("heard"),
    jobs: part("jobs"),
    outbox: part("outbox"),
    feedback: part("feedback"),
    usage: part("usage"),
    places: part("places"),
    welcomes: part("welcomes"),
    check: () => sure((store) => store.check()),
    forgetThread: (thread) => sure((store) => store.forgetThread(thread)),
    forgetPerson: (tenant, author) => sure((store) => store.forgetPerson(tenant, author)),
    purgeTenant: (tenant) => sure((store) => store.purgeTenant(tenant)),
    sweep: () => sure((store) => store.sweep()),
    async close() {
      if (!(real instanceof CuepointError)) await real.close();
      const opened = await spare?.catch(() => null);
      await opened?.store.close();
      await opened?.workspace[Symbol.asyncDispose]();
    },
  };
}

type PartName = Exclude<
  keyof TerminalStore,
  "check" | "forgetThread" | "forgetPerson" | "purgeTenant" | "sweep" | "close"
>;

function openReal(open: () => Store): Store | CuepointError {
  try {
    return open();
  } catch (error) {
    if (error instanceof CuepointError) return error;
    throw error;
  }
}

/** The part of whichever store is used at the time of each call; all its methods are asynchronous. */
function forwarded<T extends object>(
  of: (store: Store) => T,
  call: (work: (store: Store) => Promise<unknown>) => Promise<unknown>,
): T {
  return new Proxy({} as T, {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        call(async (store) => {
          const part = of(store) as Record<PropertyKey, (...given: unknown[]) => unknown>;
          return part[name]?.(...values);
        }),
  });
}
