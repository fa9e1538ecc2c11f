/** A distribution drawn small: its bars where draws are kept, its 90 % interval, its middle half and its median. */
import type { Spread } from "../work/questions/text-values.js";

const width = 220;
const tall = 34;
const space = "http://www.w3.org/2000/svg";

/** The picture; undefined where the value is certain. Its numbers stand in the words beside it, so it is hidden from screen readers. */
export function spreadPicture({ quantiles, bars }: Spread): SVGSVGElement | undefined {
  const [q05, q25, q50, q75, q95] = quantiles ?? [];
  if (q05 === undefined || q25 === undefined || q50 === undefined || q75 === undefined || q95 === undefined) return undefined;
  const margin = (q95 - q05) * 0.2;
  const [low, high] = [Math.min(bars?.low ?? q05 - margin, q05), Math.max(bars?.high ?? q95 + margin, q95)];
  const at = (value: number) => ((value - low) / (high - low)) * width;
  const picture = document.createElementNS(space, "svg");
  const height = bars === undefined ? 12 : tall + 12;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  picture.setAttribute("class", "spread");
  picture.setAttribute("aria-hidden", "true");
  const add = (name: string, x: number, y: number, wide: number, high: number) => {
    const bar = document.createElementNS(space, "rect");
    for (const [key, value] of Object.entries({ class: name, x, y, width: Math.max(wide, 0.5), height: high }))
      bar.setAttribute(key, String(value));
    picture.append(bar);
  };
  if (bars !== undefined) {
    const most = Math.max(...bars.heights);
    const step = (at(bars.high) - at(bars.low)) / bars.heights.length;
    for (const [place, count] of bars.heights.entries()) {
      const size = (count / most) * tall;
      add("bar", at(bars.low) + place * step, tall - size, step - 0.5, size);
    }
  }
  const middle = height - 5;
  add("whole", at(q05), middle - 0.75, at(q95) - at(q05), 1.5);
  add("half", at(q25), middle - 2.5, at(q75) - at(q25), 5);
  add("median", at(q50) - 1, middle - 4, 2, 8);
  return picture;
}
