/** English words of figures: numbers, magnitudes, currencies, units, dates, hedges. */
import type { Bound, Lexicon, MeasuredUnit } from "./lexicon.js";
import { indexPhrases, phrases, words } from "./phrases.js";

const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const unit = (list: string, name: string, factor = 1) => phrases<MeasuredUnit>(list, { unit: name, factor });
const bound = (list: string, value: Bound) => phrases<Bound>(list, value);

type NumberPart = Pick<
  Lexicon,
  | "decimalMark"
  | "numberWords"
  | "magnitudes"
  | "shortMagnitudes"
  | "vagueNumbers"
  | "numberJoiners"
  | "ageWords"
  | "agedWords"
  | "furtherWords"
  | "comparatives"
  | "worthWords"
  | "clockWords"
  | "dyingWords"
  | "fractions"
  | "multiples"
  | "currencyWords"
  | "percentWords"
  | "unitWords"
  | "rates"
  | "pluralEndings"
  | "personNouns"
  | "deathNouns"
  | "months"
  | "yearLeads"
  | "openYearLeads"
  | "numbered"
  | "ordinalSuffixes"
  | "hedges"
  | "hedgesAfter"
  | "rangeWords"
  | "betweenWords"
  | "fromWords"
  | "fromRangeWords"
  | "outOf"
  | "ofWords"
  | "inWords"
  | "lastWords"
  | "ageNouns"
  | "atTimes"
  | "definite"
>;

