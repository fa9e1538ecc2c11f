/** What verifying finds: that something holds, that it does not, or that it could not be checked, each with its place. */

/** What a finding is about. */
export type Subject = "manifest" | "file" | "source" | "quote" | "result" | "judgement" | "brief" | "ledger" | "signature" | "version";

/** One finding. */
export interface Finding {
  readonly state: "holds" | "fails" | "unchecked";
  /** The version that it is about; null for the case as it is now. */
  readonly version: string | null;
  readonly subject: Subject;
  /** A path from the folder of the case, or a name. */
  readonly where: string;
  /** What was found, in whole sentences. */
  readonly message: string;
  /** What it may mean, and what to do; empty for what holds. */
  readonly meaning: string;
}

/** Makes findings about one version, or about the case as it is now. */
export function findingsOf(version: string | null) {
  const make =
    (state: Finding["state"]) =>
    (subject: Subject, where: string, message: string, meaning = ""): Finding => ({ state, version, subject, where, message, meaning });
  return { holds: make("holds"), fails: make("fails"), unchecked: make("unchecked") };
}
