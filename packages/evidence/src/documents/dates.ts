/** The day that a date in a document names, in the forms in which documents write dates. No clock and no time zone: the day is the one that is written. */

const months: ReadonlyMap<string, number> = new Map(
  [
    ["jan", "january", "janvier", "januar", "enero", "ene", "janeiro", "gennaio", "januari"],
    ["feb", "february", "février", "fevrier", "févr", "februar", "febrero", "fevereiro", "fev", "febbraio", "februari"],
    ["mar", "march", "mars", "märz", "maerz", "marzo", "março", "marco", "maart"],
    ["apr", "april", "avril", "avr", "abril", "abr", "aprile"],
    ["may", "mai", "mayo", "maio", "maggio", "mei"],
    ["jun", "june", "juin", "juni", "junio", "junho", "giugno"],
    ["jul", "july", "juillet", "juil", "juli", "julio", "julho", "luglio"],
    ["aug", "august", "août", "aout", "agosto", "ago", "augustus"],
    ["sep", "sept", "september", "septembre", "septiembre", "setembro", "set", "settembre"],
    ["oct", "october", "octobre", "oktober", "okt", "octubre", "outubro", "out", "ottobre"],
    ["nov", "november", "novembre", "noviembre", "novembro"],
    ["dec", "december", "décembre", "decembre", "déc", "dezember", "dez", "diciembre", "dic", "dezembro", "dicembre"],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
);

/**
 * The ISO day that a text names: `2024-03-05T…`, `20240305`, `D:20240305…` (PDF), `Tue, 05 Mar 2024 …` (e-mail, RSS), `March 5, 2024`, `5 mars 2024`.
 * Undefined for what is no date and for `05/03/2024`, which means two days.
 */
export function isoDay(text: string | undefined | null): string | undefined {
  const stated = (text ?? "").slice(0, 200).trim();
  const iso = /^(?:D:)?(\d{4})-?(\d{2})-?(\d{2})(?!\d{3}$)/.exec(stated) ?? /\b(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(stated);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/.exec(stated);
  if (slashed !== null) return day(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de |of )?(\p{L}{3,12})\.?,?[\s-]+(?:de )?(\d{4})(?!\d)/u.exec(stated);
  const monthFirst = /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u.exec(stated);
  if (dayFirst !== null && months.has(dayFirst[2]!.toLowerCase()))
    return day(Number(dayFirst[3]), months.get(dayFirst[2]!.toLowerCase())!, Number(dayFirst[1]));
  if (monthFirst !== null && months.has(monthFirst[1]!.toLowerCase()))
    return day(Number(monthFirst[3]), months.get(monthFirst[1]!.toLowerCase())!, Number(monthFirst[2]));
  return undefined;
}

function day(year: number, month: number, date: number): string | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (year < 1000 || date < 1 || date > (lengths[month - 1] ?? 0)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
