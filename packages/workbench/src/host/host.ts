/** Where a case lives: a server on this machine, or data that came with the page. The workbench knows no more of the outside than this. */
import type {
  CaseEvent,
  CaseFile,
  CaseListing,
  ReadAnswer,
  ReadOrder,
  SiteCase,
  TakeAnswer,
  WriteAnswer,
  WriteOrder,
} from "@outweigh/server/protocol";

export type { CaseEvent, CaseFile, CaseListing, ReadAnswer, ReadOrder, WriteAnswer, WriteOrder };

/** The place of a case. What fails rejects with a `HostError`, whose message is for people. */
export interface CaseHost {
  /** Whether anything can be written; of a disk that is known once the files have been listed. */
  readonly canWrite: boolean;
  /** How far the case may be passed on, where it came with such a mark. */
  handling?(): Promise<SiteCase["handling"]>;
  list(): Promise<CaseListing>;
  write(order: WriteOrder): Promise<WriteAnswer>;
  /** Takes a document into the case as a source. Absent where that cannot be done. */
  take?(name: string, bytes: Uint8Array): Promise<TakeAnswer>;
  /** Prints a page of HTML to PDF as its own style sheet says for print. Absent where that cannot be done. */
  pdf?(html: string): Promise<Uint8Array>;
  read(orders: readonly ReadOrder[]): Promise<readonly ReadAnswer[]>;
  /** Tells what happens to the files, whoever does it, and when the host is not there ("lost") and there again ("found"). Gives the end of it. */
  watch(tell: (event: CaseEvent | { readonly kind: "lost" | "found" }) => void): () => void;
}

/** The host has no case yet: one is to be chosen. */
export class NoCaseYet extends Error {
  override readonly name = "NoCaseYet";
}

/** The host does not answer, or does not do what it was asked. */
export class HostError extends Error {
  override readonly name = "HostError";
}
