/** What a language must say of itself before candidate claims can be found in it. Every list is in lower case with straight apostrophes. */
import type { PhraseIndex } from "./phrases.js";

/** Which part of a causal sentence comes first. */
export type CausalOrder = "cause-first" | "effect-first";

/** How a hedge bounds its figure: `below` means that the figure is a lower bound ("over"), `above` an upper one ("up to"). */
export type Bound = "none" | "below" | "above";

/** A unit in words: as the notation writes it, with the factor into it. */
export interface MeasuredUnit {
  readonly unit: string;
  readonly factor: number;
}

/** The words of one language. */
export interface Lexicon {
  /** BCP 47 primary tag, or empty where the language is not known. */
  readonly language: string;
  /** Abbreviations that take a full stop, without it. */
  readonly abbreviations: ReadonlySet<string>;
  /** Those of them that may end a sentence. */
  readonly closingAbbreviations: ReadonlySet<string>;
  /** Those that are one only before a figure ("No. 5"). */
  readonly numberAbbreviations: ReadonlySet<string>;
  /** Words with which a sentence often begins, that are not names. */
  readonly sentenceStarters: ReadonlySet<string>;
  /** "," or ".": the mark before decimals. */
  readonly decimalMark: "." | ",";

  readonly numberWords: ReadonlyMap<string, number>;
  readonly magnitudes: ReadonlyMap<string, number>;
  /** Magnitudes that are written close to the figure: "bn", "m", "k". */
  readonly shortMagnitudes: ReadonlyMap<string, number>;
  /** "and" in "two hundred and five". */
  readonly numberJoiners: ReadonlySet<string>;
  /** "year-old": a figure before it is somebody's age. */
  readonly ageWords: ReadonlySet<string>;
  /** "aged": a figure after it is an age in years. */
  readonly agedWords: ReadonlySet<string>;
  /** "more", "higher": what may follow a share without being counted. */
  readonly comparatives: ReadonlySet<string>;
  /** "in" and "worth" between an amount of money and what it is for. */
  readonly worthWords: ReadonlySet<string>;
  /** "a further fifth": what may stand between an article and a fraction. */
  readonly furtherWords: ReadonlySet<string>;
  /** "am", "pm". */
  readonly clockWords: ReadonlySet<string>;
  /** "killed": what makes people before it deaths. */
  readonly dyingWords: ReadonlySet<string>;
  /** "dozens", "hundreds": figures that say no number. */
  readonly vagueNumbers: ReadonlySet<string>;
  /** "third", "quarter": parts of one. */
  readonly fractions: ReadonlyMap<string, number>;
  /** "doubled", "threefold". */
  readonly multiples: ReadonlyMap<string, number>;
  readonly currencyWords: PhraseIndex<MeasuredUnit>;
  readonly percentWords: PhraseIndex<MeasuredUnit>;
  readonly unitWords: PhraseIndex<MeasuredUnit>;
  /** "annually", "a day": what makes a figure a rate, with the unit of time. */
  readonly rates: PhraseIndex<string>;
  /** Endings by which a noun is known to be counted: "ships". */
  readonly pluralEndings: readonly string[];
  readonly personNouns: ReadonlySet<string>;
  readonly deathNouns: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
  readonly yearLeads: ReadonlySet<string>;
  readonly openYearLeads: ReadonlySet<string>;
  /** "section", "page", "resolution": what a number after them only names. */
  readonly numbered: ReadonlySet<string>;
  readonly ordinalSuffixes: ReadonlySet<string>;
  readonly hedges: PhraseIndex<Bound>;
  readonly hedgesAfter: PhraseIndex<Bound>;
  readonly rangeWords: ReadonlySet<string>;
  readonly betweenWords: ReadonlyMap<string, string>;
  readonly fromWords: ReadonlySet<string>;
  readonly fromRangeWords: ReadonlySet<string>;
  /** "in", "out of": between the two figures of "one in five". */
  readonly outOf: PhraseIndex<true>;
  readonly ofWords: ReadonlySet<string>;
  readonly inWords: ReadonlySet<string>;
  /** "last" in "seven of its last ten". */
  readonly lastWords: ReadonlySet<string>;
  /** "age" in "to age fourteen". */
  readonly ageNouns: ReadonlySet<string>;
  /** After these a bare number in words is an age or an hour: "until sixteen", "after nine". */
  readonly atTimes: ReadonlySet<string>;
  /** Words that make a number word point to what is known ("the two"). */
  readonly definite: ReadonlySet<string>;

