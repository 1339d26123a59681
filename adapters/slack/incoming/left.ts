import { type Incoming, once } from "./context.ts";
import { revokedSchema } from "./payloads.ts";

/** The app was removed from the workspace, or its token was taken back: what it knows of the place must go. */
export async function hearLeft(incoming: Incoming, eventId: string | undefined): Promise<void> {
  const { self, seen, dispatch, logger } = incoming;
  await once(seen, [`left:${eventId ?? self.team}`], async () => {
    logger.warn({ team: self.team }, "removed from the workspace");
    await dispatch({ type: "left", platform: "slack", tenant: self.team });
  });
}

/** A person's own token may be revoked while the bot's lives on. */
export function hasLostBot(event: unknown): boolean {
  return (revokedSchema.safeParse(event).data?.tokens?.bot ?? []).length > 0;
}
