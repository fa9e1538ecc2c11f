/** A scale from values to places in a picture, with round ticks and the numbers at them. */

/** A linear scale. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** A scale over values, from `from` to `to` in pixels, with about so many ticks. It begins at zero where all values lie on one side of it and near enough. */
export function scaleOver(values: readonly number[], from: number, to: number, wanted: number): Scale {
  const finite = values.filter(Number.isFinite);
  let [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  const width = high - low || Math.abs(high) || 1;
  if (low >= 0 && low < width * 0.6) low = 0;
  else low -= width * 0.03;
  if (high <= 0 && -high < width * 0.6) high = 0;
  else high += width * 0.03;
  const step = niceStep((high - low) / wanted);
  const ticks: { value: number; text: string }[] = [];
  for (let count = Math.ceil(low / step - 1e-9); count * step <= high + step * 1e-9; count++)
    ticks.push({ value: count * step, text: numberText(count * step, step) });
  return { low, high, ticks, place: (value) => from + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (to - from) };
}

/** The next larger of 1, 2, 5, 10 … */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10);
}

/** A number with as many decimals as a step needs: `−1,250` or `0.05`. */
export function numberText(value: number, step: number): string {
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const isZero = Number(`${whole}.${fraction ?? 0}`) === 0;
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${value < 0 && !isZero ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
