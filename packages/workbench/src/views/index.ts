/** All views, in the order of their tabs. A new one adds its folder and a line here. */
import type { ViewRecord } from "./view.js";

export const views: readonly ViewRecord[] = [
  { name: "text", title: "Text", hint: "write and read the case", load: () => import("./text/index.js") },
  { name: "diagram", title: "Diagram", hint: "what hangs on what", load: () => import("./diagram/index.js") },
  { name: "evidence", title: "Evidence", hint: "sources, claims and grades", load: () => import("./evidence/index.js") },
  { name: "answer", title: "Answer", hint: "the options compared", load: () => import("./answer/index.js") },
  { name: "time", title: "Time", hint: "forecasts and what to watch", load: () => import("./time/index.js") },
  { name: "brief", title: "Brief", hint: "the brief as it will be read", load: () => import("./brief/index.js") },
];

/** The view that is shown when the address names none. */
export const firstView = "text";
