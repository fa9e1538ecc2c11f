/** A difference of two versions as one self-contained HTML page: what is told first, how results moved and why, and all that was changed, side by side. */
import type { Difference, DifferenceItem, FieldChange } from "@outweigh/language";
import { formatCount } from "../numbers.js";
import { escapeHtml } from "../render/escape.js";
import { blocksHtml } from "../render/html-blocks.js";
import { style } from "../render/html-style.js";
import { capitalise } from "../words.js";
import { causeBlocks, resultBlocks, statementBlocks } from "./difference-blocks.js";
import { changeWord, fieldWords, kindWord, summaryWords } from "./difference-words.js";
import { markedWords, type Stretch } from "./word-marks.js";

const ownStyle = `
.change{padding:.9rem 0;border-bottom:1px solid var(--rule);break-inside:avoid}
.change h4{margin:0 0 .45rem;display:flex;flex-wrap:wrap;gap:.2rem .6rem;align-items:baseline}
.change h4 code{color:var(--muted);font-weight:400}
.pair{display:grid;grid-template-columns:8.5rem minmax(0,1fr) minmax(0,1fr);gap:.2rem 1rem;font:.86rem/1.5 var(--sans);margin:0 0 .35rem}
.pair .field{color:var(--muted);overflow-wrap:anywhere}
.pair .was,.pair .now{font-family:var(--mono);font-size:.8rem;padding:.15rem .5rem;border-radius:3px;overflow-wrap:anywhere;min-height:1.6em}
.pair .was{background:var(--barred-wash)}.pair .now{background:var(--clear-wash)}.pair .none{background:none;color:var(--muted)}
.prose .pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.prose .was,.prose .now{font:.9rem/1.5 var(--serif)}
.sides-head{font:600 .8rem/1.3 var(--sans);color:var(--muted);margin-bottom:.2rem}.sides-head>span{padding:0 .5rem}
del,ins{text-decoration:none;border-radius:2px;padding:0 .05em}
del{background:color-mix(in srgb,var(--barred) 24%,transparent);text-decoration:line-through}
ins{background:color-mix(in srgb,var(--clear) 26%,transparent);text-decoration:underline;text-decoration-thickness:.06em}
@media (max-width:34rem){.pair,.prose .pair{grid-template-columns:minmax(0,1fr)}.sides-head{display:none}
.pair .was:not(.none)::before{content:"− ";color:var(--barred)}.pair .now:not(.none)::before{content:"+ ";color:var(--clear)}.pair .none{display:none}}
@media print{.was,.now,del,ins{print-color-adjust:exact;-webkit-print-color-adjust:exact}.pair{font-size:8.6pt}}
`;

/** The page. `handling` is the mark of the Traffic Light Protocol that both versions together carry, as `TLP:GREEN`. */
export function renderDifferenceHtml(difference: Difference, handling?: string): string {
  const { before, after } = difference;
  const title = `What changed: ${after.label}`;
  const sections = sectionsOf(difference);
  const links = sections.map(({ id, title: name }) => `<li><a href="#${id}">${escapeHtml(name)}</a></li>`).join("");
  const nav = sections.length < 2 ? "" : `<nav aria-label="Contents">\n<p class="nav-title">Contents</p>\n<ol>${links}</ol>\n</nav>\n`;
  const mark =
    handling === undefined ? "" : `<p class="handling"><span class="tlp ${tlpColour(handling)}">${escapeHtml(handling)}</span></p>\n`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}${ownStyle}</style>
</head>
<body>
${mark}<a class="skip" href="#changes">Skip to the changes</a>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="question">${escapeHtml(after.question)}</p>
<dl class="head-facts"><div><dt>before</dt><dd>${escapeHtml(before.name)}</dd></div><div><dt>now</dt><dd>${escapeHtml(after.name)}</dd></div></dl>
</header>
${nav}<main id="changes">
<div class="callout key">${summaryWords(difference)
    .map((words) => `<p>${escapeHtml(words)}</p>`)
    .join("")}</div>
