const API = "https://slack.com/api/";
const FILES_HOST = "files.slack.com";
/** Where Slack takes answers to slash commands and buttons; such an address is its own key. */
const ANSWERS_HOST = "hooks.slack.com";

export interface Addresses {
  /** Ends in a slash. */
  readonly api: string;
  isApi(address: string): boolean;
  /** The only places that may see the bot's token apart from the API. */
  isFile(address: string): boolean;
  isAnswer(address: string): boolean;
}

/** Throws TypeError where `apiUrl` is no http or https address. */
export function createAddresses(apiUrl?: string): Addresses {
  const api = apiUrl === undefined ? API : withPath(apiUrl);
  const standIn = apiUrl === undefined ? null : new URL(api).origin;
  const isAt = (host: string) => (address: string) => {
    const url = parse(address);
    if (url === null || url.username !== "" || url.password !== "") return false;
    if (url.protocol === "https:" && url.host === host) return true;
    return standIn !== null && url.origin === standIn;
  };
  return {
    api,
    isApi: (address) => parse(address)?.href.startsWith(api) ?? false,
    isFile: isAt(FILES_HOST),
    isAnswer: isAt(ANSWERS_HOST),
  };
}

/** "http://127.0.0.1:8080" means its "/api/", as with Slack itself. */
function withPath(apiUrl: string): string {
  const url = new URL(apiUrl);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError("the API's address must be http or https");
  if (url.pathname === "/") url.pathname = "/api/";
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
