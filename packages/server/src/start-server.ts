/** Serving one case and the workbench on the loopback address, until it is closed. */
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import Fastify from "fastify";
import { openCaseFiles } from "./case-files.js";
import type { CopyFinder, ServerDisk } from "./disk.js";
import { answerHeaders, closedPage, cookieName, hasToken, isSame, strangerProblem } from "./guard.js";
import type {
  CaseEvent,
  CaseListing,
  LargestDocument,
  NoCase,
  ReadOrder,
  ReadOrders,
  Refusal,
  StartAnswer,
  StartListing,
  StartOrder,
  TakeAnswer,
  WriteOrder,
} from "./protocol.js";

const largestQuestion = 24 * 1024 * 1024;
const mostReads = 2000;
const largestDocument: LargestDocument = 50_000_000;
const longestName = 255;

/** What is served. */
export interface ServerOptions {
  /** The folder of the case, an absolute path with `/`; or what there is to choose one from. The first choice is kept until the server ends. */
  readonly folder: string | StartChoices;
  /** The folder with the built workbench: `index.html` and its assets. */
  readonly workbench: string;
  readonly disk: ServerDisk;
  /** Copies of sources kept elsewhere. */
  readonly copies?: CopyFinder;
  /** Takes a document into the case in a folder. Absent where that cannot be done. */
  readonly take?: (folder: string, document: GivenDocument) => Promise<TakeAnswer>;
  /** Prints a page of HTML to PDF; or why not, in a sentence. Absent where that cannot be done. */
  readonly print?: (html: string) => Promise<Uint8Array | { readonly refused: string }>;
  /** Any free port when missing or 0. */
  readonly port?: number;
  /** How often the folder is looked at, in milliseconds. */
  readonly lookEvery?: number;
  /** The secret in the address; made when missing. */
  readonly token?: string;
}

/** A document that was dropped on the page, with the name of its file. */
export interface GivenDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What can be begun with, and how. */
export interface StartChoices {
  list(): StartListing;
  /** Makes what has to be made, and gives the folder of the case as an absolute path, or why there is none in a sentence. */
  begin(order: StartOrder): { readonly folder: string } | { readonly refused: string };
  /** Makes a new case in a folder of this name, in a place or the working folder, with a document as its first source. */
  beginFrom(
    order: { readonly folder: string; readonly place?: string },
    document: GivenDocument,
  ): Promise<{ readonly folder: string; readonly taken: TakeAnswer } | { readonly refused: string }>;
}