  /** Verbs of saying in all their forms; `clause` needs a that-clause or a figure to be one without quotation marks, `that` a that-clause. */
  readonly reportingVerbs: ReadonlyMap<string, "plain" | "clause" | "that" | "calling">;
  /** Reporting verbs that are nouns or adjectives as well. */
  readonly ambiguousVerbs: ReadonlySet<string>;
  /** "warn", which says something with "of" as well. */
  readonly ofVerbs: ReadonlySet<string>;
  /** "Source" before a colon. */
  readonly sourceLabels: ReadonlySet<string>;
  /** "this": a document that speaks of itself. */
  readonly selfWords: ReadonlySet<string>;
  readonly thatWords: ReadonlySet<string>;
  readonly accordingTo: PhraseIndex<true>;
  readonly byWords: ReadonlySet<string>;
  readonly auxiliaries: ReadonlySet<string>;
  readonly passives: ReadonlySet<string>;
  readonly adverbs: ReadonlySet<string>;
  readonly adverbEndings: readonly string[];
  readonly adjectiveEndings: readonly string[];
  /** Prepositions after a verb of saying that show that nothing is said: "asked for". */
  readonly askingPrepositions: ReadonlySet<string>;
  readonly clauseWords: ReadonlySet<string>;
  readonly relativeWords: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly phrasePrepositions: ReadonlySet<string>;
  /** Prepositions that belong to the noun before them: "of", "at". */
  readonly closePrepositions: ReadonlySet<string>;
  /** Those between a post and its institution: "at". */
  readonly atWords: ReadonlySet<string>;
  readonly definiteArticles: ReadonlySet<string>;
  readonly determiners: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  readonly conjunctions: ReadonlySet<string>;
  readonly timeNouns: ReadonlySet<string>;
  readonly pronouns: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  readonly nameParticles: ReadonlySet<string>;
  readonly roleNouns: ReadonlySet<string>;
  readonly pastEndings: readonly string[];
  /** Endings of nouns that name persons by what they do: "-ologist". */
  readonly roleEndings: readonly string[];
  /** "another", "some": words that stand for speakers without naming them. */
  readonly quantifiers: ReadonlySet<string>;
  /** "view": whose view is that …. */
  readonly opinionNouns: ReadonlySet<string>;
  /** "view" in "in his view". */
  readonly viewNouns: ReadonlySet<string>;
  /** Before whose view it is: "in his view", "by its own admission". */
  readonly viewPrepositions: ReadonlySet<string>;
  /** "et al." after the first author. */
  readonly andOthers: ReadonlySet<string>;
  readonly relativePronouns: ReadonlySet<string>;
  /** "we": never somebody named before. */
  readonly firstPersons: ReadonlySet<string>;
  readonly theyWords: ReadonlySet<string>;
  readonly itPronouns: ReadonlySet<string>;
  /** "thought" in "it is thought that", which says not by whom. */
  readonly hearsay: ReadonlySet<string>;
  readonly rumourPhrases: PhraseIndex<true>;
  /** "senior", "former": before a post, no part of the body. */
  readonly rankWords: ReadonlySet<string>;
  readonly bodyNouns: ReadonlySet<string>;
  /** "in", "from", "citing" before a document. */
  readonly citingWords: ReadonlySet<string>;
  /** "published", "released" between a document and its maker. */
  readonly publishingWords: ReadonlySet<string>;
  /** "within", "over": they make a span of time a horizon without "next". */
  readonly withinWords: ReadonlySet<string>;
  /** "seen", "leaked" after a document. */
  readonly obtainedWords: ReadonlySet<string>;
  /** "its" before a document. */
  readonly possessives: ReadonlySet<string>;
  /** "of", "from", "with" between a document and what it draws on. */
  readonly contentPrepositions: ReadonlySet<string>;
  /** "another", "any": a document that need not exist. */
  readonly otherWords: ReadonlySet<string>;
  /** "business case": two words that name a document. */
  readonly documentPairs: ReadonlySet<string>;
  readonly documentNouns: ReadonlySet<string>;
  readonly sourceNouns: ReadonlySet<string>;
  readonly expertNouns: ReadonlySet<string>;

