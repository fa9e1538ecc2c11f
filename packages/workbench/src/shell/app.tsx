/** The frame of the workbench: bar, messages about the case as a whole, the view of the address, status line, palette. */
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useHeld, useResults } from "../case/use-case.js";
import { DropTarget } from "../taking/drop-target.js";
import { TourPanel } from "../tour/tour-panel.js";
import { firstView, views } from "../views/index.js";
import type { ViewRecord } from "../views/view.js";
import { useAddress } from "./address.js";
import { CaseBanner } from "./case-banner.js";
import { listenToKeys } from "./commands.js";
import { ErrorBoundary } from "./error-boundary.js";
import { KeyboardMap } from "./keyboard-map.js";
import { Notices } from "./notice-list.js";
import { notify } from "./notices.js";
import { Palette } from "./palette.js";
import { useSafeClosing } from "./safe-closing.js";
import { useShellCommands } from "./shell-commands.js";
import { StatusLine } from "./status-line.js";
import { TopBar } from "./top-bar.js";
import { Waiting } from "./waiting.js";

const loaded = new Map(views.map((view) => [view.name, lazily(view)]));

function lazily({ load }: ViewRecord) {
  return lazy(async () => ({ default: (await load()).View }));
}

const StartPage = lazy(async () => ({ default: (await import("../start/start-page.js")).StartPage }));

/** The whole. */
export function App() {
  const address = useAddress();
  const phase = useHeld((held) => held.phase);
  const problem = useHeld((held) => held.problem);
  const name = useHeld((held) => held.name);
  const view = useMemo(
    () => views.find((each) => each.name === address.view) ?? views.find((each) => each.name === firstView)!,
    [address.view],
  );
  const View = loaded.get(view.name)!;
  const deaths = useResults((results) => results.deaths);
  const death = useResults((results) => results.death);
  const isGivenUp = useResults((results) => results.isGivenUp);
  useEffect(() => {
    if (deaths > 0 && !isGivenUp) notify(`The computing part stopped (${death}) and was started again. Nothing that you typed is lost.`);
  }, [deaths, death, isGivenUp]);
  useShellCommands();
  useSafeClosing();
  useEffect(listenToKeys, []);
  useEffect(() => {
    document.title = name === "" ? "Outweigh" : `${name} · ${view.title} · Outweigh`;
  }, [name, view.title]);
  return (
    <div className="app">
      <button type="button" className="button skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the view
      </button>
      <TopBar current={view.name} />
      <CaseBanner />
      <main id="main" className={`view view-${view.name}`} tabIndex={-1} aria-label={phase === "none" ? "Start" : view.title}>
        <h1 className="visually-hidden">
          {name === "" ? "Outweigh" : name}: {phase === "none" ? "Start" : view.title}
        </h1>
        {phase === "failed" ? (
          <div className="empty">
            <h2>The case cannot be opened</h2>
            <p>{problem}</p>
            <button type="button" className="button" onClick={() => location.reload()}>
              Try again
            </button>
          </div>
        ) : phase === "none" ? (
          <Suspense fallback={<Waiting for="Loading the start page" />}>
            <StartPage />
          </Suspense>
        ) : phase === "opening" ? (
          <Waiting for="Opening the case" />
        ) : (
          <ErrorBoundary key={view.name} where={view.title}>
            <Suspense fallback={<Waiting for={`Loading the view “${view.title}”`} />}>
              <View />
            </Suspense>
          </ErrorBoundary>
        )}
      </main>
      {phase === "none" ? null : <StatusLine />}
      <Palette />
      <KeyboardMap />
      {phase === "open" ? <TourPanel /> : null}
      {phase === "open" ? <DropTarget view={view.name} /> : null}
      <Notices />
    </div>
  );
}
