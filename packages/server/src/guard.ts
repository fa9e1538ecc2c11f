/** Who may ask the server, and with which headers it answers: this machine alone, a page of its own alone, and only who has the token. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { AskingHeader } from "./protocol.js";

const askingHeader: AskingHeader = "x-outweigh";

/** What the page of the workbench may do, wherever it comes from: no script but its own runs, and nothing is asked of any other place. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Headers of every answer. */
export const answerHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": `${pagePolicy}; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "x-frame-options": "DENY",
};

/** The name of the cookie; cookies do not tell ports apart, so the name does. */
export const cookieName = (port: number): string => `outweigh-${port}`;

/** Whether two secrets are the same, in a time that does not tell how far they agree. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The hosts under which a page of this machine may address the server. */
function hostsOf(port: number): readonly string[] {
  return ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
}

/** Why a question is not answered, whoever asks; undefined when nothing speaks against it. A foreign name in `Host` means that some other site's name leads here. */
export function strangerProblem(method: string, path: string, headers: IncomingHttpHeaders, port: number): string | undefined {
  const hosts = hostsOf(port);
  if (!hosts.includes(headers.host ?? "")) return "This address is not that of the workbench.";
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return "Another site may not ask the workbench.";
  const site = headers["sec-fetch-site"];
  if (site === "cross-site" && path !== "/") return "Another site may not ask the workbench.";
  if (method !== "GET" && method !== "HEAD" && origin === undefined) return "A page of the workbench has to ask this.";
  if (path.startsWith("/api/") && path !== "/api/events" && headers[askingHeader] === undefined)
    return "A page of the workbench has to ask this.";
  return undefined;
}

/** Whether the question comes with the token, in the cookie that the first visit left. */
export function hasToken(headers: IncomingHttpHeaders, port: number, token: string): boolean {
  const name = `${cookieName(port)}=`;
  return (headers.cookie ?? "").split(/;\s*/).some((each) => each.startsWith(name) && isSame(each.slice(name.length), token));
}

/** The page for whoever comes without the token. */
export const closedPage = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Outweigh</title><meta name="color-scheme" content="light dark">
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}</style></head>
<body><h1>This case is closed</h1><p>Open it with the whole address that <code>outweigh open</code> printed. It holds a key that is made anew each time.</p></body></html>
`;
