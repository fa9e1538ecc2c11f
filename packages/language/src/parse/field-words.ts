/** The fields whose keyword is more than one word. The tokenizer needs them before any record is known; a test holds them against the records. */
export const longFields: ReadonlySet<string> = new Set([
  "said by",
  "starts at",
  "as of",
  "bottom line",
  "derived from",
  "conflicts with",
  "correlated with",
  "selected on",
  "target at most",
  "target at least",
  "switches to",
  "applies to",
  "decided by",
]);
