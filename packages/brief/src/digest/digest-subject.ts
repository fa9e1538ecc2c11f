/** What a digest says in one line: the subject of the letter, the title of the feed's entry. */
import { tlpLabel } from "@outweigh/evidence";
import { countWords } from "../words.js";
import { type DigestRecord, type ForecastMove, isNothingNew } from "./record.js";

/** Longer subjects are cut by most programs for mail. */
const longest = 110;
const longestQuestion = 48;

/** The line without mark and name of the case: the most telling change first, as many as there is room for. */
export function digestHeadline(record: DigestRecord, room = longest): string {
  if (isNothingNew(record)) return "nothing new";
  const phrases = headlinePhrases(record);
  let line = "";
  for (const [place, phrase] of phrases.entries()) {
    const next = line === "" ? phrase : `${line}; ${phrase}`;
    if (line !== "" && next.length > room) return `${line}; and ${countWords(phrases.length - place, "more").replace(/ mores?$/, " more")}`;
    line = next;
  }
  return line;
}

/**
 * The subject, `TLP:GREEN Flood: …`: the mark first, as the protocol asks of e-mail, then the name of the case, then what changed. After a name
 * that ends a sentence itself, as a question does, stands a dash.
 */
export function digestSubject(record: DigestRecord): string {
  const mark = record.handling === undefined ? "" : `${tlpLabel(record.handling)} `;
  const title = shortened(record.case.title, 50);
  const name = `${mark}${title}${/[\p{L}\p{N})\]”"’']$/u.test(title) ? ":" : " –"} `;
  return `${name}${digestHeadline(record, Math.max(longest - name.length, 40))}`.replace(/\s+/g, " ");
}

/** What happened, a phrase each, the weightiest first. */
export function headlinePhrases(record: DigestRecord): readonly string[] {
  const lead = record.results.find(({ isLead }) => isLead);
  const moved = record.forecasts.filter(({ how }) => how === "moved");
  const opened = record.forecasts.filter(({ how }) => how === "opened");
  const counted = (count: number, singular: string, plural?: string) => (count === 0 ? [] : [countWords(count, singular, plural)]);
  const firm = record.results.filter(({ isFirm, isLead }) => isFirm && !isLead);
  const [resolution] = record.resolved;
  return [
    ...(lead === undefined ? [] : [`“${lead.option}” now in front`]),
    ...(resolution !== undefined && record.resolved.length === 1
      ? [`“${shortened(resolution.question, longestQuestion)}” settled: ${resolution.outcome}`]
      : counted(record.resolved.length, "forecast settled", "forecasts settled")),
    ...record.versions.slice(0, 1).map(({ name }) => `version ${name} published`),
    ...(moved.length === 1 ? [moveWords(moved[0]!)] : counted(moved.length, "forecast moved", "forecasts moved")),
    ...counted(firm.length, "result moved", "results moved"),
    ...counted(record.overtaken.length, "statement no longer holds", "statements no longer hold"),
    ...counted(record.changes.length, "change in the case", "changes in the case"),
    ...counted(record.readings.filter(({ passed }) => passed === true).length, "signpost passed", "signposts passed"),
    ...(opened.length === 1 ? [`new forecast ${moveWords(opened[0]!)}`] : counted(opened.length, "new forecast")),
    ...counted(record.forecasts.filter(({ how }) => how === "criteria").length, "question reworded", "questions reworded"),
    ...counted(record.forecasts.filter(({ how }) => how === "annulled").length, "forecast annulled", "forecasts annulled"),
    ...counted(record.candidates.length, "passage to review", "passages to review"),
    ...counted(record.due.length, "forecast due", "forecasts due"),
    ...(record.versions.length > 1 ? counted(record.versions.length - 1, "further version") : []),
    ...counted(record.readings.filter(({ passed }) => passed !== true).length, "new reading"),
    ...(firm.length === 0 && lead === undefined
      ? counted(record.results.length, "result a little different", "results a little different")
      : []),
  ];
}

function moveWords({ question, was, now }: ForecastMove): string {
  const values = was === undefined ? (now ?? "") : `${was} → ${now ?? ""}`;
  return `“${shortened(question, longestQuestion)}” ${values}`;
}

function shortened(words: string, most: number): string {
  const characters = [...words.trim().replace(/\s+/g, " ")];
  if (characters.length <= most) return characters.join("");
  const cut = characters.slice(0, most - 1).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2)).trimEnd()}…`;
}
