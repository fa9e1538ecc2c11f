/** In what an axis counts: thousands, millions or the unit itself. */

const steps: readonly (readonly [number, string])[] = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
  [1e3, "thousand"],
];

/** The axis words and tick numbers for values of this size: `40` on an axis of `billion USD` rather than `40000000000`. */
export function axisScale(values: readonly number[], unit: string): { readonly label: string; format(value: number): string } {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value)).filter(Number.isFinite));
  const [divisor, word] = steps.find(([size]) => largest >= (size === 1e3 ? 20 : 2) * size) ?? [1, ""];
  return {
    label: [word, unit].filter((part) => part !== "").join(" "),
    format: (value) => {
      const shown = Number((value / divisor).toPrecision(8));
      const [whole = "", fraction] = Math.abs(shown).toString().split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
      return `${shown < 0 ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
    },
  };
}
