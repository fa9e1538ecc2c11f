/** Where the tour is: a step from 0, or nowhere. It is lost with the page on purpose. */
import { observable } from "../case/observable.js";

/** The step of the tour that is shown; undefined while there is no tour. */
export const tourStep = observable<number | undefined>(undefined);

/** Begins the tour. */
export const beginTour = (): void => tourStep.set(0);
