/**
 * The checked meaning of a folder of Markdown: the first of the four nouns. Plain serialisable data, nothing computed yet.
 * Every declaration keeps its place in the text, its reasons and the prose it stands in. The file is long because all kinds of declaration stand
 * side by side here: a reader of any package looks them up in one place.
 */
import type { Rating } from "@outweigh/engine";
import type { TlpMark } from "@outweigh/evidence";
import type { Expression, NameSyntax, RowSyntax, Span } from "./syntax.js";

/** What every declaration has. `id` is the name in the text, with the module prefix (`sz.rate`) when it came through `use`. */
export interface Declared {
  readonly id: string;
  /** The reader's name: the label, or the id with spaces for underscores. */
  readonly label: string;
  readonly span: Span;
  /** Names that follow `because`: claims, precedents, quantities, or texts (a judgement in the analyst's own words). */
  readonly because: readonly Reason[];
  /** The text of an optional `note` field. */
  readonly note: string | undefined;
}

export type Reason =
  | { readonly kind: "reference"; readonly id: string; readonly span: Span }
  | { readonly kind: "judgement"; readonly text: string; readonly span: Span };

export interface CaseDeclaration extends Declared {
  readonly question: string;
  readonly audience: string | undefined;
  readonly author: string | undefined;
  /** ISO date of the assessment: what was known then. */
  readonly asOf: string | undefined;
  readonly yardstick: "icd203" | "phia";
  readonly baseline: string | undefined;
  /** Price year that a bare currency means. */
  readonly prices: number | undefined;
  readonly time: TimeDeclaration | undefined;
  readonly seed: number | undefined;
  readonly draws: number | undefined;
  readonly bottomLine: string | undefined;
  readonly confidence: { readonly level: "high" | "moderate" | "low"; readonly because: string } | undefined;
  /** Who asked for the assessment, who checked it, and who let it go out: three of the four roles of the AQuA Book; the analyst is `author`. */
  readonly commissioner: string | undefined;
  readonly assurer: string | undefined;
  readonly approver: string | undefined;
  /** The source summary statement of ICD 206. */
  readonly sourcing: string | undefined;
  /** Why confidence is high all the same. */
  readonly despite?: string | undefined;
  /** The least restricted that anything made from the case may be. */
  readonly tlp: HandlingMark | undefined;
  readonly limitations: readonly string[];
}

export type Step = "yearly" | "quarterly" | "monthly" | "weekly" | "daily";

/** `time yearly from 2025 to 2034` and `steps weekly by rk4`. Steps per year: 1, 4, 12, 52, 365. */
export interface TimeDeclaration {
  readonly report: Step;
  readonly inner: Step;
  readonly from: number;
  readonly to: number;
  readonly method: "euler" | "rk4";
  readonly span: Span;
}

/** A mark of the Traffic Light Protocol as stated, with the reason where there is one. */
export interface HandlingMark {
  readonly mark: TlpMark;
  readonly because: string | undefined;
  readonly span: Span;
}

export interface SourceDeclaration extends Declared {
  readonly tlp: HandlingMark | undefined;
  readonly by: string | undefined;
  readonly author: string | undefined;
  readonly date: string | undefined;
  readonly url: string | undefined;
  /** Path of the analyst's copy, relative to the case folder. */
  readonly archive: string | undefined;
  /** Admiralty reliability A–F of the source. */
  readonly grade: string | undefined;
  readonly derivedFrom: readonly NameSyntax[];
  readonly access: string | undefined;
  readonly descriptor: string | undefined;
}

/** How the quote of a claim stands: verified in the copy; held by hash (copy absent, the lock vouches for source and span); unquoted (a paraphrase that no machine checks); or failed (a diagnostic says how). */
export type QuoteState = "verified" | "held-by-hash" | "unquoted" | "failed";

