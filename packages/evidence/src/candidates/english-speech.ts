/** English words of speech: verbs of reporting, persons, bodies, documents, and the small words around them. */
import type { Lexicon } from "./lexicon.js";
import { indexPhrases, phrases, words } from "./phrases.js";

type SpeechPart = Pick<
  Lexicon,
  | "reportingVerbs"
  | "ambiguousVerbs"
  | "ofVerbs"
  | "sourceLabels"
  | "selfWords"
  | "thatWords"
  | "accordingTo"
  | "byWords"
  | "auxiliaries"
  | "passives"
  | "adverbs"
  | "adverbEndings"
  | "adjectiveEndings"
  | "askingPrepositions"
  | "clauseWords"
  | "relativeWords"
  | "prepositions"
  | "phrasePrepositions"
  | "closePrepositions"
  | "atWords"
  | "definiteArticles"
  | "determiners"
  | "articles"
  | "conjunctions"
  | "timeNouns"
  | "pronouns"
  | "titles"
  | "nameParticles"
  | "roleNouns"
  | "pastEndings"
  | "roleEndings"
  | "quantifiers"
  | "opinionNouns"
  | "viewPrepositions"
  | "viewNouns"
  | "andOthers"
  | "relativePronouns"
  | "firstPersons"
  | "theyWords"
  | "itPronouns"
  | "hearsay"
  | "rumourPhrases"
  | "rankWords"
  | "bodyNouns"
  | "citingWords"
  | "publishingWords"
  | "withinWords"
  | "obtainedWords"
  | "possessives"
  | "contentPrepositions"
  | "otherWords"
  | "documentPairs"
  | "documentNouns"
  | "sourceNouns"
  | "expertNouns"
>;

const yes = (list: string) => indexPhrases(phrases(list, true as const));
const verbs = (kind: "plain" | "clause" | "that" | "calling", list: string) => [...words(list)].map((verb) => [verb, kind] as const);

