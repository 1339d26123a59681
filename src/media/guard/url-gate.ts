import { isIP } from "node:net";
import { SafeError } from "../../util/safe-error.ts";
import { isPublicAddress } from "./address-policy.ts";

/** Why the guard turned a link down. For the log alone: an answer to the sender would map our network. */
type RefusalReason =
  | "malformed"
  | "too-long"
  | "scheme"
  | "userinfo"
  | "port"
  | "private-name"
  | "private-address"
  | "no-address"
  | "downgrade"
  | "too-many-redirects";

/** The message names the reason and never the address: a link can be a secret. */
export class GuardRefusal extends SafeError {
  override name = "GuardRefusal";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Longer links carry data, not an address; browsers and caches draw the same line. */
const MAX_LENGTH = 2048;

const USUAL_PORT: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** Names of the local network, whatever a resolver says of them. */
const NEARBY =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|onion|i2p)$/;

interface UrlGate {
  /**
   * Judges a link by its text alone, before any name is resolved. Throws GuardRefusal. The URL parser has
   * already turned every odd spelling of an address (0x7f.1, 127.1, full-width digits) into its plain form.
   */
  admit(link: string): URL;
  /** The same for what a proxy is asked to connect to. Returns the host without brackets or a dot at its end. */
  admitHost(hostname: string, port: number): string;
}

export function createUrlGate(ports: readonly number[]): UrlGate {
  const admitHost = (hostname: string, port: number): string => {
    if (!ports.includes(port)) throw new GuardRefusal("port");
    const host = plainHost(hostname);
    if (host === "" || host.length > 253) throw new GuardRefusal("malformed");
    if (isIP(host) !== 0) {
      if (!isPublicAddress(host)) throw new GuardRefusal("private-address");
      return host;
    }
    // A name without a dot is looked up in the local network.
    if (!host.includes(".") || NEARBY.test(host)) throw new GuardRefusal("private-name");
    return host;
  };
  return {
    admitHost,
    admit(link) {
      if (link.length > MAX_LENGTH) throw new GuardRefusal("too-long");
      const url = parse(link);
      if (!(url.protocol in USUAL_PORT)) throw new GuardRefusal("scheme");
      if (url.username !== "" || url.password !== "") throw new GuardRefusal("userinfo");
      const host = admitHost(url.hostname, portOf(url));
      if (isIP(host) === 0) url.hostname = host;
      return url;
    },
  };
}

export function portOf({ port, protocol }: URL): number {
  return port === "" ? (USUAL_PORT[protocol] ?? 0) : Number(port);
}

/** "[::1]" and "example.com." as "::1" and "example.com". */
function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

function parse(link: string): URL {
  // The parser forgives blanks and drops line breaks, so that two readers could see two links.
  if (/[\s\p{Cc}]/u.test(link)) throw new GuardRefusal("malformed");
  try {
    return new URL(link);
  } catch {
    throw new GuardRefusal("malformed");
  }
}
