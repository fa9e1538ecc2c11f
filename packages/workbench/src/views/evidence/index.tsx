/** The view Evidence: the sources of the case, its claims and their grades. */
import { SectionsPage } from "../../page/sections-page.js";

const names = ["evidence", "hypotheses", "experts"];

/** The view. */
export function View() {
  return <SectionsPage names={names} title="Evidence" />;
}
