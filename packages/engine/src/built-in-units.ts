/** The units that every case knows, with their plurals, and the currencies with and without a price year. */
import { namedUnit, type Unit } from "./units.js";

type Powers = Readonly<Record<string, number>>;

const hoursPerYear = 365.25 * 24;
const time: Powers = { time: 1 };
const mass: Powers = { mass: 1 };
const length: Powers = { length: 1 };
const area: Powers = { length: 2 };
const volume: Powers = { length: 3 };
const energy: Powers = { energy: 1 };
const power: Powers = { energy: 1, time: -1 };

/** One built-in unit: its names (the first is the usual one), its size in base units and what it says. */
export interface BuiltInUnit {
  readonly names: readonly string[];
  readonly scale: number;
  readonly powers: Powers;
  readonly doc: string;
}

/** Every built-in unit but the currencies. Base units: year, kg, m, kWh, person, death. */
export const builtInUnits: readonly BuiltInUnit[] = [
  { names: ["year", "years"], scale: 1, powers: time, doc: "365.25 days." },
  { names: ["quarter", "quarters"], scale: 1 / 4, powers: time, doc: "A quarter of a year." },
  { names: ["month", "months"], scale: 1 / 12, powers: time, doc: "A twelfth of a year." },
  { names: ["week", "weeks"], scale: 7 / 365.25, powers: time, doc: "Seven days." },
  { names: ["day", "days"], scale: 1 / 365.25, powers: time, doc: "24 hours." },
  { names: ["hour", "hours"], scale: 1 / hoursPerYear, powers: time, doc: "60 minutes." },
  { names: ["minute", "minutes"], scale: 1 / (hoursPerYear * 60), powers: time, doc: "60 seconds." },
  { names: ["second", "seconds"], scale: 1 / (hoursPerYear * 3600), powers: time, doc: "The second." },
  { names: ["people", "person"], scale: 1, powers: { people: 1 }, doc: "Human beings, counted." },
  { names: ["deaths", "death"], scale: 1, powers: { deaths: 1 }, doc: "Deaths, counted; not the same as people." },
  { names: ["%", "percent"], scale: 0.01, powers: {}, doc: "A hundredth." },
  { names: ["kg"], scale: 1, powers: mass, doc: "Kilogram." },
  { names: ["g"], scale: 1e-3, powers: mass, doc: "Gram." },
  { names: ["mg"], scale: 1e-6, powers: mass, doc: "Milligram." },
  { names: ["tonnes", "tonne"], scale: 1e3, powers: mass, doc: "1,000 kg." },
  { names: ["m"], scale: 1, powers: length, doc: "Metre." },
  { names: ["km"], scale: 1e3, powers: length, doc: "1,000 m." },
  { names: ["cm"], scale: 1e-2, powers: length, doc: "Centimetre." },
  { names: ["mm"], scale: 1e-3, powers: length, doc: "Millimetre." },
  { names: ["miles", "mile"], scale: 1609.344, powers: length, doc: "1,609.344 m." },
  { names: ["m2"], scale: 1, powers: area, doc: "Square metre." },
  { names: ["km2"], scale: 1e6, powers: area, doc: "Square kilometre." },
  { names: ["ha", "hectare", "hectares"], scale: 1e4, powers: area, doc: "10,000 m2." },
  { names: ["m3"], scale: 1, powers: volume, doc: "Cubic metre." },
  { names: ["km3"], scale: 1e9, powers: volume, doc: "Cubic kilometre." },
  { names: ["litres", "litre"], scale: 1e-3, powers: volume, doc: "A thousandth of a m3." },
  { names: ["kWh"], scale: 1, powers: energy, doc: "Kilowatt hour." },
  { names: ["MWh"], scale: 1e3, powers: energy, doc: "1,000 kWh." },
  { names: ["GWh"], scale: 1e6, powers: energy, doc: "A million kWh." },
  { names: ["TWh"], scale: 1e9, powers: energy, doc: "A thousand million kWh." },
  { names: ["kW"], scale: hoursPerYear, powers: power, doc: "Kilowatt: one kWh an hour." },
  { names: ["MW"], scale: hoursPerYear * 1e3, powers: power, doc: "1,000 kW." },
  { names: ["GW"], scale: hoursPerYear * 1e6, powers: power, doc: "A million kW." },
];

/** Currencies by their ISO code. Nothing converts between them unless a case declares it. */
export const currencies: readonly string[] =
  "USD EUR GBP MXN JPY CHF CAD AUD NZD CNY INR BRL ZAR KRW SEK NOK DKK PLN CZK HUF RON BGN TRY RUB UAH ILS EGP NGN KES GHS MAD COP CLP PEN ARS UYU BOB GTQ HNL IDR MYR THB VND PHP SGD HKD TWD PKR BDT LKR SAR AED QAR ISK ETB TZS UGX".split(
    " ",
  );

const byName = new Map(builtInUnits.flatMap((record) => record.names.map((name) => [name, record] as const)));
const currencySet = new Set(currencies);

/** The names of the built-in units, currencies among them. */
export const builtInUnitNames: readonly string[] = [...byName.keys(), ...currencies];

/** A built-in unit by its name. `prices` is the price year that a bare currency means; without one, a bare currency is a unit of its own. */
export function builtInUnit(name: string, prices?: number): Unit | undefined {
  const record = byName.get(name);
  if (record) return namedUnit(name === "percent" ? "%" : name, record.scale, record.powers);
  const [, code = "", year] = /^([A-Z]{3})(\d{4})?$/.exec(name) ?? [];
  if (!currencySet.has(code)) return undefined;
  if (year !== undefined) return namedUnit(name, 1, { [`${code}${year}`]: 1 });
  return namedUnit(name, 1, { [prices === undefined ? code : `${code}${prices}`]: 1 });
}
