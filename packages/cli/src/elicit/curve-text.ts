/** A fitted curve drawn in text, so that an expert sees what the numbers come to. */
import { distributions, fix, tabledName } from "@outweigh/engine";
import type { JudgedFit } from "@outweigh/language";

const eighths = " ▁▂▃▄▅▆▇█";
const rows = 6;

/** The lines of the picture: the curve, an axis with marks under the numbers that were said, and the ends of the axis. */
export function curveText(fit: JudgedFit, width: number, number: (value: number) => string): readonly string[] {
  const made = fix(distributions.get(tabledName)!, fit.table);
  const columns = Math.max(20, Math.min(64, width - 4));
  const inner = fit.values;
  const [low, high] = [Math.min(made.quantile(0.005), ...inner), Math.max(made.quantile(0.99), ...inner)];
  const step = (high - low) / columns;
  const heights = Array.from({ length: columns }, (_, column) => made.cdf(low + step * (column + 1)) - made.cdf(low + step * column));
  const most = Math.max(...heights);
  const picture = Array.from({ length: rows }, (_, row) =>
    heights
      .map((height) => {
        const filled = Math.round((height / most) * rows * 8) - (rows - 1 - row) * 8;
        return eighths[Math.min(8, Math.max(0, filled))];
      })
      .join("")
      .trimEnd(),
  );
  const places = new Set(inner.map((value) => Math.min(columns - 1, Math.max(0, Math.floor((value - low) / step)))));
  const axis = Array.from({ length: columns }, (_, column) => (places.has(column) ? "┴" : "─")).join("");
  const [left, right] = [number(low), number(high)];
  const ends = `${left}${" ".repeat(Math.max(1, columns - left.length - right.length))}${right}`;
  return [...picture, axis, ends].map((line) => `  ${line}`);
}
