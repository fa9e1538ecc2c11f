/** The panel of the tour: it walks through the views by their addresses, and can be left at any step. */
import "./tour.css";
import { useEffect, useMemo, useRef } from "react";
import { useObservable } from "../case/observable.js";
import { useCase } from "../case/use-case.js";
import { goTo } from "../shell/address.js";
import { type Command, useCommands } from "../shell/commands.js";
import { Icon } from "../shell/icon.js";
import { views } from "../views/index.js";
import { beginTour, tourStep } from "./tour-state.js";
import { tourSteps } from "./tour-steps.js";

/** The panel, while there is a tour; and the command that begins one. */
export function TourPanel() {
  const { results, state } = useCase();
  const at = useObservable(tourStep);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = at === undefined ? undefined : tourSteps[at];
  useCommands(
    useMemo((): readonly Command[] => [{ id: "tour", title: "Take the tour, in seven steps", group: "Help", run: beginTour }], []),
  );
  useEffect(() => {
    if (step === undefined) return;
    const view = step.views.find((name) => views.some((each) => each.name === name)) ?? "text";
    const known = results.get().chapters;
    const chapters = known.length > 0 ? known : [...state.get().files.keys()].filter((path) => /^[^/]+\.md$/i.test(path)).sort();
    const chapter = step.chapter === undefined ? undefined : chapters[Math.round(step.chapter * (chapters.length - 1))];
    goTo(view, view === "text" ? (chapter ?? "") : "");
  }, [step, results, state]);
  const isOpen = step !== undefined;
  useEffect(() => {
    if (isOpen) heading.current?.focus();
  }, [isOpen]);
  if (at === undefined || step === undefined) return null;
  const { title, words } = state.get().canWrite ? step : (step.forReading ?? step);
  const isLast = at === tourSteps.length - 1;
  const end = () => {
    tourStep.set(undefined);
    document.getElementById("main")?.focus();
  };
  return (
    <aside
      className="tour"
      aria-label="Tour"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        end();
      }}
    >
      <div className="tour-head">
        <p className="quiet small">
          Step {at + 1} of {tourSteps.length}
        </p>
        <button type="button" className="icon-button" aria-label="End the tour" title="End the tour (Escape)" onClick={end}>
          <Icon name="close" />
        </button>
      </div>
      <div aria-live="polite">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{words}</p>
      </div>
      <div className="tour-steps">
        <button type="button" className="button" disabled={at === 0} onClick={() => tourStep.set(at - 1)}>
          Back
        </button>
        <button type="button" className="button main" onClick={() => (isLast ? end() : tourStep.set(at + 1))}>
          {isLast ? "Done" : "Next"}
        </button>
      </div>
    </aside>
  );
}