export const englishNumbers: NumberPart = {
  decimalMark: ".",
  numberWords: new Map([
    ...ones.map((word, value) => [word, value] as const),
    ...tens.map((word, index) => [word, 20 + 10 * index] as const),
  ]),
  magnitudes: new Map([
    ["hundred", 100],
    ["thousand", 1e3],
    ["million", 1e6],
    ["billion", 1e9],
    ["trillion", 1e12],
    ["dozen", 12],
    ["lakh", 1e5],
    ["crore", 1e7],
    ["bn", 1e9],
    ["mn", 1e6],
    ["tn", 1e12],
    ["trn", 1e12],
  ]),
  shortMagnitudes: new Map([
    ["k", 1e3],
    ["m", 1e6],
    ["mn", 1e6],
    ["mln", 1e6],
    ["b", 1e9],
    ["bn", 1e9],
    ["t", 1e12],
    ["tn", 1e12],
    ["trn", 1e12],
  ]),
  numberJoiners: words("and"),
  ageWords: words("year-old year-olds years-old month-old months-old"),
  furtherWords: words("further additional mere full whole"),
  agedWords: words("aged ages age"),
  comparatives: words(
    "more less fewer higher lower greater larger smaller faster slower better worse longer shorter cheaper ago earlier later",
  ),
  worthWords: words("worth"),
  clockWords: words("am pm a.m. p.m. gmt bst noon midnight o'clock hrs est"),
  dyingWords: words("killed died dead murdered drowned"),
  vagueNumbers: words("dozens scores hundreds thousands millions billions trillions"),
  fractions: new Map([
    ["half", 1 / 2],
    ["third", 1 / 3],
    ["thirds", 1 / 3],
    ["quarter", 1 / 4],
    ["quarters", 1 / 4],
    ["fifth", 1 / 5],
    ["fifths", 1 / 5],
    ["sixth", 1 / 6],
    ["sixths", 1 / 6],
    ["eighth", 1 / 8],
    ["eighths", 1 / 8],
    ["tenth", 1 / 10],
    ["tenths", 1 / 10],
  ]),
  multiples: new Map([
    ["doubled", 2],
    ["doubling", 2],
    ["twofold", 2],
    ["tripled", 3],
    ["tripling", 3],
    ["trebled", 3],
    ["threefold", 3],
    ["quadrupled", 4],
    ["fourfold", 4],
    ["fivefold", 5],
    ["tenfold", 10],
    ["halved", 0.5],
    ["halving", 0.5],
  ]),
  currencyWords: indexPhrases([
    ...unit("dollar, dollars, us dollar, us dollars, u.s. dollars, usd", "USD"),
    ...unit("euro, euros, eur", "EUR"),
    ...unit("pound, pounds, sterling, pounds sterling, gbp", "GBP"),
    ...unit("pence", "GBP", 0.01),
    ...unit("cent, cents", "USD", 0.01),
    ...unit("yen, jpy", "JPY"),
    ...unit("yuan, renminbi, rmb, cny", "CNY"),
    ...unit("rupee, rupees, inr", "INR"),
    ...unit("swiss franc, swiss francs, chf", "CHF"),
    ...unit("peso, pesos, mxn, mexican pesos", "MXN"),
    ...unit("rouble, roubles, ruble, rubles, rub", "RUB"),
    ...unit("rand, zar", "ZAR"),
    ...unit("canadian dollars, cad", "CAD"),
    ...unit("australian dollars, aud", "AUD"),
    ...unit("krona, kronor, sek", "SEK"),
    ...unit("nok", "NOK"),
    ...unit("dkk", "DKK"),
    ...unit("zloty, zlotys, pln", "PLN"),
    ...unit("hryvnia, hryvnias, uah", "UAH"),
    ...unit("naira, ngn", "NGN"),
    ...unit("shekels, shekel, ils", "ILS"),
    ...unit("reais, brl", "BRL"),
  ]),
  percentWords: indexPhrases([
    ...unit("per cent, percent, pc, percentage point, percentage points, percent points", "%"),
    ...unit("basis points, basis point", "%", 0.01),
  ]),
  unitWords: indexPhrases([
    ...unit("year, years, yrs", "years"),
    ...unit("month, months", "months"),
    ...unit("week, weeks", "weeks"),
    ...unit("day, days", "days"),
    ...unit("hour, hours, hrs", "hours"),
    ...unit("minute, minutes", "minutes"),
    ...unit("second, seconds", "seconds"),
    ...unit("decade, decades", "years", 10),
    ...unit("percentile points, percentile point, percentiles", "percentile points"),
    ...unit("standard deviations, standard deviation, sd", "standard deviations"),
    ...unit("kilometre, kilometres, kilometer, kilometers, km", "km"),
    ...unit("mile, miles", "miles"),
    ...unit("metre, metres, meter, meters", "m"),
    ...unit("foot, feet, ft", "m", 0.3048),
    ...unit("square kilometres, square kilometers, sq km, square km", "km2"),
    ...unit("square metres, square meters, square metre", "m2"),
    ...unit("cubic metres, cubic meters", "m3"),
    ...unit("square miles, square mile", "km2", 2.589988110336),
    ...unit("hectare, hectares", "ha"),
    ...unit("acre, acres", "ha", 0.40468564224),
    ...unit("tonne, tonnes, metric tons, metric tonnes, ton, tons", "tonnes"),
    ...unit("kilogram, kilograms, kilogrammes, kilos, kilo, kg", "kg"),
    ...unit("gram, grams, g", "g"),
    ...unit("mg, milligrams", "mg"),
    ...unit("litre, litres, liter, liters", "litres"),
    ...unit("kwh, kilowatt hours, kilowatt-hours", "kWh"),
    ...unit("mwh, megawatt hours, megawatt-hours", "MWh"),
    ...unit("gwh, gigawatt hours, gigawatt-hours", "GWh"),
    ...unit("twh, terawatt hours, terawatt-hours", "TWh"),
    ...unit("kw, kilowatts, kilowatt", "kW"),
    ...unit("mw, megawatts, megawatt", "MW"),
    ...unit("gw, gigawatts, gigawatt", "GW"),
  ]),
  rates: indexPhrases([
    ...phrases("annually, a year, per year, each year, every year, yearly, per annum, annual", "year"),
    ...phrases("a month, per month, each month, every month, monthly", "month"),
    ...phrases("a week, per week, each week, every week, weekly", "week"),
    ...phrases("a day, per day, each day, every day, daily", "day"),
    ...phrases("an hour, per hour, hourly, every hour", "hour"),
  ]),
  pluralEndings: ["s"],
  personNouns: words(
    "people persons person men women children members civilians soldiers troops officers workers employees staff residents voters adults americans britons citizens migrants refugees asylum-seekers students pupils patients  fighters militants prisoners inmates  passengers customers users respondents users doctors nurses teachers  protesters demonstrators personnel asylum recruits victims survivors inhabitants adults teenagers babies smokers commuters drivers cyclists pedestrians visitors tourists immigrants applicants claimants",
  ),
  deathNouns: words("deaths death lives dead fatalities killed killings homicides murders suicides "),
  months: words(
    "january february march april may june july august september october november december jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.",
  ),
  yearLeads: words(
    "in since by until till during after before from of between and to early late mid mid- fiscal year around circa through the through ending spring summer autumn winter fall for than on",
  ),
  openYearLeads: words("since by until till before after from"),
  numbered: words(
    "amendment amendments protocol question wave round edition serial option scenario item meeting paper minute minutes answer motion section sections article articles page pages p. pp. chapter chapters figure fig. table annex appendix paragraph paragraphs para paras para. paras. clause clauses note footnote no. nos. number resolution resolutions recommendation recommendations regulation directive version phase stage part volume vol. route flight room level tier question questions cm title act bill schedule rule order case box channel group grade class platform unit apartment highway interstate motorway formula area district category covid s. ss. art. arts. sec. secs. ch. week day",
  ),
  ordinalSuffixes: words("st nd rd th"),
  hedges: indexPhrases([
    ...bound(
      "about, around, roughly, approximately, approx., some, nearly, almost, close to, an estimated, estimated, only, just, reportedly, supposedly, circa, in the region of, something like, as little as, a total of, projected, allegedly, virtually, perhaps, maybe, likely, a reported, a record, an average of, on average, currently, barely, a mere",
      "none",
    ),
    ...bound(
      "over, more than, at least, upwards of, in excess of, above, exceeding, exceeded, exceeds, exceed, no fewer than, no less than, not less than, a minimum of, well over, greater than, topping, topped, surpassing, surpassed, north of",
      "below",
    ),
    ...bound(
      "up to, as many as, as much as, fewer than, less than, under, below, at most, no more than, not more than, not exceed, not to exceed, not exceeding, not expected to exceed, not expected to be more than, a maximum of, well under, just under, lower than, at the most",
      "above",
    ),
  ]),
  hedgesAfter: indexPhrases([
    ...bound("or more, or above, or over, at least, and above, and over, plus, or higher", "below"),
    ...bound("or less, or fewer, or under, at most, or below, or lower", "above"),
    ...bound("or so, or thereabouts, on average", "none"),
  ]),
  rangeWords: words("to or"),
  betweenWords: new Map([["between", "and"]]),
  fromWords: words("from"),
  fromRangeWords: words(
    "ranging range ranges ranged anywhere anything somewhere something vary varies varying varied estimates estimate estimated",
  ),
  outOf: indexPhrases(phrases("in, out of, in every, of every, of", true as const)),
  ofWords: words("of"),
  inWords: words("in"),
  lastWords: words("last first past latest previous next"),
  ageNouns: words("age ages"),
  atTimes: words("at until till after before"),
  definite: words("the these those both its their his her our your my this that other first second latter all any no every each"),
};
