/**
 * A composed brief: the fourth of the four nouns. Plain serialisable data that says what the reader is told and in which order, and nothing
 * about how it looks: sections make these blocks, renderers turn them into HTML or DOCX, and neither knows the other.
 */

/** The whole brief. */
export interface Document {
  readonly title: string;
  /** How far the brief may be passed on, as `TLP:GREEN`; at the head and the foot of every page. Absent where nothing is marked. */
  readonly handling?: string;
  /** The question that the brief answers. */
  readonly question: string;
  /** Short facts under the title: audience, author, date. */
  readonly facts: readonly Fact[];
  /** The brief proper. */
  readonly blocks: readonly Block[];
  /** The whole assessment behind the brief, for the screen; on paper it is left out. Absent where the blocks hold it. */
  readonly annex?: { readonly title: string; readonly anchor: string; readonly note: string; readonly blocks: readonly Block[] };
  /** One line at the foot of every page: what it takes to make this brief again. */
  readonly colophon: string;
  /** What it takes to make the page again and compare, as JSON for programs; not shown. */
  readonly record?: string;
}

/** A name and its value, for the head of the brief and for definition lists. */
export interface Fact {
  readonly term: string;
  readonly content: readonly Inline[];
}

/** Tone of a callout or a mark. A renderer may colour it, but the words must be enough without colour. */
export type Tone = "key" | "note" | "warning" | "barred" | "contested" | "clear";

/** Running text. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly content: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" }
  /** A link out of the brief. Renderers follow `http`, `https` and `mailto` only. */
  | { readonly kind: "link"; readonly href: string; readonly content: readonly Inline[] }
  /** A computed value; `anchor` is the lineage entry that it leads to. */
  | { readonly kind: "value"; readonly text: string; readonly anchor: string | undefined }
  /** A likelihood word with the numbers that it stands for, always printed in brackets beside it. */
  | { readonly kind: "likelihood"; readonly word: string; readonly range: string; readonly anchor: string | undefined }
  /** A reference to a claim in the evidence: its short name and Admiralty grade. */
  | { readonly kind: "claim"; readonly text: string; readonly grade: string; readonly anchor: string }
  /** A reference to another place of the brief. */
  | { readonly kind: "reference"; readonly text: string; readonly anchor: string }
  /** A short standing mark such as `barred`. */
  | { readonly kind: "mark"; readonly tone: Tone; readonly text: string };

export type Block =
  /** A stretch of the brief with its own heading; sections nest. `anchor` is unique in the document. */
  | {
      readonly kind: "section";
      readonly anchor: string;
      readonly level: number;
      readonly title: readonly Inline[] | undefined;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: "heading"; readonly anchor: string; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "divider" }
  | { readonly kind: "callout"; readonly tone: Tone; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | TableBlock
  | FigureBlock
  /** Positions that disagree, side by side. */
  | { readonly kind: "side-by-side"; readonly label: string; readonly columns: readonly (readonly Block[])[] }
  | ClaimBlock
  | LineageBlock;

/** A table. The first column heads its rows. */
export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** How to read it, below the table. */
  readonly note?: readonly Inline[];
}

/** Numbers are set to the right. */
export interface TableColumn {
  readonly header: string;
  readonly align: "left" | "right";
}

/** `faded` rows are shown and not ranked. */
export interface TableRow {
  readonly cells: readonly (readonly Inline[])[];
  readonly faded?: boolean;
  readonly anchor?: string;
}

/** A picture with its caption, a text for those who cannot see it, and the numbers behind it. */
export interface FigureBlock {
  readonly kind: "figure";
  readonly anchor: string;
  readonly caption: string;
  /** How to read it, after the caption. */
  readonly note: string;
  readonly alternative: string;
  readonly plot: Plot;
  readonly table: TableBlock;
  /** Whether the table stands open beside the picture, or folded away below it. */
  readonly tableOpen: boolean;
}

/** The data of a picture, already in display units. */
export type Plot =
  | IntervalPlot
  | ProbabilityPlot
  | FanPlot
  | StatePlot
  | SwingPlot
  | BarPlot
  | MapPlot
  | CurvePlot
  | RangePlot
  | PlanePlot
  | EchoPlot
  | PanelPlot
  | SchedulePlot
  | StepPlot;

/** One line per option: median, 50 % and 90 % intervals. */
export interface IntervalPlot {
  readonly kind: "intervals";
  readonly unit: string;
  readonly rows: readonly IntervalRow[];
  /** A line to compare with, such as the median of carrying on. */
  readonly reference: { readonly value: number; readonly label: string } | undefined;
}

/** Standing of an option under the rules of the case. */
export type Standing = "clear" | "contested" | "barred";

export interface IntervalRow {
  readonly label: string;
  readonly standing: Standing;
  readonly low90: number;
  readonly low50: number;
  readonly median: number;
  readonly high50: number;
  readonly high90: number;
}

/** Bars of probability, one row per option, in one panel or several. */
export interface ProbabilityPlot {
  readonly kind: "probabilities";
  readonly panels: readonly string[];
  readonly bars: readonly ProbabilityBar[];
}

export interface ProbabilityBar {
  readonly panel: string;
  readonly label: string;
  readonly value: number;
  readonly error: number;
  readonly emphasised: boolean;
}

/** A value over time: one panel per series, intervals as bands where the draws were kept. */
export interface FanPlot {
  readonly kind: "fan";
  readonly unit: string;
  readonly series: readonly { readonly label: string; readonly points: readonly FanPoint[] }[];
  /** Which series the others are compared with, by its place. */
  readonly baseline: number | undefined;
}