  readonly causes: PhraseIndex<CausalOrder>;
  /** Verbs of change, in all forms but the gerund: with a subject that decides nothing they state an effect. */
  readonly changes: ReadonlySet<string>;
  /** "cost", whose object may be a price. */
  readonly priceVerbs: ReadonlySet<string>;
  /** "what": a modal after it asks. */
  readonly askingWords: ReadonlySet<string>;
  readonly youWords: ReadonlySet<string>;
  /** "concerns", "questions": what a text raises without changing anything. */
  readonly concerns: ReadonlySet<string>;
  /** "and", "but": after a comma they begin a clause of its own. */
  readonly coordinators: ReadonlySet<string>;
  /** "estimate", "sees": with a year to come they foretell. */
  readonly estimating: ReadonlySet<string>;
  /** "by" before a year to come. */
  readonly deadlineWords: ReadonlySet<string>;
  /** "fears", "plans to": they foretell only with a horizon. */
  readonly hopes: PhraseIndex<true>;
  readonly modals: ReadonlySet<string>;
  /** Modals that foretell only with a condition or a horizon: "would". */
  readonly conditionalModals: ReadonlySet<string>;
  readonly abilityModals: ReadonlySet<string>;
  readonly whetherWords: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
  /** "makes", with a comparative after it: "makes it harder". */
  readonly causatives: ReadonlySet<string>;
  readonly sinceWords: ReadonlySet<string>;
  /** "lead" in "lead insurers to press". */
  readonly compelling: ReadonlySet<string>;
  readonly comparativeEndings: readonly string[];
  /** "have" and what after it shows that a modal looks back: "could have been". */
  readonly haveWords: ReadonlySet<string>;
  readonly perfectWords: ReadonlySet<string>;
  readonly perfectEndings: readonly string[];
  /** "last year". */
  readonly relativeYears: PhraseIndex<true>;
  /** Words before a figure that weaken it without standing next to it: "estimates", "could". */
  readonly weakVerbs: ReadonlySet<string>;
  /** Documents that are sources even without a name. */
  readonly strongDocuments: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
  /** Words after a modal that make it no prediction ("may have", "could not say"). */
  readonly modalStops: ReadonlySet<string>;
  readonly predictive: PhraseIndex<true>;
  /** Beginnings of a horizon, and the words that must occur in it. */
  readonly horizonLeads: ReadonlySet<string>;
  readonly horizons: PhraseIndex<true>;
  readonly futureWords: ReadonlySet<string>;
  /** What a body or person can decide to do: base forms, gerunds and participles. */
  readonly actions: ReadonlySet<string>;
  readonly actionGerunds: ReadonlySet<string>;
  readonly actionParticiples: ReadonlySet<string>;
  /** Who decides: "ministers", "board". */
  readonly deciders: ReadonlySet<string>;
  /** Bodies that decide nothing of policy: "newspaper". */
  readonly notDeciders: ReadonlySet<string>;
  readonly optionNouns: ReadonlySet<string>;
  /** "choices": with a verb of {@link optionLinks} soon after them, a list of options follows. */
  readonly optionPlurals: ReadonlySet<string>;
  /** "measures": only with "include" or in a lead. */
  readonly weakOptionPlurals: ReadonlySet<string>;
  readonly optionLinks: ReadonlySet<string>;
  /** "one", "another", "cheapest" before the noun. */
  readonly optionCounters: ReadonlySet<string>;
  /** "bill": what it would do is what is proposed. */
  readonly planNouns: ReadonlySet<string>;
  /** "way", "approach": with "to" after them they say how, not what. */
  readonly nounsOfManner: ReadonlySet<string>;
  readonly couldWords: ReadonlySet<string>;
  readonly canWords: ReadonlySet<string>;
  readonly mayWords: ReadonlySet<string>;
  /** "should": who ought to do what. */
  readonly dutyModals: ReadonlySet<string>;
  readonly wouldWords: ReadonlySet<string>;
  readonly beWords: ReadonlySet<string>;
  readonly wereWords: ReadonlySet<string>;
  readonly weWords: ReadonlySet<string>;
  /** "it", "they": who decides if somebody who does is named shortly before. */
  readonly itWords: ReadonlySet<string>;
  readonly toWords: ReadonlySet<string>;
  readonly orWords: ReadonlySet<string>;
  /** "out" after "run": no decision. */
  readonly outWords: ReadonlySet<string>;
  readonly eitherWords: ReadonlySet<string>;
  readonly betweenChoices: PhraseIndex<true>;
  readonly insteadWords: ReadonlySet<string>;
  /** Verbs of weighing: gerunds, and all forms. */
  readonly weighing: ReadonlySet<string>;
  readonly weighingForms: ReadonlySet<string>;
  /** "looking at", after a form of "be". */
  readonly lookingAt: PhraseIndex<true>;
  readonly amongWords: ReadonlySet<string>;
  /** "considered", with an object that is a plan. */
  readonly weighedPlans: ReadonlySet<string>;
  /** "question", "effect": what is considered without being chosen. */
  readonly matterNouns: ReadonlySet<string>;
  readonly wantWords: ReadonlySet<string>;
  /** All modals with which a further choice can begin: "or it could". */
  readonly choiceModals: ReadonlySet<string>;
  /** "recommends": with any object; "suggests": only with a gerund. */
  readonly proposing: ReadonlySet<string>;
  readonly suggesting: ReadonlySet<string>;
  readonly pressingFor: PhraseIndex<true>;
  /** "urges" somebody to do something. */
  readonly pressingOn: PhraseIndex<true>;
  /** "on the table": what stands before it is an option. */
  readonly atIssue: PhraseIndex<true>;
  /** "better" in "it would be better to". */
  readonly advisable: ReadonlySet<string>;
  readonly whyNot: PhraseIndex<true>;
  /** Verbs by which a course of action is put up for thought: "deserves". */
  readonly meritVerbs: ReadonlySet<string>;
  readonly asWords: ReadonlySet<string>;
  readonly thereWords: ReadonlySet<string>;
  readonly thoughtWords: ReadonlySet<string>;
  /** "sounds" in "a trust sounds lovely". */
  readonly entryVerbs: ReadonlySet<string>;
  /** Actions that too often only tell or talk: "take the case of", "wants to see". */
  readonly tellingActions: ReadonlySet<string>;
  /** "decided" in "decided to close the line". */
  readonly resolving: ReadonlySet<string>;
  /** "looked at" before what was considered. */
  readonly lookedAt: PhraseIndex<true>;
  readonly letWords: ReadonlySet<string>;
  /** "More" in "more promising is a reform of the law". */
  readonly firstChoices: ReadonlySet<string>;
  /** "They" in "they include a levy". */
  readonly theseWords: ReadonlySet<string>;
  readonly includeWords: ReadonlySet<string>;
  readonly norWords: ReadonlySet<string>;
  /** "is" in "a levy is another". */
  readonly presentLinks: ReadonlySet<string>;
  /** "answer" in "a levy is the obvious answer". */
  readonly answerNouns: ReadonlySet<string>;
  /** "dismissed" in "nor should a levy be dismissed". */
  readonly dismissals: ReadonlySet<string>;
  /** "Under the Act the minister may …". */
  readonly underWords: ReadonlySet<string>;
  /** After "would" these tell a wish: "would prefer". */
  readonly preferring: ReadonlySet<string>;
  /** After "would be" these judge a course of action: "a mistake". */
  readonly verdicts: ReadonlySet<string>;
  /** After "could" these tell what a study was able to see. */
  readonly detecting: ReadonlySet<string>;
  /** "option" in "Option A:". */
  readonly optionLabels: ReadonlySet<string>;
  readonly optionLeads: PhraseIndex<true>;
  /** "calling" in "is calling on ministers to:". */
  readonly demandLeads: ReadonlySet<string>;
  /** "or", "and" between the parts of a list. */
  readonly listJoiners: ReadonlySet<string>;
  readonly whenWords: ReadonlySet<string>;
  /** What a place does that makes a law, without an object: "legislated". */
  readonly lawmaking: ReadonlySet<string>;
  readonly precedents: PhraseIndex<true>;
  readonly pastCases: ReadonlySet<string>;
  /** False for phrases that only look like law: "law enforcement". */
  readonly legal: PhraseIndex<boolean>;
  readonly legalInstruments: ReadonlySet<string>;
  /** "on", "the" within the name of an instrument. */
  readonly lawJoiners: ReadonlySet<string>;
  /** "chapter", "rule": parts of law only when a norm is named with them. */
  readonly weakLegalParts: ReadonlySet<string>;
  readonly legalParts: ReadonlySet<string>;

  /** Superlatives and words like them, "unprecedented". */
  readonly superlatives: PhraseIndex<true>;
  readonly notSuperlatives: ReadonlySet<string>;
  readonly rumours: PhraseIndex<true>;
  /** "I saw"; with true where who saw must follow: "seen by". */
  readonly seenPhrases: PhraseIndex<boolean>;
  /** "media reports", "was quoted as saying". */
  readonly passedOnPhrases: PhraseIndex<true>;
  /** "us" after "seen by". */
  readonly weObject: ReadonlySet<string>;
  /** Words of office before a name, with the office; those after it ("administration") with an empty one. */
  readonly offices: PhraseIndex<"president" | "prime minister" | "chancellor" | "">;
  readonly formerWords: ReadonlySet<string>;
}
