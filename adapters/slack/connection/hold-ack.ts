import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { Logger } from "../../../src/logger.ts";
import { toCuepointError } from "../web/failure.ts";

interface HoldOptions {
  /** Milliseconds; Slack gives up on an acknowledgement after three seconds. */
  readonly after: number;
  readonly logger: Logger;
}

type Acknowledge = ReceiverEvent["ack"];

/**
 * Bolt acknowledges an event before anybody has heard it; if the process ends then, the event is lost. This holds
 * the acknowledgement back until the core has taken the event, though never longer than Slack waits. What fails
 * before that is not acknowledged, and Slack delivers it again.
 */
export function holdAcknowledgements(receiver: Receiver, options: HoldOptions): Receiver {
  return {
    init(app) {
      const holding = Object.create(app) as App;
      holding.processEvent = (event) => processHolding(app, event, options);
      receiver.init(holding);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

async function processHolding(app: App, event: ReceiverEvent, { after, logger }: HoldOptions): Promise<void> {
  let response: Parameters<Acknowledge> = [];
  let isAcknowledged = false;
  const acknowledge = async () => {
    if (isAcknowledged) return;
    isAcknowledged = true;
    try {
      await event.ack(...response);
    } catch (error) {
      // The connection went away meanwhile; Slack delivers again, and the second time is known as such.
      logger.info({ err: error }, "could not acknowledge an event");
    }
  };
  const ack: Acknowledge = async (...given) => {
    response = given;
  };
  const timer = setTimeout(() => void acknowledge(), after);
  try {
    await app.processEvent({ ...event, ack });
    await acknowledge();
  } catch (error) {
    logger.error({ err: toCuepointError(error) }, "an event could not be handled");
    if (!isAcknowledged) throw error;
  } finally {
    clearTimeout(timer);
  }
}