export interface ClaimDeclaration extends Declared {
  /** Where it differs from that of its source. */
  readonly tlp: HandlingMark | undefined;
  readonly source: string;
  readonly quote: string | undefined;
  readonly quoteSpan: Span | undefined;
  /** A paraphrase, where there is no quote. */
  readonly states: string | undefined;
  readonly saidBy: string | undefined;
  /** The language model that pointed out the passage, where one did. */
  readonly suggestedBy: string | undefined;
  /** Admiralty credibility 1–6 of the item. */
  readonly grade: string | undefined;
  readonly conflictsWith: readonly NameSyntax[];
  readonly corroborates: readonly NameSyntax[];
  readonly quoteState: QuoteState;
}

export interface UnitDeclaration extends Declared {
  readonly definition: Expression | undefined;
}

export interface DimensionDeclaration extends Declared {
  readonly members: readonly { readonly id: string; readonly label: string }[];
  /** Set when this is a second name of another dimension. */
  readonly pairedWith: string | undefined;
}

export interface DataColumn {
  readonly id: string;
  readonly header: string;
  readonly label: string;
  /** A key column holds members of this dimension. */
  readonly key: string | undefined;
  readonly unit: Expression | undefined;
  readonly isText: boolean;
  readonly span: Span;
}

export interface DataDeclaration extends Declared {
  readonly path: string;
  readonly columns: readonly DataColumn[];
  /** Cells by row and column id. Numbers are in the column's unit. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export interface OptionDeclaration extends Declared {
  /** Options that this one combines; itself alone when it is not a combination. */
  readonly measures: readonly string[];
  readonly isCombination: boolean;
  /** ISO date on which it begins, where it is not the beginning of the case. */
  readonly startDate: string | undefined;
}

