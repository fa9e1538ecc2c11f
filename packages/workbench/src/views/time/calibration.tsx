/** How settled forecasts did: scores, the calibration, forecasters, in the words and figures of the brief. */
import { useAnswer, useHeld } from "../../case/use-case.js";
import { PageFrame } from "../../page/page-frame.js";
import { PageState } from "../../page/page-state.js";

/** The scores, or what to do to have some. */
export function Calibration() {
  const answer = useAnswer("scoresPage", undefined);
  const canWrite = useHeld((held) => held.canWrite);
  if (!answer.isStale && answer.value === undefined)
    return (
      <div className="empty">
        <h2>Nothing is settled yet</h2>
        <p>
          Once the outcome of a forecast is recorded, this place says how good the forecasts were and whether what was called likely came
          true.{canWrite ? " Record an outcome in the terminal:" : ""}
        </p>
        {canWrite ? <pre>outweigh forecast resolve DIR NAME yes --on 2026-06-30 --evidence "…"</pre> : null}
      </div>
    );
  return (
    <PageState {...answer} what="Scoring the forecasts">
      {(html) => <PageFrame html={html} title="How forecasts did" />}
    </PageState>
  );
}
