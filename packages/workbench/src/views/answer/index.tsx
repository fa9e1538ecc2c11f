/** The view Answer: the options set against each other. */
import { SectionsPage } from "../../page/sections-page.js";

const names = ["bottom-line", "options", "comparison", "law", "risks"];

/** The view. */
export function View() {
  return <SectionsPage names={names} title="Answer" />;
}
