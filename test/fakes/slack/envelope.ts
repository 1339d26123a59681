/** Something that Slack tells the app, before it is put into the form of a transport. */
export type Envelope =
  | { readonly type: "events_api"; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: "slash_commands"; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: "interactive"; readonly payload: Readonly<Record<string, unknown>> };

export interface Transport {
  /** Resolves to true once the app has acknowledged, to false where no app took it or the connection broke. */
  deliver(envelope: Envelope): Promise<boolean>;
  close(): Promise<void>;
}