/** A server that runs. */
export interface RunningServer {
  /** The address to open, with the token in it. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
  wasm: "application/wasm",
};

/** Starts the server. Rejects with the system's error when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, disk, workbench, token = randomBytes(24).toString("base64url"), lookEvery = 500 } = options;
  const choices = typeof folder === "string" ? undefined : folder;
  let chosen = typeof folder === "string" ? folder : undefined;
  const filesOf = (place: string) => openCaseFiles(disk, place, options.copies ?? {});
  let files = chosen === undefined ? undefined : filesOf(chosen);
  const listeners = new Set<ServerResponse>();
  const app = Fastify({ logger: false, bodyLimit: largestQuestion, forceCloseConnections: true, exposeHeadRoutes: false });
  let port = 0;

  app.addHook("onRequest", async (request, reply) => {
    reply.headers(answerHeaders);
    const path = request.url.split("?")[0] ?? "/";
    const stranger = strangerProblem(request.method, path, request.headers, port);
    if (stranger !== undefined) return reply.code(403).send({ message: stranger });
    const given = path === "/" ? new URL(request.url, "http://localhost").searchParams.get("key") : null;
    if (given !== null && isSame(given, token)) {
      reply.header("set-cookie", `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      return reply.code(303).header("cache-control", "no-store").header("location", "/").send();
    }
    if (hasToken(request.headers, port, token)) return;
    if (path.startsWith("/api/")) return reply.code(401).send({ message: "The key is missing or of an earlier time." });
    return reply.code(401).type("text/html; charset=utf-8").send(closedPage);
  });

  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer", bodyLimit: largestDocument }, (_, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, _, reply) => {
    const isLarge = error.statusCode === 413;
    const message = isLarge ? "This is larger than 50 MB. Take in the part that you need, saved as a file of its own." : error.message;
    reply.code(error.statusCode ?? 500).send({ message } satisfies Refusal);
  });

  const noCase: Refusal = { message: "No case is chosen yet." };
  const anotherWindow = "Another window has chosen a case already. Reload this page to see it, or run outweigh open again for another.";
  let isBusy = false;
  app.get("/api/start", async (_, reply) => {
    reply.header("cache-control", "no-store");
    return choices === undefined || files !== undefined ? reply.code(409).send({ message: "A case is open." }) : choices.list();
  });
  app.post("/api/start", async (request, reply): Promise<StartAnswer> => {
    if (!isStartOrder(request.body)) return reply.code(400).send({ message: "This is nothing to begin with." });
    if (choices === undefined || files !== undefined || isBusy) return { kind: "refused", reason: anotherWindow };
    const begun = choices.begin(request.body);
    if ("refused" in begun) return { kind: "refused", reason: begun.refused };
    chosen = begun.folder;
    files = filesOf(chosen);
    return { kind: "begun" };
  });
  app.post("/api/start/article", { bodyLimit: largestDocument }, async (request, reply): Promise<TakeAnswer> => {
    const given = documentOf(request.query, request.body);
    const { folder, place } = isRecord(request.query) ? request.query : {};
    if (given === undefined || typeof folder !== "string" || !isTextOrNothing(place))
      return reply.code(400).send({ message: "This is no document to begin with." });
    if (choices === undefined || files !== undefined || isBusy) return { kind: "refused", reason: anotherWindow };
    isBusy = true;
    try {
      const begun = await choices.beginFrom({ folder, ...(place !== undefined && { place }) }, given);
      if ("refused" in begun) return { kind: "refused", reason: begun.refused };
      chosen = begun.folder;
      files = filesOf(chosen);
      return begun.taken;
    } finally {
      isBusy = false;
    }
  });
  app.post("/api/take", { bodyLimit: largestDocument }, async (request, reply): Promise<TakeAnswer> => {
    const given = documentOf(request.query, request.body);
    if (given === undefined) return reply.code(400).send({ message: "This is no document to take in." });
    if (chosen === undefined) return reply.code(409).send(noCase);
    if (options.take === undefined) return { kind: "refused", reason: "Nothing can be taken into this case." };
    if (isBusy) return { kind: "refused", reason: "Another document is being taken in. Wait until that is done." };
    isBusy = true;
    try {
      return await options.take(chosen, given);
    } finally {
      isBusy = false;
    }
  });
  app.get("/api/case", async (_, reply) => {
    reply.header("cache-control", "no-store");
    if (files === undefined || chosen === undefined) return { isChosen: false } satisfies NoCase;
    const found = files.list();
    if (found === undefined) return reply.code(410).send({ message: "The folder of the case is gone." });
    return {
      name: chosen.split("/").pop() ?? "",
      place: chosen,
      files: found,
      ...(!disk.canWrite(chosen) && { canWrite: false }),
    } satisfies CaseListing;
  });
  app.post("/api/write", async (request, reply) => {
    if (!isWriteOrder(request.body)) return reply.code(400).send({ message: "This is not an order to write." });
    if (files === undefined) return reply.code(409).send(noCase);
    const answer = files.write(request.body);
    if (answer.kind === "written") tell({ kind: "changed", files: [answer.file], removed: [] });
    return answer;
  });
  app.post("/api/read", async (request, reply) => {
    if (!isReadOrders(request.body)) return reply.code(400).send({ message: "This is not a list of things to read." });
    if (files === undefined) return reply.code(409).send(noCase);
    const held = files;
    return request.body.orders.map((order) => held.read(order));
  });
  app.post("/api/pdf", { bodyLimit: largestDocument }, async (request, reply) => {
    if (!Buffer.isBuffer(request.body)) return reply.code(400).send({ message: "This is no page to print." });
    if (files === undefined) return reply.code(409).send(noCase);
    const made = (await options.print?.(request.body.toString("utf8"))) ?? { refused: "There is no browser here that could make a PDF." };
    if ("refused" in made) return reply.code(501).send({ message: made.refused });
    return reply.type("application/pdf").header("cache-control", "no-store").send(Buffer.from(made));
  });
  app.get("/api/events", (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { ...answerHeaders, "content-type": "text/event-stream", "cache-control": "no-store" });
    send(reply.raw, { kind: "begun" });
    listeners.add(reply.raw);
    reply.raw.on("close", () => listeners.delete(reply.raw));
  });
  app.get("/*", async (request, reply) => {
    const path = decodeURI(request.url.split("?")[0] ?? "/").slice(1) || "index.html";
    const isPlain = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path);
    const read = isPlain ? disk.read(`${workbench}/${path}`) : undefined;
    if (!read?.ok) return reply.code(404).send({ message: "There is nothing here." });
    const type = types[path.split(".").pop() ?? ""] ?? "application/octet-stream";
    reply.header("cache-control", path.startsWith("assets/") ? "max-age=31536000, immutable" : "no-cache");
    return reply.type(type).send(Buffer.from(read.bytes));
  });

  let isGone = false;
  const tell = (event: CaseEvent) => {
    for (const listener of listeners) send(listener, event);
  };
  const watching = setInterval(() => {
    if (listeners.size === 0 || files === undefined) return;
    const change = files.look();
    if (change === "gone") {
      if (!isGone) tell({ kind: "gone" });
      isGone = true;
      return;
    }
    if (isGone) tell({ kind: "back" });
    isGone = false;
    if (change.files.length + change.removed.length > 0) tell({ kind: "changed", ...change });
  }, lookEvery);

  await app.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  const bound = app.server.address();
  port = typeof bound === "object" && bound !== null ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}/?key=${token}`,
    port,
    close: async () => {
      clearInterval(watching);
      for (const listener of listeners) listener.end();
      await app.close();
    },
  };
}

function send(listener: ServerResponse, event: CaseEvent): void {
  listener.write(`data: ${JSON.stringify(event)}\n\n`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function documentOf(query: unknown, body: unknown): GivenDocument | undefined {
  const name = isRecord(query) ? query.name : undefined;
  const isName = typeof name === "string" && name !== "" && name.length <= longestName && !/[/\\\p{Cc}\p{Cs}]/u.test(name);
  return isName && Buffer.isBuffer(body) ? { name, bytes: new Uint8Array(body) } : undefined;
}

function isWriteOrder(value: unknown): value is WriteOrder {
  return (
    isRecord(value) &&
    typeof value.path === "string" &&
    typeof value.text === "string" &&
    (value.expected === null || typeof value.expected === "string")
  );
}

function isStartOrder(value: unknown): value is StartOrder {
  if (!isRecord(value)) return false;
  const has = (name: string) => typeof value[name] === "string";
  if (!isTextOrNothing(value.place)) return false;
  return value.kind === "open"
    ? has("path")
    : value.kind === "example"
      ? has("name") && has("folder")
      : value.kind === "new" && has("folder");
}

function isTextOrNothing(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isReadOrders(value: unknown): value is ReadOrders {
  return isRecord(value) && Array.isArray(value.orders) && value.orders.length <= mostReads && value.orders.every(isReadOrder);
}

function isReadOrder(value: unknown): value is ReadOrder {
  return isRecord(value) && typeof value.value === "string" && ["file", "folder", "hash", "name"].includes(String(value.kind));
}
