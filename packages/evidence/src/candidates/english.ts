/** The words of English, and the lists of a language that is not known. */
import { englishNumbers } from "./english-numbers.js";
import { englishOptions } from "./english-options.js";
import { englishSpeech } from "./english-speech.js";
import { verbForms } from "./english-verbs.js";
import type { CausalOrder, Lexicon } from "./lexicon.js";
import { indexPhrases, phrases, words } from "./phrases.js";

const change = verbForms(
  `raise lower cut/cut lift boost slash push drive/drove/driven send/sent double halve triple delay slow hit/hit hurt/hurt harm damage strip/stripped deprive cost/cost save kill destroy deter/deterred discourage encourage enable allow halt
   break/broke/broken yield spawn feed/fed erode strain swell shrink/shrank/shrunk widen inflate depress dampen revive restore shorten lengthen aggravate accelerate hasten cripple devastate swamp stoke ease relieve alleviate curb
   hamper impede hinder hold-up cause wipe stem choke starve drain deplete pollute poison explain put/put bring/brought add turn improve increase reduce cool warm attract repel scare tempt induce`,
);
const order = (list: string, value: CausalOrder) => phrases<CausalOrder>(list, value);
const yes = (list: string) => indexPhrases(phrases(list, true as const));

/** English, British and American. */
export const english: Lexicon = {
  language: "en",
  ...englishNumbers,
  ...englishSpeech,
  ...englishOptions,
  abbreviations: words(
    `mr mrs ms dr prof st sr jr gen sen rep gov lt col maj capt sgt adm rev hon mt ft vs v etc e.g i.e cf al inc corp ltd co llc plc bros dept univ est approx
     no nos art arts sec secs fig figs ch chs para paras pp p vol ed eds jan feb mar apr jun jul aug sep sept oct nov dec ave blvd rd messrs fn ss s cl reg regs`,
  ),
  closingAbbreviations: words("etc inc corp ltd co llc plc bros jr sr al"),
  numberAbbreviations: words("no nos art arts sec secs fig figs ch chs para paras pp p vol s ss cl fn reg regs"),
  sentenceStarters: words(
    "let the a an this that these those it he she they we i you but and however in on at for as with while if when although there here its his her their our my some many most all no not so such what why how who where after before since because by from to under over during despite meanwhile one two three both another other others several few critics officials experts analysts about according also then yet still even only",
  ),
  causes: indexPhrases([
    ...order(
      `halve, halves, halved, would force, could force, will force, force it to, force them to, caused, causing, killing, displacing, claiming over, claiming more than, claiming at least, claiming nearly, claiming an estimated, leaving at least, leaving more than, reduce, reduces, lowers, bolster, bolsters, worsen, weakens, weaken, weakened, avert, averts, averted, prevent, prevents, prevented, explained, accounts for, accounted for, accounting for, will mean, would mean, has contributed, have contributed, driven up, has driven, have driven, hurting, pushed up, shortened, strengthened, which causes, this causes, that causes, it causes, leads to, led to, leading to, lead to, results in, resulted in, resulting in, result in, triggers, triggered, triggering, sparks, sparked, sparking, fueled, fuelled, fueling, fuelling,
       prompts, prompted, prompting, provokes, provoked, provoking, gives rise to, gave rise to, giving rise to, brings about, brought about, contributes to, contributed to, contributing to, contribute to, drives up, drove up, driving up, push up, pushed up, pushing up, pushes up,
       forced, forcing, makes it, made it, making it, as a result, as a consequence, consequently, thereby, meaning that, meant that, means that, is why, explains why, the reason why, leading cause of, main cause of, the cause of, cause of, root cause of, a cause of, produce, produces, produced, undermines, undermined, undermining, worsened, worsens, exacerbates, exacerbated, exacerbating, responsible for, to blame for, spawned, spurred, spurs, spurring, cause, worsen, trigger, spark, exacerbate`,
      "cause-first",
    ),
    ...order(
      "because, because of, due to, owing to, thanks to, as a result of, as a consequence of, in consequence of, caused by, driven by, fuelled by, fueled by, triggered by, sparked by, prompted by, result of, stems from, stemmed from, stemming from, stem from, attributable to, attributed to, attributes, attributed, blamed on, blames, blamed, on account of, arising from, resulted from, results from, resulting from, consequence of, attribute, attribute to, ascribe to, ascribed to, unaffected by, affected by, damaged by, a function of, comes down to, came down to, is down to, put down to, made worse by, made better by, helped by, hit by, hurt by, aggravated by, worsened by, compounded by, brought about by, spurred by, fed by, stoked by, credit for",
      "effect-first",
    ),
  ]),
  changes: new Set([...change.all].filter((word) => !change.gerunds.has(word))),
  askingWords: words("what"),
  youWords: words("you one"),
  priceVerbs: words("cost costs"),
  concerns: words(
    "concerns concern questions question awareness doubts doubt eyebrows objections hopes fears alarm expectations attention money funds",
  ),
  coordinators: words("and but while whereas or yet"),
  estimating: words(
    "estimate estimates estimated forecast forecasts projection projections outlook sees see expect expects project projects pencilled target targets",
  ),
  deadlineWords: words("by until beyond"),
  hopes: yes(
    "fear, fears, feared, worry, worries, warn of, warns of, warned of, hopes to, hope to, aims to, aim to, plans to, plan to, planned to, pledged to, promised to, vowed to, intends to, intend to, is to be, are to be, is due to, are due to, is due, are due, targets, will",
  ),
  modals: words("will may might could would shall 'll he'll she'll it'll they'll we'll i'll you'll we'd they'd it'd won't"),
  conditionalModals: words("would 'd we'd they'd it'd"),
  abilityModals: words("could"),
  whetherWords: words("whether"),
  conditions: words("if unless imagine suppose"),
  negations: words("not no never cannot"),
  causatives: words("make makes made making"),
  sinceWords: words("since"),
  compelling: words(
    "lead leads led force forces drive drives drove pushes pushed prompt encourage encourages encouraged persuade persuades persuaded",
  ),
  comparativeEndings: ["er"],
  perfectWords: words("been had done gone made come seen taken given become known had got found lost won"),
  perfectEndings: ["ed", "ought", "aught", "ept", "own", "ung", "ent", "elt"],
  haveWords: words("have"),
  relativeYears: yes(
    "last year, this year, next year, the previous year, the year before, previous year, last month, this month, last week",
  ),
  weakVerbs: words(
    "estimate estimates estimated estimating reckon reckons reckoned claim claims claimed allege alleges alleged project projected forecast suggest suggests suggested predict predicts predicted assume assumes assumed believed thought may might could would",
  ),
  strongDocuments: words(
    "report reports study studies survey surveys poll polls paper papers analysis analyses assessment assessments evaluation audit census memo review research dossier trial trials data figures statistics documents modelling interviews records investigation inquiry testimony evidence questionnaire registry images photographs footage surveys monitoring",
  ),
  modalStops: words(
    "aware grateful pleased glad recall remember recollect understand appreciate know forgive agree not've say comment confirm like rather seem appear mean argue suggest",
  ),
  predictive: yes(
    `close to certain, almost certain, virtually certain, all but certain, is not expected, are not expected, is expected to, are expected to, expected to, was expected to, were expected to, is likely to, are likely to, is unlikely to, are unlikely to, likely to, unlikely to, more likely, most likely, is set to, are set to, set to, is poised to, are poised to, poised to, is due to begin, is projected to, are projected to, projected to, is forecast to, are forecast to, forecast to, is predicted to, predicted to,
     is going to, are going to, going to, on track to, on course to, is bound to, are bound to, bound to, is about to, are about to, threatens to, threaten to, predicts, predict, predicted, forecasts, expects, expect, looks set to, look set to, risks, anticipates, anticipate, foresees, is heading for, are heading for, is destined to, is scheduled to, are scheduled to, will not, projects that, projects growth, chance that, chance of, probability that, probability of, probability, odds of, odds that, likelihood of, likelihood that, is anyone's guess, is unlikely, are unlikely, unlikely that, is likely, are likely, likely that, looks likely, look likely, looks unlikely, stands to, stand to, certain to, sure to, slated to, tipped to, in danger of, at risk of, risk that, danger that, fears that, fear that, feared that, prospect of, prospects of, on the verge of, on the brink of, heading towards, headed for, base case, central case, central scenario, odds are, is expected, are expected, be expected, bound to, in line for, the outlook is, pencilled in`,
  ),
  horizonLeads: words("by in over within for during until through before next coming throughout"),
  horizons: yes(
    "the coming months, the coming years, the coming weeks, the coming days, coming months, coming years, coming weeks, coming decades, next year, next month, next week, next decade, next quarter, the next few years, the next few months, the end of the year, the end of the decade, the end of the century, the near future, the near term, the short term, the medium term, the long term, the long run, the short run, the foreseeable future, future, for decades, for years, for generations, decades, overnight, this year, this decade, this century, later this year, the next election, tomorrow, soon, eventually, in time, before long, mid-century, the end of the month, year-end, this summer, this winter, this autumn",
  ),
  futureWords: words("next coming following ensuing forthcoming"),
  whenWords: words("when after since once"),
  lawmaking: words("legislated acted went tried did"),
  precedents: yes(
    `worked well in, worked in, been tried in, been tried only in, only been tried in, in the fifties, in the sixties, in the seventies, in the eighties, in the nineties, of the fifties, of the sixties, of the seventies, of the eighties, of the nineties, not the first time, has been tried before, was tried in, were tried in, tried it in, did the same in, been here before, elsewhere, precedent, precedents, historical examples, historical example, history suggests, history shows, similar to, similarly to, reminiscent of, resemble, resembles, resembled, resembling, echoes of, echoing, echoes, in the past, as in, as happened in, as happened, as it did in, as they did in, just as, the last time, the lesson of, lessons of, lessons from, lesson from, experience of, experience in, experience with, experience from, the case of, the example of, modelled on, modeled on, followed the example, past experience, earlier attempts, previous attempts, previously employed, previously used, comparable to, compared with the, unlike the, like the, analogy, analogous to, parallels with, parallels to, parallel with, an example, examples include, for example, for instance, was tried in, were tried in, tried in, pioneered in, pioneered by, introduced a similar, introduced similar, a similar scheme, a similar policy, similar scheme, similar ban, similar law, similar move, similar measures, is instructive, are instructive, was followed by, were followed by, not the first time, have been here before, been here before, comparable, the first time since, repeat of, a repeat of, history of, as long ago as, a generation ago, decades ago, earlier experience, once before`,
  ),
  pastCases: words(
    "invasion war wars crisis campaign raid strike strikes accord accords referendum pandemic reform reforms flood floods outbreak attack attacks coup uprising revolution earthquake hurricane intervention embargo sanctions recession crash collapse bailout default scandal occupation massacre famine drought disaster riots riot ceasefire withdrawal operation blockade summit",
  ),
  legal: indexPhrases([
    ...phrases(
      "law enforcement, u.s. law enforcement, us law enforcement, uk law enforcement, federal law enforcement, state law enforcement, constitutional monarchy",
      false as boolean,
    ),
    ...phrases(
      `international law, international humanitarian law, humanitarian law, human rights law, law of armed conflict, laws of war, law of war, law of the sea, customary law, customary international law, constitutional law, federal law, domestic law, criminal law, eu law, european law, state law, national law, maritime law, refugee law, data protection law, competition law, rule of law, u.s. law, us law, uk law, british law, english law, judicial review, constitution, constitutional, unconstitutional, treaty, illegal under, legal under, self-defence under, court ruled, court ruling, court held, court upheld, court struck down, court judgment, court decision, court order, primary legislation, secondary legislation, statutory instrument, in breach of`,
      true as boolean,
    ),
  ]),
  legalInstruments: words(
    "charter constitution act acts treaty convention conventions protocol directive regulation regulations statute code covenant agreement accord accords resolution order bill law ordinance decree amendment concordat pact rules",
  ),
  lawJoiners: words("on the for and to against in concerning relating"),
  weakLegalParts: words("chapter title rule clause paragraph para. schedule regulation s. ss."),
  legalParts: words(
    "article articles art. arts. section sections sec. secs. s. ss. chapter title rule clause paragraph para. schedule regulation §",
  ),
  superlatives: yes(
    "unprecedented, leading, greatest, largest, biggest, worst, best, highest, lowest, deadliest, fastest, strongest, most, never before, first ever, first-ever, record, historic, unique, uniquely, the only, worse than any, than some, than any, than most, more than any, more than ever, in history, world-leading, world-beating, all-time, ever, everyone, nobody, always, never, nothing, no one, every single",
  ),
  notSuperlatives: words("likely recent of"),
  rumours: yes(
    "reportedly, allegedly, it is said, is said to, are said to, is believed to, are believed to, is thought to, are thought to, is understood to, are understood to, is rumoured to, rumoured, rumored, rumours, it is understood, supposedly, apparently, widely believed",
  ),
  seenPhrases: indexPhrases([
    ...phrases("seen by, obtained by, leaked to, reviewed by, shown to, passed to, shared with, witnessed by", true as boolean),
    ...phrases(
      "i saw, i counted, i visited, i watched, i witnessed, i was there, i attended, i have seen, we saw, we visited, we witnessed, we counted, we measured, we observed, we obtained, we have seen, we reviewed, this reporter saw, a reporter saw, a correspondent saw, our reporter saw, our correspondent saw, reporters saw, eyewitness account, with my own eyes",
      false as boolean,
    ),
  ]),
  passedOnPhrases: yes(
    "media reports, press reports, news reports, local media, state media, unconfirmed reports, was quoted as saying, were quoted as saying, is quoted as saying, quoted by, as reported by, according to reports, reportedly, allegedly, rumour has it, rumor has it, it is rumoured, it is understood, is understood to, are understood to, i am told, i'm told, we are told, hearsay, second-hand",
  ),
  weObject: words("us me"),
  offices: indexPhrases([
    ...phrases("president", "president" as const),
    ...phrases("prime minister, premier", "prime minister" as const),
    ...phrases("chancellor", "chancellor" as const),
    ...phrases("administration, government, white house", "" as const),
  ]),
  formerWords: words("former ex late then then- ex-president"),
};

const none: ReadonlySet<string> = new Set();
const noMap: ReadonlyMap<string, unknown> = new Map();

/** What is the same in every language: figures in digits, currency signs, per cent signs, quotation marks. */
export const unknownLanguage: Lexicon = {
  ...(Object.fromEntries(
    Object.entries(english).map(([name, value]) => [name, value instanceof Set ? none : value instanceof Map ? noMap : value]),
  ) as unknown as Lexicon),
  language: "",
  adverbEndings: [],
  roleEndings: [],
  pastEndings: [],
  comparativeEndings: [],
  adjectiveEndings: [],
  perfectEndings: [],
  pluralEndings: [],
};

const lexicons: readonly Lexicon[] = [english];

/** The languages in which everything is found; in others only figures and quotations. */
export const knownLanguages: readonly string[] = lexicons.map(({ language }) => language);

/** The lexicon of a BCP 47 tag; {@link unknownLanguage} where there is none. */
export function lexiconOf(tag: string): Lexicon {
  const primary = tag.toLowerCase().split(/[-_]/)[0]!;
  return lexicons.find(({ language }) => language === primary) ?? unknownLanguage;
}
