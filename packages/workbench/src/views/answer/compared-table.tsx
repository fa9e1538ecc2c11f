/** The numbers of a comparison as a table, and as rows for a file. */
import type { Compared } from "../../work/answer/compared.js";
import { inOrder } from "./chart.js";

/** The table. The numbers lead to why they are so. */
export function ComparedTable({ compared, onWhy }: { readonly compared: Compared; readonly onWhy: (() => void) | undefined }) {
  const rows = inOrder(compared.rows);
  const reference = rows.find(({ isReference }) => isReference);
  const hasDifference = rows.length > 1 && rows.some(({ difference }) => difference !== undefined);
  const unit = compared.unitWords === "" ? "" : `, ${compared.unitWords}`;
  const number = (text: string) =>
    onWhy === undefined ? (
      text
    ) : (
      <button type="button" className="answer-why" onClick={onWhy}>
        {text}
      </button>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section className="answer-table" tabIndex={0} aria-label="The options in numbers">
      <table>
        <thead>
          <tr>
            <th scope="col">Option</th>
            <th scope="col" className="right">
              Median (90 % interval){unit}
            </th>
            {rows.length > 1 ? (
              <th scope="col" className="right">
                Best in
              </th>
            ) : null}
            {hasDifference ? (
              <>
                <th scope="col" className="right">
                  Difference to “{reference?.label}”
                </th>
                <th scope="col" className="right">
                  Worse in
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.option} className={row.standing === "barred" ? "faded" : ""}>
              <th scope="row">
                {row.rank === undefined ? "" : `${row.rank}. `}
                {row.label}
                {row.standing === "clear" ? null : (
                  <span className={`answer-mark ${row.standing}`}>{row.standing === "barred" ? "barred" : `contested, ${row.breach}`}</span>
                )}
              </th>
              <td className="number right">
                {number(row.words.middle)} <span className="quiet">({row.words.interval})</span>
              </td>
              {rows.length > 1 ? <td className="number right">{row.best?.words ?? "–"}</td> : null}
              {hasDifference ? (
                <>
                  <td className="number right">{row.difference?.words ?? "–"}</td>
                  <td className="number right">{row.difference?.worse ?? "–"}</td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The numbers for a file: the table, and the curves where these are shown. */
export function comparedRows(compared: Compared, isCurves: boolean): readonly (readonly (string | number)[])[] {
  const rows = inOrder(compared.rows);
  const unit = compared.unit === "" ? "" : ` (${compared.unit})`;
  if (isCurves)
    return [
      [`${compared.objective.label}${unit}`, ...rows.flatMap(({ label }) => [`${label}: density`, `${label}: chance of more`])],
      ...Array.from(compared.grid, (value, at) => [
        value,
        ...rows.flatMap(({ shape }) => [shape?.density?.[at] ?? Number.NaN, shape?.more[at] ?? Number.NaN]),
      ]),
    ];
  return [
    [
      "Option",
      "Standing",
      "Rank",
      ...["5 %", "25 %", "median", "75 %", "95 %"].map((name) => `${name}${unit}`),
      "Probability best",
      ...["5 %", "25 %", "median", "75 %", "95 %"].map((name) => `Difference ${name}${unit}`),
    ],
    ...rows.map(({ label, standing, rank, five, best, difference }) => [
      label,
      standing,
      rank ?? "",
      ...[five.low, five.low50, five.median, five.high50, five.high],
      best?.value ?? "",
      ...(difference === undefined
        ? ["", "", "", "", ""]
        : [difference.five.low, difference.five.low50, difference.five.median, difference.five.high50, difference.five.high]),
    ]),
  ];
}