export const englishSpeech: SpeechPart = {
  reportingVerbs: new Map([
    ...verbs(
      "plain",
      `say says said saying tell tells told telling warn warns warned warning argue argues argued arguing claim claims claimed claiming
       state states stated stating announce announces announced announcing admit admits admitted admitting insist insists insisted insisting
       caution cautions cautioned cautioning note notes noted noting add adds added adding explain explains explained explaining
       believe believes believed believing estimate estimates estimated estimating predict predicts predicted predicting
       conclude concludes concluded concluding suggest suggests suggested suggesting comment comments commented commenting
       remark remarks remarked reply replies replied respond responds responded write writes wrote writing observe observes observed
       declare declares declared declaring assert asserts asserted asserting contend contends contended allege alleges alleged
       stress stresses stressed stressing emphasise emphasises emphasised emphasize emphasizes emphasized
       maintain maintains maintained maintaining acknowledge acknowledges acknowledged acknowledging concede concedes conceded conceding
       deny denies denied denying confirm confirms confirmed confirming testify testifies testified tweet tweets tweeted tweeting
       reckon reckons reckoned fear fears feared worry worries worried joke jokes joked quip quips quipped recall recalls recalled
       complain complains complained boast boasts boasted fume fumes fumed rage rages raged snap snaps snapped storm stormed hiss hissed sigh sighed laugh laughed shout shouts shouted yell yelled mutter muttered whisper whispered moan moaned groan groaned
       gush gushed beam beamed cry cried swear swore brag bragged scoff scoffed muse mused venture ventured continue continues continued hint hints hinted signal signals signalled signaled speculate speculated
       inform informs informed informing remind reminds reminded reminding expect expects reassure reassured protest protested bemoan bemoaned lament laments lamented opine opined posit posits posited surmise surmised
       understand understands understood blast blasts blasted slam slams slammed
       blame blames blamed blaming ask asks asked asking quote quoted reveal reveals revealed revealing tells insisted urge urges urged urging
       point points pointed counter countered counters retort retorted sneer sneered thunder thundered vow vows vowed
       promise promises promised pledge pledges pledged report reports reported reporting calculate calculates calculated project projects projected
       dispute disputes disputed disputing object objects objected reiterate reiterates reiterated reiterating repeat repeats repeated echo echoes echoed echoing underline underlines underlined underlining highlight highlights highlighted highlighting
       clarify clarifies clarified disclose discloses disclosed disclosing divulge divulged assure assures assured plead pleads pleaded decry decries decried deplore deplores deplored disagree disagrees disagreed concur concurs concurred
       recount recounts recounted relate related suspect suspects suspected doubt doubts doubted anticipate anticipates anticipated foresee foresees foresaw think thinks grumble grumbles grumbled email emails emailed texted phoned posted blogged
       volunteer volunteered interject interjected exclaim exclaimed roar roared growl growled bark barked grin grinned chuckle chuckled shrug shrugged whine whined preach preached profess professed attest attests attested vouch vouched
       advise advises advised advising judge judges judged assess assesses assessed forecast forecasts forecasted`,
    ),
    ...verbs(
      "clause",
      `accept accepts accepted feel feels felt sense senses attribute attributes ascribe ascribes ascribed credit credits credited name names named count counts counted rate rates rated rank ranks ranked consider considers considered
       find finds found finding show shows showed shown showing indicate indicates indicated indicating expected expecting
       thought know knows knew demonstrate demonstrates demonstrated record records recorded recording put puts
       propose proposes proposed recommend recommends recommended recommending imply implies implied
       place places placed rule rules ruled see sees saw identify identifies identified document documents documented cite cites cited citing list lists listed`,
    ),
    ...verbs(
      "that",
      "hold holds held agree agrees agreed hope hopes hoped felt feel feels accept accepts accepted list lists listed sense senses count counts counted name names named rate rates rated rank ranks ranked consider considers considered credit credits credited",
    ),
    ...verbs(
      "calling",
      `call calls called calling describe describes described describing brand brands branded branding dub dubs dubbed label labels labelled labeled
       dismiss dismisses dismissed dismissing denounce denounces denounced denouncing hail hails hailed hailing condemn condemns condemned condemning
       criticise criticised criticises criticize criticized criticizes praise praised praises accuse accuses accused accusing demand demands demanded demanding
       refer refers referred referring speak speaks spoke speaking characterise characterised characterize characterized deem deems deemed attack attacked mock mocked welcome welcomed`,
    ),
  ]),
  ambiguousVerbs: words(
    `states state claims claim estimates estimate reports report notes note comments comment warning warnings finding findings records record
     shows show projects project forecasts forecast fears fear worries worry hopes hope rules rule place places finds points point demands demand calls call
     judges judge cautions caution quote promises promise pledges pledge attack list lists documents document puts expected thought estimated
     object objects doubt doubts echo echoes repeat repeats dispute disputes volunteer email emails text suspect suspects bark name names credit credits count counts rate rates rank ranks sense senses feel related posted named listed credited counted rated ranked
     reported alleged projected found held recorded added saw advised feared hold put label identified listed`,
  ),
  ofVerbs: words("speak speaks spoke spoken speaking warn warns warned warning complain complains complained boast boasted accuse"),
  selfWords: words("this our my"),
  sourceLabels: words("source sources"),
  thatWords: words("that how why whether"),
  accordingTo: indexPhrases(
    phrases(
      "according to, by the estimate of, by the estimates of, by the reckoning of, by the account of, by the admission of, on the estimate of, on the word of, in the estimation of, in the words of, in the view of, in the opinion of, in the judgement of, in the judgment of, as reported by, cited by, quoted by, citing, reported by, estimated by, published by, released by, compiled by",
      true as const,
    ),
  ),
  byWords: words("by"),
  auxiliaries: words("is are was were be been being has have had having do does did will would can could may might should must"),
  passives: words("is are was were be been being get gets got getting"),
  adverbs: words(
    "also later then now still once again repeatedly privately publicly recently previously already often even only just never always further today yesterday not however therefore meanwhile separately instead has have had is are was were would",
  ),
  adverbEndings: ["ly"],
  adjectiveEndings: ["al", "ic", "ous", "ive", "ary", "ent", "ant", "ish", "ese", "ian"],
  askingPrepositions: words("for of by"),
  clauseWords: words(
    "that because while when as after before but although though if where since whereas unless until and or so yet which who whom whose than what how whether amid despite",
  ),
  relativeWords: words(
    "which who whom whose that when where while as after before because but although though if until whereas published released seen obtained reviewed issued shared posted conducted showing based citing including adding saying during following amid reveals revealed shows show showed quoted cited who's",
  ),
  prepositions: words("of for at from in with to on by into about over under against within near inside across between among behind"),
  phrasePrepositions: words("in on at for from during after before with by under despite following since until amid over within across to"),
  closePrepositions: words("of at for from in with inside within to on"),
  atWords: words("at with from"),
  definiteArticles: words("the"),
  determiners: words(
    "the a an this that these those one two three four five several some many most few both another other no its their his her our your my all every each any multiple numerous various",
  ),
  articles: words("the a an"),
  conjunctions: words("and or"),
  timeNouns: words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tomorrow week month year weekend morning evening afternoon night last recent recently time",
  ),
  pronouns: words("he she they it who i we"),
  titles: words(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. professor sir dame lord lady baroness baron president minister secretary senator sen sen. representative rep rep. congressman congresswoman governor gov gov. mayor general gen gen. admiral adm. colonel col col. major maj. captain capt. commodore marshal brigadier commander commissioner lieutenant lt lt. sergeant sgt. judge justice chancellor chief king queen prince princess pope archbishop bishop reverend rev. ambassador premier commissioner detective inspector superintendent constable councillor cllr",
  ),
  nameParticles: words("de del della di da dos van von der den la le el al bin ibn ben abu bint y e al- mac ten ter zu"),
  roleNouns: words(
    `official officials officer officers spokesman spokeswoman spokesperson spokespeople spokesmen minister ministers analyst analysts expert experts economist economists
     scientist scientists researcher researchers professor professors academic academics critic critics supporter supporters opponent opponents diplomat diplomats
     adviser advisers advisor advisors aide aides lawyer lawyers attorney attorneys prosecutor prosecutors judge judges senator senators lawmaker lawmakers politician politicians
     mp mps peer peers president presidents premier chancellor secretary secretaries director directors chief chiefs head heads chair chairman chairwoman chairperson
     executive executives ceo cfo founder owner manager managers engineer engineers doctor doctors nurse nurses physician physicians teacher teachers leader leaders commander commanders
     general generals admiral colonel captain soldier soldiers veteran veterans resident residents neighbour neighbours neighbor neighbors witness witnesses campaigner campaigners activist activists
     journalist journalists reporter reporters correspondent editor author authors writer historian historians lecturer fellow scholar scholars consultant consultants strategist strategists
     trader traders investor investors banker bankers broker planner planners policymaker policymakers bureaucrat bureaucrats insider insiders observer observers commentator commentators
     source sources people person man woman mother father victim victims farmer farmers worker workers driver drivers shopkeeper councillor councillors mayor governor governors ambassador
     envoy negotiator negotiators delegate delegates representative representatives member members investigator investigators detective inspector police superintendent constable coroner
     auditor auditors regulator regulators statistician statisticians epidemiologist epidemiologists virologist climatologist ecologist psychologist sociologist geologist meteorologist forecaster forecasters specialist specialists
     whistleblower whistle-blower insiders locals villagers parents students patient patients tenant tenants landlord landlords union unionist candidate candidates figure figures colleague colleagues friend friends relative relatives
     mum dad pensioner grandmother teenager pundit pundits skeptics sceptics skeptic sceptic proponents proponent advocates advocate sponsors some others many chairperson boss bosses wonk wonks clerk clerks constituent constituents installer installers brother sister brother-in-law criminologist counterpart counterparts somebody someone everyone mum dad wife husband son daughter builder builders
     developer developers retailer retailers exporters importers manufacturers manufacturer producers producer growers grower fishermen miners pilots captain skipper surgeon surgeons midwife paramedic firefighter firefighters
     chemist chemists physicist biologist biologists demographer hydrologist seismologist pollster pollsters mediator mediators rapporteur inspectors inspector curator treasurer deputy undersecretary officer-in-charge trade-unionist spokespersons aide-de-camp premier member-state archbishop bishop commissioner commissioners solicitor solicitors barrister barristers trader salesman salesmen dealer dealers agent agents lender lenders borrower borrowers customer customers passenger passengers commuter commuters cyclist cyclists motorist motorists voter voters
     refugee refugees migrant migrants prisoner prisoners inmate inmates warden wardens ranger rangers fisherman landowner landowners shopper shoppers headteacher headteachers pupil pupils lecturers vet vets dentist dentists pharmacist pharmacists gp gps consultant paramedics carer carers volunteer volunteers
     bureaucrats mandarin mandarins staffer staffers organiser organisers organizer organizers protester protesters demonstrator demonstrators rebel rebels backbencher backbenchers frontbencher legislator legislators congressman congresswoman assemblyman alderman sheriff marshal chairs vice-president vice-chair
     trustee trustees shareholder shareholders creditor creditors employer employers employee employees contractor contractors supplier suppliers landlady tenant publisher publishers blogger bloggers columnist columnists presenter broadcaster-in-chief novelist poet artist actor singer priest vicar imam rabbi monk nun pastor
     electrician plumber carpenter mechanic mechanics porter porters cleaner cleaners cook chef chefs waiter barman baker butcher grocer greengrocer builder architect architects surveyor surveyors assessor assessors appraiser inspectorate monitors monitor observers examiner examiners adjudicator arbitrator ombudsman
     adviser-general counsel counsels notary registrar archivist archivists librarian librarians statisticians actuary actuaries accountant accountants treasurer bookkeeper forester foresters agronomist agronomists breeder breeders trawlerman trawlermen sailor sailors captain captains crew crews scientist-in-chief
     sympathiser sympathisers loyalist loyalists dissident dissidents militant militants fighter fighters recruit recruits defector defectors negotiators interlocutor interlocutors go-between bystander bystanders onlooker onlookers passer-by eyewitness eyewitnesses survivor survivors claimant claimants plaintiff plaintiffs defendant defendants juror jurors`,
  ),
  pastEndings: ["ed"],
  roleEndings: [
    "ologist",
    "ologists",
    "ographer",
    "ographers",
    "ician",
    "icians",
    "onomist",
    "onomists",
    "entist",
    "entists",
    "ivist",
    "ivists",
    "orialist",
    "onist",
    "onists",
    "ealer",
    "keeper",
    "keepers",
    "worker",
    "workers",
    "maker",
    "makers",
    "holder",
    "holders",
    "owner",
    "owners",
    "woman",
    "women",
    "man",
    "men",
    "person",
    "seeker",
    "seekers",
    "leader",
    "leaders",
  ],
  quantifiers: words(
    "one another others some many both several most few two three four five six seven eight second third fourth all none each",
  ),
  opinionNouns: words(
    "view views assessment estimate opinion belief contention argument position conclusion finding findings claim forecast verdict judgment judgement fear hunch advice estimates suspicion reading understanding answer message complaint expectation hope prediction case",
  ),
  viewNouns: words(
    "view views opinion judgement judgment estimate estimates estimation admission account accounts telling reckoning calculation calculations reading assessment",
  ),
  viewPrepositions: words("in on by to from"),
  andOthers: words("et al al. others colleagues"),
  relativePronouns: words("who which that"),
  firstPersons: words("i we"),
  theyWords: words("they their"),
  itPronouns: words("it its"),
  hearsay: words("said believed thought understood reported rumoured rumored alleged feared claimed"),
  rumourPhrases: yes(
    "rumour has it, rumor has it, word has it, word is, legend has it, word on the street is, i am told, i'm told, we are told, we're told, we understand",
  ),
  rankWords: words("senior former top leading junior retired chief deputy assistant unnamed"),
  bodyNouns: words(
    `ministry ministries agency agencies department departments office bureau council councils committee commission bank banks institute institution university college school foundation
     government governments company companies firm firms corporation party court courts army navy military forces think-tank thinktank watchdog regulator regulators group groups charity charities ngo ngos organisation organization organisations organizations
     administration authority authorities union unions federation federations association associations society service services centre center board parliament congress senate assembly house fund network newspaper paper magazine outlet broadcaster police
     enforcement treasury embassy trust coalition alliance inspectorate secretariat inquiry panel taskforce force lab laboratory academy museum hospital league forum initiative programme program observatory media press pentagon whitehall kremlin downing state nations campaigners team ombudsman tribunal operator utility conference industry industries lobby directorate command consortium chamber society guild syndicate insurer lender airline carrier retailer supermarket manufacturer producer developer exchange cooperative collective faction caucus delegation mission clinic surgery library theatre club constabulary registry brigade garrison consulate presidency chancellery cabinet executive judiciary prosecution defence`,
  ),
  citingWords: words("in from citing cites cited per by on quoting see using via cite quotes consult consulted"),
  publishingWords: words(
    "published released issued commissioned compiled produced conducted carried written prepared authored funded led chaired sponsored undertaken",
  ),
  withinWords: words("within by"),
  obtainedWords: words(
    "seen obtained leaked taken reviewed shared posted circulated dated entitled titled drawn gathered collected held filed submitted kept",
  ),
  possessives: words("its their his her"),
  contentPrepositions: words("of from with by among"),
  otherWords: words("another any no every each more new further such all"),
  documentPairs: new Set([
    "business case",
    "case file",
    "press release",
    "fact sheet",
    "balance sheet",
    "term sheet",
    "rule book",
    "web page",
    "risk register",
    "green book",
  ]),
  documentNouns: words(
    `stocktake stocktakes outline outlines inventory inventories meta-analysis meta-analyses investigation investigations probe leaflet leaflets pamphlet brochure book thesis manual guidance handbook note circular notices minutes diary diaries blog post posts tweet tweets thread
     announcement announcements newsletter editorial op-ed interviews hearing affidavit affidavits register registry registries ledger invoices receipts declarations photograph photos cctv tape tapes files archive archives
     monitoring website webpage questionnaire questionnaires consultation petition outlook barometer scorecard yearbook tracker bulletins statements letters memos briefings evaluations audits inquest timesheets ledgers logbook logbooks
     report reports study studies survey surveys paper papers analysis analyses data figures statistics review reviews audit audits statement poll polls document documents memo research findings census article letter assessment assessments
     estimates projections forecast forecasts records modelling modeling model models evaluation briefing dossier filing filings transcript testimony index bulletin publication dataset database leak cable cables email emails interview submission submissions evidence results factsheet accounts trial trials experiment experiments images imagery footage photographs video recording recordings logs manifest manifests spreadsheet spreadsheets slides presentation prospectus whitepaper correspondence`,
  ),
  sourceNouns: words("source sources people insiders officials"),
  expertNouns: words(
    "expert analyst professor researcher academic economist scientist scholar fellow lecturer specialist historian consultant strategist dr. dr prof. prof",
  ),
};
