/** The fields whose keyword is two words. The tokenizer needs them before any record is known; a test holds them against the records. */
export const twoWordFields: ReadonlySet<string> = new Set([
  "said by",
  "starts at",
  "as of",
  "bottom line",
  "derived from",
  "conflicts with",
  "correlated with",
  "selected on",
  "switches to",
]);
