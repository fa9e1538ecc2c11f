/** The timeline: what falls due soon, then forecasts, indicators and versions as rows on one axis of days, then everything in order as a list. */
import { useMemo } from "react";
import { useAnswer, useHeld } from "../../case/use-case.js";
import { addressOf, goTo, goToText } from "../../shell/address.js";
import { Waiting } from "../../shell/waiting.js";
import type { TimelineAnswer, TimelineForecast } from "../../work/questions/timeline.js";
import { axisOf } from "./axis.js";
import { eventsOf } from "./events.js";
import { dayWords, today, useVersionNames } from "./places.js";
import { AxisStrip, ForecastStrip, IndicatorStrip } from "./strips.js";
import { useWidth } from "./use-width.js";

/** So many things that fall due are shown. */
const mostDue = 4;

/** The timeline, or what to do to have one. */
export function Timeline() {
  const day = useMemo(today, []);
  const versions = useVersionNames();
  const { value, problem, share, isStale } = useAnswer("timeline", { today: day, versions });
  if (value === undefined)
    return problem === undefined ? <Waiting for="Reading the ledger" share={share} /> : <p className="page-note bad">{problem.message}</p>;
  const isEmpty =
    value.forecasts.length === 0 && value.indicators.length === 0 && value.versions.length === 0 && value.damaged.length === 0;
  return (
    <div className="time-page" aria-busy={isStale}>
      <Amiss answer={value} />
      {isEmpty ? <Nothing /> : <Picture answer={value} />}
    </div>
  );
}

function Nothing() {
  const canWrite = useHeld((held) => held.canWrite);
  if (!canWrite)
    return (
      <div className="empty">
        <h2>Nothing is dated yet</h2>
        <p>The case has no forecasts, no indicators and no published versions, which would stand here on one line of time.</p>
      </div>
    );
  return (
    <div className="empty">
      <h2>Nothing is dated yet</h2>
      <p>Forecasts, indicators and published versions stand here on one line of time. Write a forecast in a chapter:</p>
      <pre>{'forecast deaths_fall "Will deaths fall below 75,000?"\n  by 2027-06-30\n  probability 60 %\n  resolves "Yes, if …"'}</pre>
      <p>Then keep what you say of it, and later what came out, in the ledger; and publish versions:</p>
      <pre>{"outweigh forecast set DIR deaths_fall 60 %\noutweigh publish DIR --as 2026-11"}</pre>
      <button type="button" className="button" onClick={() => goTo("text")}>
        To the text
      </button>
    </div>
  );
}

function Amiss({ answer: { problems, damaged, hasLedger, forecasts } }: { readonly answer: TimelineAnswer }) {
  return (
    <>
      {problems.map(({ line, message, remedy }) => (
        <p key={line} className="page-note bad">
          ledger.jsonl, line {line}: {message} {remedy}
        </p>
      ))}
      {damaged.map(({ name, reason }) => (
        <p key={name} className="page-note bad">
          Version {name}: its manifest {reason}.
        </p>
      ))}
      {hasLedger || forecasts.length === 0 ? null : (
        <p className="page-note">
          There is no ledger yet, so nothing is known of what was said when. Keep a forecast with{" "}
          <code>outweigh forecast set DIR NAME 60 %</code>.
        </p>
      )}
    </>
  );
}

