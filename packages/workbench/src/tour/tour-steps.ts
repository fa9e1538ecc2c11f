/** The seven steps of the tour: which view each shows, and what there is to see. They speak of any case that is in order. */

/** A step. */
export interface TourStep {
  readonly title: string;
  readonly words: string;
  /** The same where nothing can be changed, when that differs. */
  readonly forReading?: { readonly title: string; readonly words: string };
  /** The view to show; where it is not there, the next. */
  readonly views: readonly string[];
  /** Of the view Text: how far into the chapters, from 0 to 1. */
  readonly chapter?: number;
}

export const tourSteps: readonly TourStep[] = [
  {
    title: "A question, in plain words",
    words:
      "The chapters of the case stand in the list. They are plain text: prose for the reader, and blocks between fences that say the same precisely. The first asks the question and names the options.",
    views: ["text"],
    chapter: 0,
  },
  {
    title: "A model that is read like prose",
    words:
      "Further on, quantities have names, units and a range instead of one number, and each says why. Whatever you change here is computed at once; what is amiss is underlined, with what to write instead.",
    forReading: {
      title: "A model that is read like prose",
      words:
        "Further on, quantities have names, units and a range instead of one number, and each says why. From this text alone your browser computes everything that you see.",
    },
    views: ["diagram", "text"],
    chapter: 0.5,
  },
  {
    title: "Every number rests on something",
    words:
      "Sources, and what they were quoted as saying, each with a grade: how reliable who says it is, and how credible what is said. Where sources contradict or only echo each other, that is shown.",
    views: ["evidence"],
  },
  {
    title: "The answer, with its doubt",
    words:
      "The options compared on each objective, as ranges rather than points: how likely each is the best, what the decision hangs on, and what it would take to turn it.",
    views: ["answer"],
  },
  {
    title: "What happens, and what to watch",
    words:
      "Forecasts with the day on which they are settled, signs to look out for, and how well earlier forecasts of the case have held. A case goes on after it is published.",
    views: ["time"],
  },
  {
    title: "What the reader gets",
    words: "The brief, to the letter as it is exported for the web or for Word. Every number in it leads back to where it comes from.",
    views: ["brief"],
  },
  {
    title: "Now change something",
    words:
      "Everything can be undone, in every view. One key finds whatever can be done or gone to (Ctrl K, or ⌘ K on a Mac), and ? outside of the text lists all keys. Begin with a number in a block, and watch the line at the foot.",
    forReading: {
      title: "Now look around",
      words:
        "One key finds whatever can be done or gone to (Ctrl K, or ⌘ K on a Mac), and ? outside of the text lists all keys. Nothing that you do here changes the case.",
    },
    views: ["text"],
    chapter: 0,
  },
];
