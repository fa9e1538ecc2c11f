/** The catalogue of parts of the brief proper, in the order in which they stand. */
import { actorsPart } from "./actors.js";
import { screened, shared, smallChanges } from "./asked-for.js";
import { attitude } from "./attitude.js";
import { blindSpotsPart } from "./blind-spots.js";
import { change } from "./change.js";
import { courses } from "./courses.js";
import { dependence } from "./dependence.js";
import { experts } from "./experts.js";
import { firmness } from "./firmness.js";
import { futures } from "./futures.js";
import { goodness } from "./goodness.js";
import { grounds } from "./grounds.js";
import { hypothesesPart } from "./hypotheses.js";
import { information } from "./information.js";
import { lawPart } from "./law.js";
import { movers } from "./movers.js";
import { next } from "./next.js";
import { outsideView } from "./outside-view.js";
import type { Part } from "./part.js";
import { scenarios } from "./scenarios.js";
import { signposts } from "./signposts.js";
import { spread } from "./spread.js";
import { studies } from "./studies.js";
import { survival } from "./survival.js";
import { timing } from "./timing.js";
import { weighing } from "./weighing.js";

/** Every part. */
export const parts: readonly Part[] = [
  courses,
  firmness,
  goodness,
  lawPart,
  actorsPart,
  hypothesesPart,
  weighing,
  attitude,
  change,
  survival,
  experts,
  outsideView,
  information,
  studies,
  movers,
  spread,
  shared,
  dependence,
  screened,
  smallChanges,
  scenarios,
  signposts,
  timing,
  futures,
  next,
  blindSpotsPart,
  grounds,
];
