/**
 * The address of a server's OpenAI interface, without a slash at the end. People write it with or without
 * `/v1`; where there is no path at all, `/v1` is meant. Throws TypeError for what is not a URL.
 */
export function openAiBaseUrl(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}
