/** The part with Sobol' indices: where the spread of the difference comes from, alone and together. */
import type { SobolResult } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import { formatCount, formatProbability } from "../numbers.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords } from "./wording.js";

const shown = 8;

export const spread = tellingPart<SobolResult>({
  name: "spread",
  title: "Where the spread comes from",
  analysis: "sobol",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.3 : 0),
  compose: (findings, { objectives, evaluations }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const inputs = [...first.inputs].sort((one, other) => other.total.value - one.total.value).slice(0, shown);
    const alone = Math.min(1, Math.max(0, first.sumOfFirst.value));
    const share = (value: number) => formatProbability(Math.min(1, Math.max(0, value)));
    return [
      paragraph(
        `${share(alone)} of the variance of the difference comes from inputs one by one, the rest from inputs acting together. The largest shares: ${joinWords(inputs.slice(0, 3).map(({ name, total }) => `${inputWords(findings, name)} (${share(total.value)})`))}. `,
        `From ${formatCount(evaluations)} evaluations of the model.`,
      ),
      {
        kind: "table",
        caption: "Share of the variance of the difference (Sobol’ indices)",
        columns: columns("Input", ">Alone", ">With interactions", ">± of the latter"),
        rows: inputs.map(({ name, first: own, total }) => ({
          cells: [
            [text(inputHead(findings, name))],
            [text(share(own.value))],
            [text(share(total.value))],
            [text(`${(((total.high - total.low) / 2) * 100).toFixed(1)}`)],
          ],
        })),
        note: [text("±: half the 95\u00a0% interval, in percentage points.")],
      },
    ];
  },
});
