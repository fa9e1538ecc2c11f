/** Round steps for an axis that is drawn without a plotting library. */

/** Ticks at round numbers that cover the range, three to six of them. */
export function roundTicks(low: number, high: number): readonly number[] {
  const width = high - low || Math.abs(high) || 1;
  const [bottom, top] = low >= 0 && low < width * 0.6 ? [0, high] : high <= 0 && -high < width * 0.6 ? [low, 0] : [low, high];
  const rough = (top - bottom || width) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.max(Math.ceil(top / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, position) => (first + position) * step);
}
