/** The ledger of the flood case: two forecasters, two settled questions and one that is open. For tests only. */
import { draftToLine, type Ledger, type LedgerDraft, readLedger } from "@outweigh/language";

const at = (day: number) => `2026-01-${`${day}`.padStart(2, "0")}T00:00:00Z`;
const question = (forecast: string, words: string): LedgerDraft => ({
  kind: "open",
  at: at(1),
  by: "Hale",
  forecast,
  question: words,
  type: "binary",
  opens: "2026-01-01",
  closes: "2026-01-20",
});
const said = (forecast: string, by: string, probability: number): LedgerDraft => ({
  kind: "set",
  at: at(1),
  by,
  forecaster: by,
  forecast,
  value: { probability },
});
const came = (forecast: string, outcome: "yes" | "no"): LedgerDraft => ({
  kind: "resolve",
  at: at(25),
  by: "Hale",
  forecast,
  outcome,
  on: "2026-01-20",
  evidence: "The gauge",
});

/** The ledger. */
export function floodLedger(): Ledger {
  const drafts = [
    question("storm", "Will there be a storm surge above 3 m?"),
    said("storm", "Hale", 0.7),
    said("storm", "Ruth", 0.4),
    question("levy", "Will the levy be raised?"),
    said("levy", "Hale", 0.2),
    question("dredging", "Will the harbour be dredged?"),
    said("dredging", "Hale", 0.3),
    said("dredging", "Ruth", 0.5),
    came("storm", "yes"),
    came("levy", "no"),
  ];
  let heads: readonly string[] = [];
  const lines = drafts.map((draft) => {
    const { entry, line } = draftToLine(draft, heads);
    heads = [entry.id];
    return `${line}\n`;
  });
  return readLedger(lines.join(""));
}
