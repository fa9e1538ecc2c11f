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
  WriteAnswer,
} from "@outweigh/server/protocol";
import { type CaseHost, HostError, NoCaseYet } from "./host.js";

const asking: AskingHeader = "x-outweigh";

const notThere = "Outweigh does not answer any more. Start it again with “outweigh open” and reload this page.";

async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const headers = { [asking]: "1", ...(body === undefined ? {} : { "content-type": "application/json" }) };
  let response: Response;
  try {
    response = await fetch(path, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
  } catch {
    throw new HostError(notThere);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Answer;
  throw new HostError((answer as Refusal | undefined)?.message ?? notThere);
}

/** What there is to begin from, while no case is chosen. */
export const startListing = (): Promise<StartListing> => ask<StartListing>("/api/start");

/** Begins with a case. */
export const begin = (order: StartOrder): Promise<StartAnswer> => ask<StartAnswer>("/api/start", order);

/** The host of this page's own address. */
export const localHost: CaseHost = {
  canWrite: true,
  list: async () => {
    const answer = await ask<CaseListing | NoCase>("/api/case");
    if ("isChosen" in answer) throw new NoCaseYet();
    return answer;
  },
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