export interface FanPoint {
  readonly time: number;
  readonly middle: number;
  readonly low90: number | undefined;
  readonly low50: number | undefined;
  readonly high50: number | undefined;
  readonly high90: number | undefined;
}

/** Shares of the states of a chance, one stacked bar per row. */
export interface StatePlot {
  readonly kind: "states";
  readonly states: readonly string[];
  readonly rows: readonly { readonly label: string; readonly shares: readonly number[] }[];
}

/** One bar per input from where the result goes when the input is low to where it goes when it is high; the line is the result when all are in the middle. */
export interface SwingPlot {
  readonly kind: "swings";
  readonly unit: string;
  readonly middle: number;
  readonly rows: readonly { readonly label: string; readonly low: number; readonly high: number }[];
}

/** Bars of one measure, with a whisker of two standard errors where they are known. */
export interface BarPlot {
  readonly kind: "bars";
  readonly unit: string;
  readonly rows: readonly { readonly label: string; readonly value: number; readonly error: number | undefined }[];
  /** A line to compare with. */
  readonly reference: { readonly value: number; readonly label: string } | undefined;
}

/** Points on two scales from 0 to 1, numbered in their order, with words at the ends of the axes; the corner at the right below is the one to look at. */
export interface MapPlot {
  readonly kind: "map";
  readonly across: { readonly label: string; readonly low: string; readonly high: string };
  readonly up: { readonly label: string; readonly low: string; readonly high: string };
  readonly points: readonly { readonly label: string; readonly x: number; readonly y: number; readonly emphasised: boolean }[];
}

/** A result over an input: its expectation with a 90 % band, and the places where it crosses zero. */
export interface CurvePlot {
  readonly kind: "curve";
  readonly across: { readonly label: string; readonly unit: string };
  readonly unit: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly low: number; readonly high: number }[];
  readonly crossings: readonly { readonly x: number; readonly label: string }[];
}

/** Two inputs against each other: lines on which two options are level, and on which side which of them is better. */
export interface PlanePlot {
  readonly kind: "plane";
  readonly across: { readonly label: string; readonly unit: string; readonly low: number; readonly high: number };
  readonly up: { readonly label: string; readonly unit: string; readonly low: number; readonly high: number };
  readonly lines: readonly (readonly { readonly x: number; readonly y: number }[])[];
  /** A place on each side, with the option that is better there. */
  readonly sides: readonly { readonly x: number; readonly y: number; readonly label: string }[];
}

/** A curve for each expert and for all together, from `low` to `high` of one axis: `said` are the values that were judged; heights are on any scale. */
export interface PanelPlot {
  readonly kind: "panel";
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly rows: readonly (Omit<IntervalRow, "standing"> & {
    readonly isPool: boolean;
    readonly curve: readonly { readonly x: number; readonly height: number }[];
    readonly said: readonly number[];
  })[];
}

/** Parts of ranges: where within all that was tried something holds. `from` and `to` are shares of the whole range. */
export interface RangePlot {
  readonly kind: "ranges";
  readonly rows: readonly {
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly least: string;
    readonly most: string;
    readonly words: string;
  }[];
}

/** Sources under what they derive from, their claims under them, a line each; and which lines are tied, by their places. */
export interface EchoPlot {
  readonly kind: "echoes";
  readonly lines: readonly {
    readonly label: string;
    readonly sort: "origin" | "derived" | "claim";
    readonly depth: number;
    /** The line that it stands under. */
    readonly under: number | undefined;
  }[];
  /** `derived`: a second source of a source, or an echo found by its text. `echo`: claims cited together that are one piece of evidence; `independent`: that are two. */
  readonly ties: readonly { readonly from: number; readonly to: number; readonly sort: "derived" | "found" | "echo" | "independent" }[];
}

/** What has to be done by which day, as days since 1970-01-01; `marks` are the days that the others count from. */
export interface SchedulePlot {
  readonly kind: "schedule";
  readonly rows: readonly { readonly label: string; readonly from: number | undefined; readonly due: number; readonly words: string }[];
  readonly marks: readonly { readonly day: number; readonly label: string }[];
}

/** Values that hold from one day to the next change, a line each; days count from 1970-01-01 and may have a part. */
export interface StepPlot {
  readonly kind: "steps";
  /** Of the values: shares from 0 to 1, numbers in `unit`, or days. */
  readonly scale: "share" | "number" | "day";
  readonly unit: string;
  /** The day until which the last values hold. */
  readonly until: number;
  readonly series: readonly {
    readonly label: string;
    readonly isComputed: boolean;
    readonly points: readonly { readonly day: number; readonly value: number }[];
  }[];
  /** The day on which it was settled. */
  readonly mark: { readonly day: number; readonly label: string } | undefined;
}

/** One claim with its quote, grade and how the quote stands. */
export interface ClaimBlock {
  readonly kind: "claim";
  readonly anchor: string;
  readonly name: string;
  readonly quote: string | undefined;
  readonly paraphrase: string | undefined;
  readonly attribution: readonly Inline[];
  readonly grade: string;
  readonly gradeWords: string;
  readonly state: { readonly tone: Tone; readonly text: string };
  readonly notes: readonly (readonly Inline[])[];
}

/** Where one number comes from. */
export interface LineageBlock {
  readonly kind: "lineage";
  readonly anchor: string;
  readonly name: string;
  readonly identifier: string;
  readonly values: readonly { readonly label: string; readonly text: string }[];
  /** The declaration in the notation, as written. */
  readonly definition: string | undefined;
  /** Reasons, uses and remarks, a line each. */
  readonly facts: readonly Fact[];
}
