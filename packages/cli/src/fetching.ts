/** One document from the web: only http and https, bounded in hops, bytes and time, never from a private address, and never against robots.txt. */
import type { IncomingHttpHeaders } from "node:http";
import { limitsOf, requestOnce } from "./fetching-hop.js";
import { type FetchProblem, fetchProblem } from "./fetching-problems.js";
import { robotsAllow, type SiteRules } from "./robots.js";

/** How far a fetch may go and what it needs from outside. */
export interface FetchOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets private and loopback addresses be fetched. */
  readonly allowLocal?: boolean;
  /** Bytes of the document after decompression; 50 MB by default. */
  readonly bytes?: number;
  /** Milliseconds for everything together; 60,000 by default. */
  readonly totalTime?: number;
  /** Milliseconds without a byte; 15,000 by default. */
  readonly idleTime?: number;
  /** How many redirects are followed; 5 by default. */
  readonly redirects?: number;
  /** Ends the fetch when the user does. */
  readonly stopped?: AbortSignal;
  /** Certificate authorities to trust instead of the usual, as PEM. */
  readonly authorities?: string;
}

/** A document as it came. */
export interface FetchedDocument {
  /** The content, decompressed. */
  readonly bytes: Uint8Array;
  readonly asked: string;
  /** The address after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly contentType: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Facts to tell the analyst, such as redirects followed. */
  readonly hops: readonly string[];
}

/** The outcome of a fetch. */
export type Fetching = { readonly ok: true; readonly document: FetchedDocument } | { readonly ok: false; readonly problem: FetchProblem };

/** Fetches a document. Whatever a server does, this ends within the bounds with the document or with a problem in words for an analyst. */
export async function fetchDocument(address: string, options: FetchOptions): Promise<Fetching> {
  const limits = limitsOf(options);
  const startedAt = options.now();
  const hops: string[] = [];
  const robots = new Map<string, SiteRules>();
  let next = address;
  for (;;) {
    const url = checkedUrl(next, hops.length > 0 ? hops.at(-1) : undefined);
    if (!(url instanceof URL)) return { ok: false, problem: url };
    const forbidden = await robotsAllow(url, limits, robots);
    if (forbidden !== undefined) return { ok: false, problem: forbidden };
    const hop = await requestOnce(url, limits, limits.bytes);
    if (!hop.ok) return hop;
    const { status, headers, bytes } = hop;
    if (status >= 300 && status < 400 && status !== 304 && headers.location !== undefined) {
      if (hops.length >= limits.redirects)
        return { ok: false, problem: fetchProblem("too-many-redirects", url.href, String(limits.redirects)) };
      hops.push(url.href);
      next = URL.canParse(headers.location, url.href) ? new URL(headers.location, url.href).href : headers.location;
      continue;
    }
    if (status < 200 || status > 299 || status === 204)
      return { ok: false, problem: fetchProblem("refused-by-server", url.href, String(status)) };
    if (bytes.length === 0) return { ok: false, problem: fetchProblem("empty", url.href, "") };
    const contentType = headers["content-type"];
    return {
      ok: true,
      document: { bytes, asked: address, url: url.href, status, headers, contentType, startedAt, endedAt: options.now(), hops },
    };
  }
}

function checkedUrl(address: string, from: string | undefined): URL | FetchProblem {
  if (!URL.canParse(address)) return fetchProblem("not-an-address", address.slice(0, 300), from ?? "");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return fetchProblem("not-http", address.slice(0, 300), from ?? "");
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
    return fetchProblem("credentials", url.href, from ?? "");
  }
  url.hash = "";
  return url;
}