${sections.map(({ id, title: name, html }) => `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeHtml(name)}</h2>\n${html}\n</section>`).join("\n")}
</main>
<footer>
<p>${escapeHtml(colophon(difference))}</p>
${mark}</footer>
</body>
</html>
`;
}

function tlpColour(handling: string): string {
  return escapeHtml(handling.replace(/^TLP:/, "").replace("+STRICT", "").toLowerCase());
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

function sectionsOf(difference: Difference): readonly Section[] {
  const { items, prose, objectives, causes } = difference;
  const isSame = items.length === 0 && prose.length === 0;
  const statements = statementBlocks(difference);
  const found: Section[] = [];
  const add = (id: string, title: string, html: string) => html !== "" && found.push({ id, title, html });
  if (objectives !== undefined && !isSame) add("results", "How the results moved", blocksHtml(resultBlocks(difference)));
  if (!isSame && causes.kind !== "none") add("why", "Why", blocksHtml(causeBlocks(difference)));
  else if (!isSame && objectives !== undefined) add("why", "Why", blocksHtml(causeBlocks(difference)));
  if (statements.length > 0) add("statements", "Sentences that no longer hold, or read otherwise", blocksHtml(statements));
  add("declarations", "What was changed", itemsHtml(items));
  add("text", "The text", proseHtml(difference));
  return found;
}

const head = (first: string) => `<div class="pair sides-head">${first}<span>before</span><span>now</span></div>`;

function itemsHtml(items: readonly DifferenceItem[]): string {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const own = items.filter((item) => item.kind === kind);
      const title = capitalise(kindWord(kind)[own.length === 1 ? 0 : 1]);
      return `<h3>${escapeHtml(title)}</h3>\n${head("<span></span>")}\n${own.map(itemHtml).join("\n")}`;
    })
    .join("\n");
}

function itemHtml({ name, formerly, label, formerLabel, change, fields }: DifferenceItem): string {
  const tone = { added: "clear", removed: "barred", changed: "contested", regraded: "contested", renamed: "note" }[change];
  const names = formerly === undefined ? name : `${formerly} → ${name}`;
  const labels = formerLabel === undefined ? label : `${formerLabel} → ${label}`;
  const mark = `<span class="mark ${tone}">${escapeHtml(changeWord(change))}</span>`;
  return `<div class="change"><h4>${escapeHtml(labels)} <code>${escapeHtml(names)}</code> ${mark}</h4>\n${fields.map(fieldHtml).join("\n")}</div>`;
}

function fieldHtml({ field, was, now }: FieldChange): string {
  return `<div class="pair"><span class="field">${escapeHtml(fieldWords(field))}</span>${sidesHtml(was, now)}</div>`;
}

function sidesHtml(was: string | undefined, now: string | undefined): string {
  const marks = was !== undefined && now !== undefined ? markedWords(was, now) : undefined;
  const side = (name: "was" | "now", text: string | undefined, stretches: readonly Stretch[] | undefined) => {
    if (text === undefined) return `<span class="${name} none"></span>`;
    const tag = name === "was" ? "del" : "ins";
    const inner = (stretches ?? [{ text, isOwn: false }]).map((each) =>
      each.isOwn ? `<${tag}>${escapeHtml(each.text)}</${tag}>` : escapeHtml(each.text),
    );
    return `<span class="${name}">${inner.join("")}</span>`;
  };
  return side("was", was, marks?.was) + side("now", now, marks?.now);
}

function proseHtml({ prose }: Difference): string {
  if (prose.length === 0) return "";
  const headings = [...new Set(prose.map(({ heading }) => heading))];
  const parts = headings.map((heading) => {
    const own = prose.filter((change) => change.heading === heading);
    const title = heading === "" ? "" : `<h3>${escapeHtml(heading)}</h3>\n`;
    return `${title}${head("")}\n${own.map(({ was, now }) => `<div class="pair">${sidesHtml(was, now)}</div>`).join("\n")}`;
  });
  return `<div class="prose">${parts.join("\n")}</div>`;
}

function colophon({ before, after }: Difference): string {
  const side = ({ name, inputsHash, run }: Difference["before"]) =>
    `${name}: inputs ${inputsHash.slice(0, 12)}${run === undefined ? "" : `, seed ${run.seed}, ${formatCount(run.draws)} draws`}`;
  return `${side(before)} · ${side(after)}`;
}
