/** English words of choice: what a body can decide to do, who decides, and the nouns and verbs that put a course of action forward. */
import { verbForms } from "./english-verbs.js";
import type { Lexicon } from "./lexicon.js";
import { indexPhrases, phrases, words } from "./phrases.js";

type OptionPart = Pick<
  Lexicon,
  | "actions"
  | "actionGerunds"
  | "actionParticiples"
  | "deciders"
  | "notDeciders"
  | "optionNouns"
  | "optionPlurals"
  | "weakOptionPlurals"
  | "optionLinks"
  | "optionCounters"
  | "planNouns"
  | "nounsOfManner"
  | "couldWords"
  | "canWords"
  | "mayWords"
  | "dutyModals"
  | "wouldWords"
  | "beWords"
  | "wereWords"
  | "weWords"
  | "itWords"
  | "orWords"
  | "outWords"
  | "toWords"
  | "whetherWords"
  | "eitherWords"
  | "betweenChoices"
  | "insteadWords"
  | "weighing"
  | "weighingForms"
  | "lookingAt"
  | "amongWords"
  | "weighedPlans"
  | "matterNouns"
  | "wantWords"
  | "choiceModals"
  | "proposing"
  | "suggesting"
  | "pressingFor"
  | "pressingOn"
  | "atIssue"
  | "advisable"
  | "whyNot"
  | "meritVerbs"
  | "asWords"
  | "thereWords"
  | "thoughtWords"
  | "entryVerbs"
  | "tellingActions"
  | "resolving"
  | "lookedAt"
  | "letWords"
  | "firstChoices"
  | "theseWords"
  | "includeWords"
  | "norWords"
  | "presentLinks"
  | "answerNouns"
  | "dismissals"
  | "underWords"
  | "preferring"
  | "verdicts"
  | "detecting"
  | "optionLabels"
  | "optionLeads"
  | "demandLeads"
  | "listJoiners"
>;

const yes = (list: string) => indexPhrases(phrases(list, true as const));

const action = verbForms(
  `ban build/built buy/bought sell/sold raise lower cut/cut introduce impose lift extend expand delay postpone defer suspend halt stop close open reopen shut/shut scrap abolish repeal amend adopt
   create establish set/set launch fund finance subsidise subsidize tax charge levy pay/paid offer provide grant allow permit/permitted require oblige order ask invite negotiate renegotiate sign ratify
   withdraw/withdrew/withdrawn leave/left join rejoin merge split/split privatise privatize nationalise nationalize transfer/transferred hand give/gave/given let/let make/made keep/kept retain maintain hold/held do/did/done wait restrict
   limit cap freeze/froze/frozen seize sanction target deploy send/sent dispatch station strengthen tighten loosen relax ease reform replace phase taper renew redirect divert shift move relocate invest
   borrow appoint dismiss prosecute publish disclose commission consult review revise reconsider consider pursue seek/sought try test pilot run/ran/run use employ apply accept reject refuse block veto opt/opted
   choose/chose/chosen pick rely turn work cooperate share swap exchange lease rent dig/dug plant dredge insulate retrofit/retrofitted upgrade widen reroute ration stockpile vaccinate screen train hire recruit
   increase reduce take/took/taken lend/lent spend/spent cancel/cancelled end protect support back promote encourage regulate license deregulate standardise harmonise simplify exempt compensate
   reimburse refund waive write/wrote/written draw/drew/drawn put/put bring/brought remove restore repair rebuild/rebuilt replant rewild convert modernise modernize digitise automate outsource insource centralise decentralise
   devolve delegate consolidate reorganise restructure recapitalise recapitalize guarantee underwrite insure pool purchase procure tender auction allocate reallocate earmark ringfence match top hedge diversify
   divest nudge inform educate label mandate enforce police monitor inspect audit measure count register verify certify fine penalise penalize punish jail deport expel admit welcome resettle evacuate quarantine
   isolate trace arm disarm strike/struck bomb invade blockade boycott embargo attack defend escort mediate arbitrate sue appeal litigate settle compromise concede reinstate reverse rescind revoke bar exclude include
   connect link electrify pipe pump store capture bury recycle reuse reclaim clean plug/plugged patch rename relabel rezone zone redesign design develop install instal/installed equip/equipped staff lengthen shorten
   bolster bridge broaden narrow deepen intensify accelerate speed slow pause resume start begin/began/begun step pull push call convene engage lobby press issue grandfather index peg/pegged devalue float intervene
   stagger vote prioritise prioritize rebalance trim slash axe drop/dropped ditch abandon shelve adapt adjust scale stick/stuck demolish refurbish renovate sink/sank/sunk lay/laid add fit/fitted set-aside counter retaliate respond`,
);
/** Participles that say too little without what follows: "could be put down to". */
const bare = words("put made held taken done left struck run given drawn brought let set asked measured started ended speeded");
const weigh = verbForms("consider weigh mull explore examine study contemplate debate discuss evaluate ponder investigate eye");

