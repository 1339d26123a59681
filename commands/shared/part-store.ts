import type { Contexts } from "../../src/store/contexts/contexts.ts";
import { type ContextKey, type NewVideoContext, partKey } from "../../src/store/contexts/video-context.ts";
import type { KeptParts } from "../../src/summary/request.ts";

type Whole = Pick<NewVideoContext, "tenant" | "pipelineVersion" | "options" | "page"> & {
  /** Of the context that the parts belong to. */
  readonly key: ContextKey;
  /** Called before each part is kept, so that what is forgotten of the video takes the parts along. */
  readonly link: () => Promise<void>;
};

/** A long video's parts as contexts of their own, beside the one that they will make together. */
export function keepParts(contexts: Contexts, whole: Whole): KeptParts {
  const { tenant, pipelineVersion, options, page, key, link } = whole;
  return {
    async find(number) {
      const found = await contexts.summary(tenant, partKey(key, number));
      return found && found.summary.model !== null ? found.summary : null;
    },
    async keep(number, { summary, ...seen }) {
      await link();
      const { start, end } = summary.coverage;
      const part = { range: { start, end }, summary, ...seen, page: null, part: number };
      await contexts.put({ tenant, pipelineVersion, options, ...part, ...(number === 0 && { page }) });
    },
    async drop() {
      if (!(await contexts.described(tenant, key))) await contexts.delete(tenant, key);
    },
  };
}
