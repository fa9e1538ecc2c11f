/** The line `tlp`, which the case, its sources and its claims may have. */
import { readTlpMark } from "@outweigh/evidence";
import type { HandlingMark } from "../assessment.js";
import { unknownMark } from "../diagnostics/evidence.js";
import type { BlockReader } from "./block.js";

/** Reads the mark; one that does not exist is reported, and WHITE with what it is called now. */
export function readHandlingMark(reader: BlockReader): HandlingMark | undefined {
  const field = reader.field("tlp");
  if (!field) return undefined;
  const words = /^(?:TLP:\s*)?([A-Za-z+]+)(?:\s+"([^"]*)")?$/.exec(field.raw.text.replace(/\s+/g, " ").trim());
  const mark = words?.[1] === undefined || /^white$/i.test(words[1]) ? undefined : readTlpMark(words[1]);
  if (mark === undefined) {
    reader.report(unknownMark.at(field.span, { found: field.raw.text.slice(0, 40).trim() || "nothing" }));
    return undefined;
  }
  const because = words?.[2]?.trim();
  return { mark, because: because === "" ? undefined : because, span: field.span };
}