export const englishOptions: OptionPart = {
  actions: action.bases,
  actionGerunds: action.gerunds,
  actionParticiples: new Set([...action.participles].filter((word) => !bare.has(word))),
  deciders: words(
    `government governments ministry ministries minister ministers cabinet council councils councillors committee commission commissioners board boards parliament congress senate assembly house president
     mayor mayors governor governors regulator regulators authority authorities agency agencies administration department departments bank banks lender lenders donors company companies firm firms policymakers lawmakers legislators
     politicians city cities state states county counties country countries municipality municipalities region regions province provinces district districts republic kingdom union alliance allies bloc leadership leaders managers management directors
     trustees owners landlords operator operators schools school hospitals hospital universities university employers trust trusts secretary chancellor treasury service services utility utilities institution institutions parties coalition party
     capital capitals members partners officials executives investors holders chiefs commanders planners administrators insurers developers retailers manufacturers producers exporters importers suppliers shareholders creditors unions
     club federation association foundation fund funds institute office organisation organisations organization organizations team court-appointed negotiators diplomats member-states railways airline airlines airport airports port ports farm farmers growers`,
  ),
  notDeciders: words(
    "court courts media press newspaper paper magazine outlet broadcaster research industry lobby nations lab laboratory museum initiative",
  ),
  optionNouns: words(
    "option alternative choice possibility route course approach way path idea solution answer compromise proposal suggestion measure remedy step avenue plan scheme model strategy tactic fix response recommendation",
  ),
  optionPlurals: words("options alternatives choices possibilities courses routes paths avenues scenarios"),
  weakOptionPlurals: words(
    "proposals measures steps solutions responses levers tools ideas approaches strategies recommendations suggestions remedies demands plans ways",
  ),
  optionLinks: words("include includes included are were be range ranges ranged being between"),
  optionCounters: words(
    "one another an a the first second third fourth fifth last final other alternative preferred possible cheaper cheapest better best obvious simplest easiest safest boldest milder softer harder tougher further more less remaining only middle radical modest favoured likeliest second-best this its their our my his her",
  ),
  planNouns: words(
    "plan plans proposal proposals bill draft scheme package option reform amendment motion measure measures initiative programme blueprint talk",
  ),
  nounsOfManner: words("course way path approach answer solution route response ways paths approaches solutions responses routes"),
  couldWords: words("could might"),
  canWords: words("can"),
  mayWords: words("may"),
  dutyModals: words("should ought"),
  wouldWords: words("would"),
  beWords: words("is are was were be being been"),
  wereWords: words("were"),
  weWords: words("we you"),
  itWords: words("it they"),
  orWords: words("or"),
  outWords: words("out up into"),
  toWords: words("to"),
  whetherWords: words("whether"),
  eitherWords: words("either"),
  betweenChoices: yes(
    "choose between, chooses between, chose between, choosing between, choice between, choices between, decide between, deciding between, torn between, split over, split between, divided over, divided on, divided between",
  ),
  insteadWords: words("alternatively instead otherwise"),
  weighing: weigh.gerunds,
  weighingForms: weigh.all,
  lookingAt: yes(
    "looking at, looking into, toying with, thinking of, thinking about, leaning towards, leaning toward, flirting with, minded to, inclined to, drawing up plans for, preparing to, plotting to, planning to, proposing to, threatening to",
  ),
  amongWords: words("among"),
  weighedPlans: words(
    "consider considers considered weigh weighs weighed explore explores explored contemplate contemplates contemplated mull mulls mulled",
  ),
  matterNouns: words(
    "question questions matter matters issue issues application applications impact impacts effect effects implication implications consequence consequences case cases request requests petition point points risk risks cost costs problem problems role state situation number share future ruling decision vote verdict judgment review year week month",
  ),
  wantWords: words("want wants wanted like likes see"),
  choiceModals: words("could might can may should"),
  proposing: words(
    "approve approves approved approving float floats floated floating moots mooted mooting pitch pitches pitched pitching eye eyes eyed eyeing propose proposes proposed proposing recommend recommends recommended recommending advocate advocates advocated advocating",
  ),
  suggesting: words(
    "suggest suggests suggested suggesting advise advises advised favour favours favoured favor favors favored prefer prefers preferred support supports supported back backs backed",
  ),
  pressingFor: yes(
    `call for, calls for, called for, calling for, press for, presses for, pressed for, pressing for, push for, pushes for, pushed for, pushing for, lobby for, lobbies for, lobbied for, lobbying for, argue for, argues for, argued for, arguing for, campaign for, campaigns for, campaigned for, campaigning for,
     case for, calls for a, in favour of, in favor of, settle on, settles on, settled on, settling on, opt for, opts for, opted for, opting for, plead for, pleads for, pleaded for, proposal for, proposals for, alternative to, alternatives to, appeal for, appeals for, appealed for`,
  ),
  pressingOn: yes(
    "call on, calls on, called on, calling on, call upon, calls upon, called upon, urge, urges, urged, urging, press, presses, pressed, pressing, lobby, lobbies, lobbied, lobbying, implore, implores, implored, want, wants, wanted, advise, advises, advised, appeal to, appeals to, appealed to, petition, petitioned",
  ),
  atIssue: yes(
    "on the table, under consideration, under discussion, under review, being considered, being weighed, being discussed, being explored, being studied, been floated, been mooted, been proposed, been suggested, been put forward, is mooted, are mooted, is proposed, are proposed",
  ),
  advisable: words(
    "possible feasible better wiser cheaper simpler preferable sensible prudent best wise fairer safer easier quicker faster conceivable advisable enough",
  ),
  whyNot: yes("why not, how about, what about"),
  meritVerbs: words("merits deserves warrants"),
  asWords: words("as"),
  thoughtWords: words("consideration thought"),
  thereWords: words("there"),
  entryVerbs: words("sounds looks seems has commands enjoys offers appeals costs brings carries needs requires"),
  tellingActions: words(
    "take make consider call ask do let hold keep see show test try work count measure give wait start begin end leave turn train match top speed help tell",
  ),
  resolving: words(
    "want wants wanted plan plans planned intend intends intended aim aims aimed decided agreed voted resolved chose opted vowed pledged promised",
  ),
  lookedAt: yes(
    "looked at, consideration was given to, consideration was also given to, consideration has been given to, thought was given to, had considered, has considered, have considered",
  ),
  letWords: words("let"),
  firstChoices: words("more most better best cheaper simpler bolder safer quicker wiser fairer easier harder likelier preferable another"),
  includeWords: words("include included"),
  theseWords: words("they these those"),
  norWords: words("nor neither"),
  presentLinks: words("is remains"),
  answerNouns: words(
    "option alternative choice possibility route course approach answer compromise remedy avenue response way fix solution",
  ),
  dismissals: words("dismissed excluded overlooked forgotten discounted neglected ignored"),
  underWords: words("under"),
  preferring: words("prefer like love welcome rather hate wish support favour favor oppose"),
  verdicts: words(
    "mistake wrong folly foolish unwise reckless irresponsible unfair unjust naive absurd perverse premature error betrayal disgrace wise sensible prudent better preferable",
  ),
  detecting: words("detect find see identify establish confirm discern trace observe"),
  optionLabels: words("option alternative approach scenario recommendation proposal variant"),
  optionLeads: yes(
    "consider, considering, considers, considered, options, option, alternatives, alternative, approaches, approach, strategies, strategy, proposals, propose, proposes, proposed, recommendations, recommend, recommends, recommended, measures, steps, courses of action, examining, exploring, weighing, choices, possibilities, ways, could, should, policies, actions, solutions, responses, recommendation, what next, what can be done, what could be done, what should be done",
  ),
  demandLeads: words(
    "call calls called calling urge urges urged urging demand demands demanded demanding ask asks asked asking want wants wanted need needs propose proposes proposed must advise advises advised intend intends plan plans",
  ),
  listJoiners: words("or and"),
};
