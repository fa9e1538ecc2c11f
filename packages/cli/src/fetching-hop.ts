/** One request and its answer, with every bound: the address that is really connected to, the bytes after decompression, the time. */
import { lookup as systemLookup } from "node:dns";
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isPublicAddress } from "./addresses.js";
import type { FetchOptions } from "./fetching.js";
import { type FetchProblem, fetchProblem } from "./fetching-problems.js";
import { version } from "./version.js";

/** How we name ourselves to servers and look ourselves up in robots.txt. */
export const userAgent = `Outweigh/${version}`;

/** The options of a fetch with nothing left open. `deadline` is by the clock of `performance`. */
export interface FetchLimits {
  readonly allowLocal: boolean;
  readonly bytes: number;
  readonly totalTime: number;
  readonly idleTime: number;
  readonly redirects: number;
  readonly deadline: number;
  readonly stopped: AbortSignal | undefined;
  readonly authorities: string | undefined;
}

/** Fills in the bounds and starts the total time. */
export function limitsOf(options: FetchOptions): FetchLimits {
  const { allowLocal = false, bytes = 50_000_000, totalTime = 60_000, idleTime = 15_000, redirects = 5, stopped, authorities } = options;
  return { allowLocal, bytes, totalTime, idleTime, redirects, deadline: performance.now() + totalTime, stopped, authorities };
}

/** An answer, whatever its status; of a redirect or an error the body is not read. */
export type Hop =
  | { readonly ok: true; readonly status: number; readonly headers: IncomingHttpHeaders; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: FetchProblem };

class PrivateAddress extends Error {
  constructor(readonly address: string) {
    super(address);
  }
}

/** Resolves a name and refuses it if any of its addresses is not public; the connection uses this very answer, so that a second one cannot differ. */
function guardedLookup(allowLocal: boolean): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "", 4);
      const barred = allowLocal ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (barred !== undefined) return callback(new PrivateAddress(barred.address), "", 4);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(first === undefined ? new Error("no address") : null, first?.address ?? "", first?.family ?? 4);
    });
  };
}

/** Makes one GET request. At most `most` bytes of the decompressed body are taken; more is a problem. */
export function requestOnce(url: URL, limits: FetchLimits, most: number): Promise<Hop> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is never looked up, so it is checked here. URL has already brought odd notations (0x7f.1, 2130706433) into the usual one.
  if (isIP(host) !== 0 && !limits.allowLocal && !isPublicAddress(host))
    return Promise.resolve({ ok: false, problem: fetchProblem("private-address", url.href, host) });
  return new Promise((resolve) => {
    let settled = false;
    let body: Readable | undefined;
    const finish = (hop: Hop) => {
      if (settled) return;
      settled = true;
      clearTimeout(total);
      clearTimeout(idle);
      limits.stopped?.removeEventListener("abort", onStopped);
      request.destroy();
      body?.destroy();
      resolve(hop);
    };
    const fail = (code: FetchProblem["code"], detail: string) => finish({ ok: false, problem: fetchProblem(code, url.href, detail) });
    const onStopped = () => fail("stopped", "");
    const tooIdle = () => fail("too-slow", `${seconds(limits.idleTime)} of silence`);
    const total = setTimeout(() => fail("too-slow", seconds(limits.totalTime)), Math.max(0, limits.deadline - performance.now()));
    let idle = setTimeout(tooIdle, limits.idleTime);
    const alive = () => {
      clearTimeout(idle);
      idle = setTimeout(tooIdle, limits.idleTime);
    };
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      agent: false,
      lookup: guardedLookup(limits.allowLocal),
      headers: {
        "user-agent": userAgent,
        accept: "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
        "accept-encoding": "gzip, br, deflate",
      },
      maxHeaderSize: 65_536,
      ...(limits.authorities === undefined ? {} : { ca: limits.authorities }),
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (error instanceof PrivateAddress) fail("private-address", error.address);
      else if (error.code === "ENOTFOUND" || error.code === "EAI_AGAIN") fail("not-found", host);
      else if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_/.test(error.code ?? ""))
        fail("certificate", error.message.split("\n", 1)[0]!.slice(0, 200));
      else if (error.code?.startsWith("HPE_")) fail("damaged", "it is not an answer of the web");
      else fail(error.code === "ECONNRESET" ? "cut-off" : "unreachable", reasonWords(error));
    });
    request.on("socket", (socket) => socket.on("data", alive));
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      const { headers } = response;
      if (status < 200 || status > 299) return finish({ ok: true, status, headers, bytes: new Uint8Array(0) });
      const stated = Number(headers["content-length"] ?? 0);
      if (stated > most) return fail("too-large", megabytes(most));
      const decoded = decompressed(response);
      if (decoded === undefined) return fail("damaged", `it is packed as “${String(headers["content-encoding"]).slice(0, 40)}”`);
      body = decoded;
      const chunks: Buffer[] = [];
      let length = 0;
      decoded.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > most) return fail("too-large", megabytes(most));
        chunks.push(chunk);
      });
      response.on("aborted", () => fail("cut-off", ""));
      response.on("error", () => fail("cut-off", ""));
      decoded.on("error", (error: Error) => (response.complete ? fail("damaged", error.message) : fail("cut-off", "")));
      decoded.on("end", () =>
        response.complete ? finish({ ok: true, status, headers, bytes: new Uint8Array(Buffer.concat(chunks)) }) : fail("cut-off", ""),
      );
    });
    limits.stopped?.addEventListener("abort", onStopped);
    if (limits.stopped?.aborted) onStopped();
    request.end();
  });
}

/** The body without its content codings; undefined for one that is not known, or more than two of them. */
function decompressed(response: IncomingMessage): Readable | undefined {
  const codings = (response.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > 2) return undefined;
  let body: Readable = response;
  for (const coding of codings.reverse()) {
    const decoder =
      coding === "gzip" || coding === "x-gzip"
        ? createGunzip()
        : coding === "br"
          ? createBrotliDecompress()
          : coding === "deflate"
            ? createInflate()
            : undefined;
    if (decoder === undefined) return undefined;
    body.on("error", (error) => decoder.destroy(error));
    body = body.pipe(decoder);
  }
  return body;
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;
const megabytes = (bytes: number): string => (bytes < 1_000_000 ? `${bytes} bytes` : `${Math.round(bytes / 100_000) / 10} MB`);

function reasonWords(error: NodeJS.ErrnoException): string {
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: "it does not accept connections",
    ECONNRESET: "it closed the connection",
    EHOSTUNREACH: "there is no way to it",
    ENETUNREACH: "there is no network",
    ETIMEDOUT: "it does not answer",
  };
  return reasons[error.code ?? ""] ?? error.code ?? "the connection failed";
}
