import { readFileSync } from "node:fs";

interface Manifest {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
  readonly features: {
    readonly agent_view?: { readonly agent_description?: string };
    readonly slash_commands: readonly { readonly command: string }[];
  };
}

/** The app is installed as its manifest says, so that every test also proves that the manifest is enough. */
export const manifest: Manifest = JSON.parse(
  readFileSync(new URL("../../../adapters/slack/manifest.json", import.meta.url), "utf8"),
);
