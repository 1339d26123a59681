import { CuepointError } from "../../errors.ts";
import type { Usage } from "../../store/usage.ts";

export interface DailyLimits {
  readonly videoMinutes: number;
  readonly modelTokens: number;
}

/** What one tenant may use on one day, by UTC. */
export interface Quota {
  /** Throws `limit-video-minutes` or `limit-model-tokens` where today's is used up. */
  assertLeft(tenant: string): Promise<void>;
  /** Throws `limit-model-tokens` where today's are used up. */
  assertTokensLeft(tenant: string): Promise<void>;
  /** Charges before the work. Throws `limit-video-minutes`, and then charges nothing. */
  chargeMinutes(tenant: string, minutes: number): Promise<void>;
  /** Gives back what was charged for work that failed through our fault. */
  refundMinutes(tenant: string, minutes: number): Promise<void>;
  addTokens(tenant: string, tokens: number): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function createQuota(usage: Usage, limits: DailyLimits, now: () => number): Quota {
  const refuse = (code: "limit-video-minutes" | "limit-model-tokens", limit: number): never => {
    const hours = Math.ceil((DAY_MS - (now() % DAY_MS)) / HOUR_MS);
    throw new CuepointError(code, { limit, hours });
  };
  return {
    async assertLeft(tenant) {
      const { videoMinutes = 0, modelTokens = 0 } = await usage.today(tenant);
      if (videoMinutes >= limits.videoMinutes) refuse("limit-video-minutes", limits.videoMinutes);
      if (modelTokens >= limits.modelTokens) refuse("limit-model-tokens", limits.modelTokens);
    },
    async assertTokensLeft(tenant) {
      const { modelTokens = 0 } = await usage.today(tenant);
      if (modelTokens >= limits.modelTokens) refuse("limit-model-tokens", limits.modelTokens);
    },
    async chargeMinutes(tenant, minutes) {
      const { videoMinutes = 0 } = await usage.add(tenant, { videoMinutes: minutes });
      if (videoMinutes <= limits.videoMinutes) return;
      await usage.add(tenant, { videoMinutes: -minutes });
      refuse("limit-video-minutes", limits.videoMinutes);
    },
    refundMinutes: async (tenant, minutes) => void (await usage.add(tenant, { videoMinutes: -minutes })),
    addTokens: async (tenant, modelTokens) => void (await usage.add(tenant, { modelTokens })),
  };
}
