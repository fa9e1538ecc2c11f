/** The host that `outweigh open` runs on this machine, asked over HTTP. */
import type {
  AskingHeader,
  CaseEvent,
  CaseListing,
  NoCase,
  ReadAnswer,
  Refusal,
  StartAnswer,
  StartListing,
  StartOrder,
  TakeAnswer,
  WriteAnswer,
} from "@outweigh/server/protocol";
import { type CaseHost, HostError, NoCaseYet } from "./host.js";

const asking: AskingHeader = "x-outweigh";

const notThere = "Outweigh does not answer any more. Start it again with “outweigh open” and reload this page.";

function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  return body === undefined ? send<Answer>(path) : send<Answer>(path, "application/json", JSON.stringify(body));
}

async function send<Answer>(path: string, type?: string, body?: string | Uint8Array): Promise<Answer> {
  return (await (await answerOf(path, type, body)).json()) as Answer;
}

async function answerOf(path: string, type?: string, body?: string | Uint8Array): Promise<Response> {
  const headers = { [asking]: "1", ...(type === undefined ? {} : { "content-type": type }) };
  let response: Response;
  try {
    response = await fetch(
      path,
      body === undefined ? { headers } : { method: "POST", headers, body: body as string | Uint8Array<ArrayBuffer> },
    );
  } catch {
    throw new HostError(notThere);
  }
  if (response.ok) return response;
  const answer: unknown = await response.json().catch(() => undefined);
  throw new HostError((answer as Refusal | undefined)?.message ?? notThere);
}

/** What there is to begin from, while no case is chosen. */
export const startListing = (): Promise<StartListing> => ask<StartListing>("/api/start");

/** Begins with a case. */
export const begin = (order: StartOrder): Promise<StartAnswer> => ask<StartAnswer>("/api/start", order);

/** A document for the server to take in. */
function sendDocument(path: string, values: Readonly<Record<string, string>>, bytes: Uint8Array): Promise<TakeAnswer> {
  return send<TakeAnswer>(`${path}?${new URLSearchParams(values)}`, "application/octet-stream", bytes);
}

/** Begins with a new case in the folder of this name, with a document as its first source. */
export const beginFrom = (
  order: { readonly folder: string; readonly place?: string },
  name: string,
  bytes: Uint8Array,
): Promise<TakeAnswer> => sendDocument("/api/start/article", { ...order, name }, bytes);

let canWrite = true;

/** The host of this page's own address. */
export const localHost: CaseHost = {
  get canWrite() {
    return canWrite;
  },
  list: async () => {
    const answer = await ask<CaseListing | NoCase>("/api/case");
    if ("isChosen" in answer) throw new NoCaseYet();
    canWrite = answer.canWrite !== false;
    return answer;
  },
  pdf: async (html) => {
    const answer = await answerOf("/api/pdf", "application/octet-stream", new TextEncoder().encode(html));
    return new Uint8Array(await answer.arrayBuffer());
  },
  take: (name, bytes) => sendDocument("/api/take", { name }, bytes),
  write: (order) => ask<WriteAnswer>("/api/write", order),
  read: (orders) => ask<readonly ReadAnswer[]>("/api/read", { orders }),
  watch: (tell) => {
    const source = new EventSource("/api/events");
    let isLost = false;
    source.onmessage = ({ data }) => {
      const event = JSON.parse(String(data)) as CaseEvent;
      if (event.kind !== "begun") return tell(event);
      if (isLost) tell({ kind: "found" });
      isLost = false;
    };
    source.onerror = () => {
      if (!isLost) tell({ kind: "lost" });
      isLost = true;
    };
    return () => source.close();
  },
};
