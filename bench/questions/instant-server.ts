import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** To a question: the first label of the schema is cited, or nothing. Who asks for a summary gets one. */
export type Says = "not found" | "a moment";

const LABELS = /"enum":(\[[^\]]*\])/;
const MOST_SEGMENTS = /"maxItems":(\d+)/;

/** A model's server that answers as soon as it has the whole request: what is left of the time is our own. */
export async function startInstantServer() {
  let says: Says = "not found";
  const replyTo = async (request: IncomingMessage) => {
    const body = (await buffer(request)).toString("latin1");
    // The schema follows the pictures.
    const schema = body.slice(body.lastIndexOf('"response_format"'));
    const labels = JSON.parse(LABELS.exec(schema)?.[1] ?? "[]") as string[];
    if (schema.includes('"segments"')) return summaryOf(labels, Number(MOST_SEGMENTS.exec(schema)?.[1] ?? 1));
    return says === "not found"
      ? { found: false, closer: null }
      : { found: true, answer: [{ moments: labels.slice(0, 1), says: "There it is." }] };
  };
  const server = createServer((request, response) => {
    const answer = (reply: unknown) => {
      const choices = [{ delta: { content: JSON.stringify(reply) }, finish_reason: "stop" }];
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${JSON.stringify({ choices })}\n\ndata: [DONE]\n\n`);
    };
    replyTo(request).then(answer, () => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    say(next: Says) {
      says = next;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** As many segments as may be, of equal numbers of frames, each with the one in its middle. */
function summaryOf(labels: readonly string[], most: number) {
  const count = Math.min(most, labels.length);
  const at = (share: number) => labels[Math.min(labels.length - 1, Math.floor(share * labels.length))];
  const segments = Array.from({ length: count }, (_, i) => ({
    start: at(i / count),
    end: labels[Math.ceil(((i + 1) / count) * labels.length) - 1],
    theme: `Part ${i + 1}`,
    key: at((i + 0.5) / count),
    description: "Something happens.",
    significance: "It matters.",
  }));
  return { segments, overview: "A film.", title: "A film" };
}
