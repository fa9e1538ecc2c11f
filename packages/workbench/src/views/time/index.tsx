/** The view Time: forecasts, indicators and versions on one timeline; courses of stocks; how forecasts did; and what changed between versions. */
import "../../page/page.css";
import "./time.css";
import { useMemo } from "react";
import { addressOf, goTo, useAddress } from "../../shell/address.js";
import { type Command, useCommands } from "../../shell/commands.js";
import { Calibration } from "./calibration.js";
import { Changes } from "./changes.js";
import { Courses } from "./courses.js";
import { ForecastPage } from "./forecast-page.js";
import { parts } from "./places.js";
import { Timeline } from "./timeline.js";

/** The view. */
export function View() {
  const { subject } = useAddress();
  const [part = "", ...rest] = subject.split("/");
  const current = parts.some(({ name }) => name === part) ? part : "";
  useCommands(
    useMemo(
      (): readonly Command[] =>
        parts.map(({ name, title }) => ({
          id: `time.${name}`,
          title: `Time: ${title.toLowerCase()}`,
          group: "Time",
          run: () => goTo("time", name),
        })),
      [],
    ),
  );
  return (
    <div className="time-view">
      <nav className="time-parts" aria-label="Parts of Time">
        {parts.map(({ name, title }) => (
          <a key={name} href={addressOf("time", name)} aria-current={name === current ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div className="time-body">
        {part === "forecast" ? (
          <ForecastPage id={rest.join("/")} />
        ) : current === "courses" ? (
          <Courses />
        ) : current === "calibration" ? (
          <Calibration />
        ) : current === "changes" ? (
          <Changes />
        ) : (
          <Timeline />
        )}
      </div>
    </div>
  );
}
