/** One forecast: criteria, history as steps, outcome and scores, with the way back and the way to its text. */
import { useMemo } from "react";
import { useAnswer } from "../../case/use-case.js";
import { PageFrame } from "../../page/page-frame.js";
import { PageState } from "../../page/page-state.js";
import { addressOf, goToText } from "../../shell/address.js";
import { today } from "./places.js";

/** The forecast of this name. */
export function ForecastPage({ id }: { readonly id: string }) {
  const day = useMemo(today, []);
  const page = useAnswer("forecastPage", { id, today: day });
  const { value: assessment } = useAnswer("assessment", undefined);
  const declared = assessment?.assessment.forecasts.find((each) => each.id === id);
  if (!page.isStale && page.value === undefined)
    return (
      <div className="empty">
        <h2>No forecast is called “{id}”</h2>
        <p>It may have been renamed or taken out of the text, and the ledger does not know it.</p>
        <a href={addressOf("time")}>To the timeline</a>
      </div>
    );
  return (
    <>
      <div className="page-tools">
        <a href={addressOf("time")}>Timeline</a>
        <h2 className="time-question">{declared?.question ?? id}</h2>
        <span className="grow" />
        {declared === undefined ? null : (
          <button type="button" className="button" onClick={() => goToText(declared.span.file, declared.span.from, declared.span.to)}>
            Show in the text
          </button>
        )}
      </div>
      <PageState {...page} what="Reading the ledger">
        {(html) => <PageFrame html={html} title="The forecast" />}
      </PageState>
    </>
  );
}
