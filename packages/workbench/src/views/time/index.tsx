/** The view Time: forecasts, and what to watch. */
import { SectionsPage } from "../../page/sections-page.js";

const names = ["outlook"];

/** The view. */
export function View() {
  return <SectionsPage names={names} title="Time" />;
}