/** What a pathway does when a rule fires: it adds an option to what it follows, or goes over to another. */
export interface SwitchRule {
  readonly condition: Expression;
  /** Points in time between which the rule may fire, in years of the calendar; undefined where open. */
  readonly from: RulePoint | undefined;
  readonly by: RulePoint | undefined;
  readonly action: "add" | "switch";
  readonly option: NameSyntax;
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** A year, which means its beginning, or a day. */
export interface RulePoint {
  readonly year: number;
  readonly text: string;
  readonly isDay: boolean;
  readonly span: Span;
}

/** A course that begins with one option and goes over to others when its rules say so; it is also among the options, after those that stay as they are. */
export interface PathwayDeclaration extends Declared {
  readonly starts: NameSyntax;
  readonly rules: readonly SwitchRule[];
}

/**
 * A decision about when: at each of some dates to go over from one option to another, or to wait, by what is known then. Solved by simulation with
 * regression, so it is no option of its own.
 */
export interface TimingDeclaration extends Declared {
  readonly starts: NameSyntax;
  /** The objective that decides. */
  readonly objective: NameSyntax;
  /** What is known at each date. */
  readonly known: readonly NameSyntax[];
  readonly option: NameSyntax;
  readonly dates: readonly RulePoint[];
}

/** `given option, succession` with its rows; `otherwise` is the label of the default row. */
export interface GivenTable {
  readonly over: readonly NameSyntax[];
  readonly rows: readonly RowSyntax[];
  readonly span: Span;
}

export interface CorrelationDeclaration {
  readonly with: NameSyntax;
  /** Rank correlation; undefined where it is what the experts say of the two. */
  readonly rank: number | undefined;
  readonly span: Span;
}

/** `instead VALUE because CLAIM`: what a quantity is when its own reasons are withdrawn, or when that claim is taken instead. */
export interface Substitute {
  readonly value: Expression;
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** How what several experts say becomes one: see docs/methods/elicitation.md. */
export type PoolKind = "linear" | "log" | "quantiles" | "odds";

/** How much each expert counts. */
export type PanelWeights =
  | { readonly kind: "equal" }
  /** By their answers to seed questions: the same for all quantities, or by how much each says of this one. */
  | { readonly kind: "cooke" | "cooke-by-item"; readonly despiteFewSeeds: boolean; readonly span: Span }
  /** In the order of `Panel.by`. */
  | { readonly kind: "stated"; readonly values: readonly number[]; readonly span: Span };

/** The experts whose numbers a quantity or chance takes. */
export interface Panel {
  /** `all`: everybody who has judged it. */
  readonly by: readonly NameSyntax[] | "all";
  /** As asked for; linear for quantities and odds for chances when missing. */
  readonly pool: PoolKind | undefined;
  readonly weights: PanelWeights;
  readonly panel: "shared" | "separate" | undefined;
  readonly extremisedBy: number | undefined;
  /** Of the line `judged by`. */
  readonly span: Span;
}

export interface ExpertDeclaration extends Declared {
  readonly field: string | undefined;
  readonly affiliation: string | undefined;
}

/** What is judged, in the way in which it was asked. */
export type StatedJudgement = { readonly span: Span } & (
  | { readonly kind: "quantiles"; readonly points: readonly { readonly probability: Expression; readonly value: Expression }[] }
  /** The steps of IDEA; `confidence` is missing for a probability. */
  | {
      readonly kind: "steps";
      readonly lowest: Expression;
      readonly best: Expression;
      readonly highest: Expression;
      readonly confidence: Expression | undefined;
    }
  | {
      readonly kind: "chips";
      readonly bins: readonly { readonly low: Expression; readonly high: Expression; readonly chips: Expression }[];
    }
  | { readonly kind: "probabilities"; readonly cells: readonly Expression[] }
  | { readonly kind: "probability" | "concordance"; readonly value: Expression }
);

export interface JudgementDeclaration extends Declared {
  readonly by: NameSyntax;
  readonly of: NameSyntax;
  /** The state of the chance whose probability it is. */
  readonly state: NameSyntax | undefined;
  /** The second of two quantities. */
  readonly with: NameSyntax | undefined;
  /** The option under which it is judged. */
  readonly under: NameSyntax | undefined;
  readonly stated: StatedJudgement;
  readonly atLeast: Expression | undefined;
  readonly atMost: Expression | undefined;
  /** The family of the curve; the best one when missing. */
  readonly fit: NameSyntax | undefined;
  readonly date: string | undefined;
  readonly round: number;
}

export interface SeedDeclaration extends Declared {
  readonly unit: Expression | undefined;
  readonly answer: Expression;
  readonly isLogarithmic: boolean;
}

export interface QuantityDeclaration extends Declared {
  readonly unit: Expression | undefined;
  readonly over: readonly NameSyntax[];
  /** Either a definition or a table. */
  readonly definition: Expression | undefined;
  readonly given: GivenTable | undefined;
  /** The experts who judge it, where it has neither. */
  readonly judged: Panel | undefined;
  readonly correlations: readonly CorrelationDeclaration[];
  /** Other values, in the order in which they are tried. */
  readonly instead: readonly Substitute[];
  /** The class of ratios by which the value is raised: by that which is exceeded with this risk, or by the whole uncertain ratio. */
  readonly uplift?: { readonly by: NameSyntax; readonly risk: number | undefined } | undefined;
  /** The reference class that gives the outside view of it, and why its value is not that. */
  readonly precedent?: NameSyntax | undefined;
  readonly departs?: { readonly because: readonly Reason[] };
  /** A value set by `with` of the `use` that brought this quantity in; resolved in the user's names, not the module's. */
  readonly isOverridden: boolean;
}

export interface ChanceDeclaration extends Declared {
  readonly states: readonly NameSyntax[];
  readonly over: readonly NameSyntax[];
  readonly probabilities: readonly Expression[];
  readonly given: GivenTable | undefined;
  readonly precedent: NameSyntax | undefined;
  /** Its states are hypotheses of these names, with the probabilities that the evidence gives them. */
  readonly isWeighed?: boolean;
  readonly judged: Panel | undefined;
  /** Why the probabilities are not those of the precedent. */
  readonly departs?: { readonly because: readonly Reason[] };
}

/** One case, or a set of them, of a reference class. */
export interface PrecedentCase {
  readonly id: string;
  readonly reason: string;
  readonly because: readonly Reason[];
  readonly span: Span;
  /** As how much of a case it counts, and why; one whole case when missing. */
  readonly similarity?: { readonly share: number; readonly reason: string };
}

export interface PrecedentRow extends PrecedentCase {
  readonly outcome: "yes" | "no" | "excluded";
  /** Successes and trials: 1 of 1 or 0 of 1 for a single case; `30 of 45` for a counted set. */
  readonly successes: number;
  readonly trials: number;
}

/** What an undertaking came to, as a ratio of outcome to estimate. */
export interface RatioRow extends PrecedentCase {
  readonly ratio: number;
}

/** Events counted over a time. */
export interface EventsRow extends PrecedentCase {
  readonly events: number;
  readonly duration: Expression;
}

/** A reference class. Its value is a chance when cases are counted, a ratio when it has ratios, and a rate when events are counted over time. */
export interface PrecedentDeclaration extends Declared {
  readonly question: string | undefined;
  readonly rows: readonly PrecedentRow[];
  readonly prior: { readonly alpha: number; readonly beta: number };
  readonly selectedOnOutcome: boolean;
  /** The rule by which cases were taken in, fixed before counting. */
  readonly includes?: string | undefined;
  /** Classes of one family lean on each other. */
  readonly family?: NameSyntax | undefined;
  readonly ratios?: readonly RatioRow[];
  readonly events?: readonly EventsRow[];
}

/** Somebody who is named: an actor of the case, or words for one that the case does not declare. */
export type Party =
  | { readonly kind: "actor"; readonly id: string; readonly span: Span }
  | { readonly kind: "words"; readonly text: string; readonly span: Span };

export interface ElementDeclaration {
  readonly id: string;
  readonly label: string;
  readonly status: "met" | "unmet" | "contested";
  /** Probability that a contested element is met, as an expression. */
  readonly probability: Expression | undefined;
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** A stretch of time in a deadline: `48 hours`, `10 working days`. */
export interface Lapse {
  readonly count: number;
  readonly unit: "hour" | "day" | "working-day" | "week" | "month" | "year";
}

/** What a deadline runs from: the beginning of the option, the day of the choice, a day, another duty, or something told in words. */
export type DeadlineAnchor =
  | { readonly kind: "start" | "choice"; readonly span: Span }
  | { readonly kind: "day"; readonly day: number; readonly span: Span }
  | { readonly kind: "duty"; readonly name: NameSyntax; readonly span: Span }
  | { readonly kind: "words"; readonly text: string; readonly span: Span };

/** When a duty is due. `day` counts from 1970-01-01. */
export type Deadline =
  | { readonly kind: "on"; readonly day: number; readonly span: Span }
  | { readonly kind: "within"; readonly lapse: Lapse; readonly of: DeadlineAnchor; readonly span: Span }
  | { readonly kind: "immediately"; readonly of: DeadlineAnchor; readonly span: Span }
  | { readonly kind: "before"; readonly lapse: Lapse | undefined; readonly of: DeadlineAnchor; readonly span: Span };

/** A step of a rule's procedure: what somebody has to do, or whom he has to consult, and by when. */
export interface DutyDeclaration {
  readonly id: string;
  readonly label: string;
  readonly kind: "duty" | "consult";
  readonly by: readonly Party[];
  /** Who is consulted. */
  readonly with: readonly Party[];
  readonly deadline: Deadline | undefined;
  /** Duties that have to be done first, besides the one that the deadline runs from. */
  readonly after: readonly NameSyntax[];
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** A view of the law that somebody holds. */
export interface PositionDeclaration {
  readonly text: string;
  readonly heldBy: readonly Party[];
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** What sort of norm a rule is, for the reader. */
export type RuleKind = "prohibition" | "permission" | "procedure" | "deadline" | "limit";

export interface RuleDeclaration extends Declared {
  readonly ruleKind: RuleKind | undefined;
  readonly regime: string | undefined;
  readonly citation: string | undefined;
  readonly forbids: readonly NameSyntax[];
  /** Options that its duties bind without being forbidden. */
  readonly appliesTo: readonly NameSyntax[];
  /** Condition over elements under which the prohibition applies at all; always when missing. */
  readonly when: Expression | undefined;
  /** The exception, over elements. */
  readonly unless: Expression | undefined;
  readonly elements: readonly ElementDeclaration[];
  /** Who decides whether it is breached. */
  readonly decidedBy: readonly Party[];
  /** Who may bring it before those who decide. */
  readonly standing: readonly Party[];
  /** Probability that an option which it forbids is brought before those who decide. */
  readonly challenge: { readonly probability: Expression; readonly because: readonly Reason[]; readonly span: Span } | undefined;
  readonly positions: readonly PositionDeclaration[];
  readonly duties: readonly DutyDeclaration[];
  readonly consequence: string | undefined;
}

/** What an actor wants. */
export interface InterestDeclaration {
  readonly text: string;
  readonly because: readonly Reason[];
  readonly span: Span;
}

/** How it stands with the use of a veto: by its status, or by a condition of the model or of the law. */
export type VetoUse =
  | { readonly kind: "used" }
  | { readonly kind: "unused" }
  | { readonly kind: "contested"; readonly probability: Expression }
  | { readonly kind: "when" | "unless"; readonly condition: Expression };

/** A place at which an actor can stop options, or hold them up for a time. Its id is `ACTOR.NAME`. */
export interface VetoDeclaration extends Declared {
  readonly over: readonly NameSyntax[];
  /** How long it holds up; for good when missing. */
  readonly lapse: Lapse | undefined;
  readonly use: VetoUse;
}

/** Somebody whose doing matters: what he wants, how he reacts, what he can stop and what he decides. */
export interface ActorDeclaration extends Declared {
  readonly actorKind: string | undefined;
  readonly interests: readonly InterestDeclaration[];
  /** Chances that are its reactions; one that is declared in the actor itself is also among the chances of the case. */
  readonly reactions: readonly NameSyntax[];
  readonly vetoes: readonly VetoDeclaration[];
  /** Rules, or elements of rules as `RULE.ELEMENT`, on which it decides. */
  readonly decides: readonly NameSyntax[];
}

export interface StockDeclaration extends Declared {
  readonly unit: Expression | undefined;
  readonly over: readonly NameSyntax[];
  readonly start: Expression;
  readonly gains: Expression | undefined;
  readonly loses: Expression | undefined;
  readonly minimum: number | undefined;
}

/** `target at most VALUE` or `target at least VALUE`. */
export interface TargetDeclaration {
  readonly direction: "at-most" | "at-least";
  readonly value: Expression;
  readonly span: Span;
}

export interface ObjectiveDeclaration extends Declared {
  readonly unit: Expression | undefined;
  readonly sense: "minimise" | "maximise";
  readonly definition: Expression;
  readonly targets: readonly TargetDeclaration[];
}

/** A named future: some quantities have other values, all else stays. */
export interface ScenarioDeclaration extends Declared {
  readonly settings: readonly { readonly quantity: NameSyntax; readonly value: Expression; readonly span: Span }[];
}

/** Ranges without probabilities, and how many points among them are looked at. */
export interface FuturesDeclaration extends Declared {
  readonly ranges: readonly { readonly quantity: NameSyntax; readonly low: Expression; readonly high: Expression; readonly span: Span }[];
  readonly cases: number;
}

/** What the way from worst to best is worth on one objective. */
export interface SwingDeclaration {
  readonly objective: NameSyntax;
  /** Undefined where only the order of the swings is known; both ends are the same for a single number. */
  readonly swing: { readonly low: Expression; readonly high: Expression } | undefined;
  readonly worst: Expression;
  readonly best: Expression;
  readonly span: Span;
}

/** Swing weights of objectives, by numbers or by their order alone. */
export interface WeightsDeclaration extends Declared {
  readonly swings: readonly SwingDeclaration[];
  /** Objectives from the swing that matters most to the one that matters least; undefined when the swings have numbers. */
  readonly ranking: readonly NameSyntax[] | undefined;
}

/** What a study finds: the mean of measurements, how many of so many cases, or how many events in a time or area. */
export type StudyKind = "mean" | "proportion" | "count";

/** A study that could be made before choosing. */
export interface StudyDeclaration extends Declared {
  /** What is studied. */
  readonly of: NameSyntax;
  /** How many measurements or cases, or the time or area over which events are counted. */
  readonly sample: Expression;
  readonly finds: StudyKind;
  /** The standard deviation of one measurement, of a mean alone. */
  readonly noise: Expression | undefined;
  readonly cost: Expression | undefined;
}

/** One of the explanations that compete. */
export interface HypothesisDeclaration extends Declared {
  readonly prior: number | undefined;
  /** The question that it answers; undefined for the one set of a case that names none. */
  readonly about: string | undefined;
}

/** Something that tells hypotheses apart, by ratings or by probabilities. */
export interface EvidenceDeclaration extends Declared {
  readonly fits: readonly { readonly hypothesis: NameSyntax; readonly rating: Rating; readonly span: Span }[];
  readonly likely: readonly { readonly hypothesis: NameSyntax; readonly probability: number; readonly span: Span }[];
  /** The probability that the report is sound; 1 when not stated. */
  readonly trust: number | undefined;
}

/** A premise that was put to a key assumptions check. */
export interface AssumptionDeclaration extends Declared {
  readonly behind: readonly NameSyntax[];
  readonly confident: string | undefined;
  readonly untrueWhen: string | undefined;
  readonly rating: "solid" | "caveats" | "unsupported";
  readonly ifWrong: readonly { readonly quantity: NameSyntax; readonly value: Expression; readonly span: Span }[];
}

/** Why an option is imagined to have failed. */
export interface PremortemDeclaration extends Declared {
  readonly of: NameSyntax | undefined;
  readonly date: string | undefined;
  readonly by: string | undefined;
  readonly causes: readonly { readonly text: string; readonly because: readonly Reason[]; readonly span: Span }[];
  readonly shownBy: readonly NameSyntax[];
  readonly helpedBy: readonly string[];
}

/** What a forecast is of: yes or no, one of several states, a number, or a day. */
export type ForecastForm =
  | { readonly kind: "binary" }
  | { readonly kind: "multiple"; readonly states: readonly NameSyntax[] }
  | { readonly kind: "numeric"; readonly unit: Expression }
  | { readonly kind: "date" };

export interface ForecastDeclaration extends Declared {
  readonly question: string;
  readonly form: ForecastForm;
  /** ISO date on which it closes; as written, so it may be a whole month or year. */
  readonly by: string;
  /** ISO date from which on forecasts are taken. */
  readonly opens: string | undefined;
  readonly resolves: string | undefined;
  readonly resolutionSource: string | undefined;
  /** What happens when it cannot be told. */
  readonly unclear: string | undefined;
  /** Of yes: a number, an interval of numbers, or an expression of the model such as P(…). Undefined in other forms. */
  readonly probability: Expression | undefined;
  /** Of each state, in the form of several; `rest` is a name. */
  readonly probabilities: readonly { readonly state: NameSyntax; readonly value: Expression }[];
  /** Of a number or a day. */
  readonly quantiles: readonly { readonly probability: Expression; readonly value: Expression }[];
  /** The value of the model that gives them instead, and under which option. */
  readonly computedFrom: { readonly of: NameSyntax; readonly under: NameSyntax | undefined } | undefined;
  readonly signals: readonly NameSyntax[];
}

export interface IndicatorDeclaration extends Declared {
  /** What is watched, in words. */
  readonly watches: string | undefined;
  /** Model names that it reveals. */
  readonly reveals: readonly NameSyntax[];
  readonly source: string | undefined;
  readonly threshold: string | undefined;
  readonly check: string | undefined;
  readonly signals: readonly NameSyntax[];
}

/** A fact that has come in: a condition that turned out to hold, or a value that was measured. */
export interface ObservationDeclaration extends Declared {
  /** The condition, or the value of the model that was measured. */
  readonly that: Expression;
  /** The result of the measurement and the law of its error; undefined for a condition. */
  readonly measured: { readonly value: Expression; readonly error: Expression } | undefined;
}

export interface CheckDeclaration extends Declared {
  readonly that: Expression;
}

export interface UseDeclaration {
  readonly path: string;
  readonly prefix: string;
  readonly overrides: readonly { readonly name: NameSyntax; readonly value: Expression }[];
  readonly span: Span;
}

/** A value in the prose, `{…}`; `unit` when written `{x in USD/week}`. Its run output is named `inline:INDEX`. */
export interface InlineValue {
  readonly index: number;
  readonly expression: Expression;
  readonly unit: Expression | undefined;
  readonly text: string;
  readonly span: Span;
  /** The bold likelihood word bound to it, if any. */
  readonly likelihood: TextSpan | undefined;
}

export interface TextSpan {
  readonly text: string;
  readonly span: Span;
}

/** Running text: what the analyst wrote, with computed values in place. */
export type ProseInline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly content: readonly ProseInline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly content: readonly ProseInline[] }
  | { readonly kind: "break" }
  | { readonly kind: "value"; readonly index: number };

export type ProseBlock =
  | { readonly kind: "heading"; readonly level: number; readonly content: readonly ProseInline[] }
  | { readonly kind: "paragraph"; readonly content: readonly ProseInline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly ProseBlock[])[] }
  | { readonly kind: "quote"; readonly content: readonly ProseBlock[] }
  | {
      readonly kind: "table";
      readonly header: readonly (readonly ProseInline[])[];
      readonly rows: readonly (readonly (readonly ProseInline[])[])[];
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  /** A directive `show NAME`: the generated section of that name goes here. */
  | { readonly kind: "show"; readonly section: string; readonly span: Span };

export interface Chapter {
  readonly file: string;
  readonly blocks: readonly ProseBlock[];
}

export interface Assessment {
  readonly case: CaseDeclaration;
  readonly sources: readonly SourceDeclaration[];
  readonly claims: readonly ClaimDeclaration[];
  readonly units: readonly UnitDeclaration[];
  readonly dimensions: readonly DimensionDeclaration[];
  readonly data: readonly DataDeclaration[];
  /** Pathways are among them, after all others. */
  readonly options: readonly OptionDeclaration[];
  readonly pathways: readonly PathwayDeclaration[];
  readonly timings: readonly TimingDeclaration[];
  readonly quantities: readonly QuantityDeclaration[];
  readonly chances: readonly ChanceDeclaration[];
  readonly precedents: readonly PrecedentDeclaration[];
  readonly experts: readonly ExpertDeclaration[];
  readonly judgements: readonly JudgementDeclaration[];
  readonly seeds: readonly SeedDeclaration[];
  readonly actors: readonly ActorDeclaration[];
  readonly rules: readonly RuleDeclaration[];
  readonly stocks: readonly StockDeclaration[];
  readonly objectives: readonly ObjectiveDeclaration[];
  readonly scenarios: readonly ScenarioDeclaration[];
  readonly futures: readonly FuturesDeclaration[];
  readonly weights: readonly WeightsDeclaration[];
  readonly studies: readonly StudyDeclaration[];
  readonly hypotheses: readonly HypothesisDeclaration[];
  readonly evidence: readonly EvidenceDeclaration[];
  readonly assumptions: readonly AssumptionDeclaration[];
  readonly premortems: readonly PremortemDeclaration[];
  readonly forecasts: readonly ForecastDeclaration[];
  readonly indicators: readonly IndicatorDeclaration[];
  readonly observations: readonly ObservationDeclaration[];
  readonly checks: readonly CheckDeclaration[];
  readonly uses: readonly UseDeclaration[];
  readonly inlines: readonly InlineValue[];
  readonly chapters: readonly Chapter[];
  /** Texts of the files by path, for excerpts and lineage. */
  readonly files: Readonly<Record<string, string>>;
}