function Picture({ answer }: { readonly answer: TimelineAnswer }) {
  const [measured, width] = useWidth<HTMLDivElement>();
  const axis = useMemo(() => axisOf(answer, width), [answer, width]);
  const { forecasts, indicators, versions, due } = answer;
  return (
    <>
      {due.length > 0 ? <Due answer={answer} /> : null}
      <section aria-labelledby="time-rows">
        <h2 id="time-rows">Forecasts, indicators and versions</h2>
        <p className="quiet small">
          The height is what was said, from 0 at the foot to 100&nbsp;% at the top; ● what came out, | the closing day
          {indicators.length > 0 ? ", ◇ a reading of an indicator, filled when past its threshold" : ""}. Upright lines are published
          versions, the dashed one is today.
        </p>
        <ul className="time-rows">
          <li className="time-row time-axis">
            <span className="time-label">
              {versions.length > 0 ? (
                <span className="quiet small">Versions {versions.map(({ name }) => name).join(", ")}</span>
              ) : (
                <span className="quiet small">No version is published</span>
              )}
            </span>
            <div ref={measured}>
              <AxisStrip axis={axis} answer={answer} />
            </div>
          </li>
          {forecasts.map((forecast) => (
            <li key={forecast.id} className="time-row">
              <span className="time-label">
                <a href={addressOf("time", `forecast/${forecast.id}`)}>{forecast.question || forecast.id}</a>
                <Standing forecast={forecast} />
              </span>
              <ForecastStrip axis={axis} answer={answer} forecast={forecast} />
            </li>
          ))}
          {indicators.map((indicator) => (
            <li key={indicator.id} className="time-row">
              <span className="time-label">
                <button
                  type="button"
                  className="link-button"
                  onClick={() => goToText(indicator.span.file, indicator.span.from, indicator.span.to)}
                >
                  {indicator.label}
                </button>
                <span className="quiet small">
                  indicator, {indicator.standing}
                  {indicator.threshold === undefined ? "" : `; ${indicator.threshold}`}
                  {indicator.pending > 0 ? `; ${indicator.pending} to decide` : ""}
                </span>
              </span>
              <IndicatorStrip axis={axis} answer={answer} indicator={indicator} />
            </li>
          ))}
        </ul>
      </section>
      <Events answer={answer} />
    </>
  );
}

function Standing({ forecast: { standing, standingWords, latest, closes } }: { readonly forecast: TimelineForecast }) {
  const stands =
    standing === "open" ? `open until ${dayWords(closes)}` : standing === "due" ? `overdue since ${dayWords(closes)}` : standingWords;
  return (
    <span className="quiet small">
      <span className={`time-standing ${standing}`}>{stands}</span>
      {latest === "" ? " · nothing kept in the ledger yet" : ` · ${latest}`}
    </span>
  );
}

function Due({ answer: { due, today: now } }: { readonly answer: TimelineAnswer }) {
  const left = due.length - mostDue;
  return (
    <section aria-labelledby="time-due">
      <h2 id="time-due">What falls due</h2>
      <ul className="time-due">
        {due.slice(0, mostDue).map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <span className={item.isOverdue ? "time-standing due" : ""}>{dayWords(item.day)}</span>{" "}
            <span className="quiet small">{awayWords(Math.round(item.day - Math.floor(now)))}</span>
            <br />
            {item.kind === "forecast" ? (
              <a href={addressOf("time", `forecast/${item.id}`)}>{item.label}</a>
            ) : (
              <span>Look at “{item.label}”</span>
            )}
          </li>
        ))}
      </ul>
      {left > 0 ? <p className="quiet small">And {left} more, later: in the rows below.</p> : null}
    </section>
  );
}

function awayWords(days: number): string {
  if (days === 0) return "today";
  const size = Math.abs(days);
  const words = size < 60 ? `${size} ${size === 1 ? "day" : "days"}` : `${Math.round(size / 30.44)} months`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

function Events({ answer }: { readonly answer: TimelineAnswer }) {
  const events = useMemo(() => eventsOf(answer), [answer]);
  if (events.length === 0) return null;
  return (
    <details className="time-events">
      <summary>Everything in order ({events.length})</summary>
      <ol>
        {events.map((event) => (
          <li key={event.key}>
            <span className="number quiet">{dayWords(event.day)}</span>{" "}
            {event.href === undefined ? event.words : <a href={event.href}>{event.words}</a>}
            {event.detail === "" ? null : <span className="quiet small"> {event.detail}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
