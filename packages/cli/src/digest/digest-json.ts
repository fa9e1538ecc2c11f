/** The JSON form of a digest; its schema is docs/schema/digest.schema.json. Addresses of readers are not in it. */
import type { DigestRecord } from "@outweigh/brief";
import { tlpLabel } from "@outweigh/evidence";
import type { Delivered } from "./delivering.js";
import type { MadeDigest } from "./digest-pages.js";

/** A digest as data. */
export interface DigestJson {
  readonly format: "outweigh-digest-1";
  readonly folder: string;
  readonly id: string;
  readonly subject: string;
  readonly handling?: string;
  readonly isNothingNew: boolean;
  readonly told: Omit<DigestRecord, "handling">;
  readonly files: readonly string[];
  readonly sent: readonly {
    readonly digest: string;
    readonly subject: string;
    readonly sentNow: number;
    readonly sent: number;
    readonly waiting: number;
    readonly refused: number;
    readonly inDoubt: number;
    readonly left: number;
    readonly givenUp: number;
  }[];
}

/** A digest and how its letters stand. */
export function digestJson(folder: string, made: MadeDigest, files: readonly string[], delivered: readonly Delivered[]): DigestJson {
  const { handling, ...told } = made.record;
  return {
    format: "outweigh-digest-1",
    folder,
    id: made.id,
    subject: made.subject,
    ...(handling && { handling: tlpLabel(handling) }),
    isNothingNew: made.isNothingNew,
    told,
    files,
    sent: delivered.map(({ digest, subject, report: { counts, sentNow } }) => ({
      digest,
      subject,
      sentNow,
      sent: counts.sent,
      waiting: counts.waiting,
      refused: counts.refused,
      inDoubt: counts.unknown,
      left: counts.left,
      givenUp: counts["given-up"],
    })),
  };
}
