/** Medians and percentiles of what was measured in the browser. */

/** The value below which this share of them lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Median, 95th percentile and largest of milliseconds, in words. */
export function spreadWords(values: readonly number[]): string {
  const shown = (share: number) => percentile(values, share).toFixed(1);
  return `median ${shown(0.5)} ms, 95 % ${shown(0.95)}, largest ${shown(1)} (${values.length})`;
}
