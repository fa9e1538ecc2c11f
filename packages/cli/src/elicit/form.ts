/** The form: one HTML file that an expert can fill in anywhere, without a network. It holds the questions of one case for one expert, and nothing of what others said. */
import { sha256Hex } from "@outweigh/evidence";
import type { Assessment, ExpertDeclaration, Question } from "@outweigh/language";
import { formScript } from "./form-script.js";

/** What a form is about: the same for the same questions to the same expert, so that answers to others are told apart. */
export function fingerprintOf(assessment: Assessment, expert: string, questions: readonly Question[]): string {
  const asked = questions.map(({ key, label, unit, states }) => [key, label, unit, states]);
  return sha256Hex(JSON.stringify([assessment.case.id, expert, asked])).slice(0, 16);
}

/** The form as HTML. */
export function elicitationForm(assessment: Assessment, expert: ExpertDeclaration, questions: readonly Question[]): string {
  const data = {
    case: assessment.case.id,
    expert: { id: expert.id, label: expert.label },
    fingerprint: fingerprintOf(assessment, expert.id, questions),
    questions: questions.map(({ key, kind, unit, states }) => ({ key, kind, unit, states })),
  };
  const title = `Questions for ${expert.label}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(title)}</h1>
<p class="case">${escaped(assessment.case.question === "" ? assessment.case.label : assessment.case.question)}</p>
<p>Answer for yourself, from what you know; leave out what you cannot judge. Begin with the bounds, then give the middle. Numbers may be written like 20,000 or 1.5 million. Nothing is sent: at the end you save a file and send it back.</p>
</header>
<form novalidate>
${questions.map(questionHtml).join("\n")}
<footer>
<p id="progress" role="status"></p>
<button id="save" type="submit">Save the answers as a file</button>
</footer>
</form>
</main>
<script type="application/json" id="form">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script>${formScript}</script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function questionHtml(question: Question, index: number): string {
  const { label, unit, under, note, kind, states } = question;
  const where = under ? `, under “${under.label}”` : "";
  const field = (name: string, words: string, hint = "") =>
    `<div class="field"><label for="q${index}-${name}">${escaped(words)}</label>${hint === "" ? "" : `<span class="hint" id="q${index}-${name}-hint">${escaped(hint)}</span>`}<span class="number"><input id="q${index}-${name}" name="${name}" inputmode="text" autocomplete="off"${hint === "" ? "" : ` aria-describedby="q${index}-${name}-hint"`}>${unit === "" ? "" : ` <span class="unit" aria-hidden="true">${escaped(unit)}</span>`}</span></div>`;
  const fields =
    kind === "chance"
      ? `<div class="fields">${states.map((state, place) => field(`state${place}`, state.replaceAll("_", " "))).join("")}</div>`
      : `<div class="fields">${field("low", "A low value", "1 chance in 20 that it is less")}${field("high", "A high value", "1 chance in 20 that it is more")}${field("middle", "The middle", "as likely more as less")}</div>
${kind === "seed" ? "" : `<details><summary>The quarters, if you like</summary><div class="fields">${field("lower", "Lower quarter", "1 chance in 4 that it is less")}${field("upper", "Upper quarter", "1 chance in 4 that it is more")}</div></details>`}
<svg viewBox="0 0 600 150" role="img" aria-label="The curve through your numbers; what it says is written below."></svg>`;
  return `<section data-index="${index}" aria-labelledby="q${index}-title">
<h2 id="q${index}-title"><span class="place">${index + 1}</span> ${escaped(`${label}${where}`)}${unit === "" || kind === "chance" ? "" : ` <span class="unit">(${escaped(unit)})</span>`}</h2>
${note === undefined ? "" : `<p>${escaped(note)}</p>`}
${fields}
<p class="status" role="status"></p>
<div class="field reason"><label for="q${index}-because">Why? What do you base it on?</label><textarea id="q${index}-because" name="because" rows="2"></textarea></div>
</section>`;
}

const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a2027; --muted: #56616d; --rule: #c9d1da; --accent: #1f5f99; --soft: #dce9f5; --warn: #9a3412; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e8ecf0; --muted: #a3adb8; --rule: #3c4651; --accent: #7db8ee; --soft: #1f3448; --warn: #fdba74; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .3rem; }
.case { font-size: 1.1rem; color: var(--muted); margin: 0 0 1rem; }
section { border-top: 1px solid var(--rule); padding: 1.2rem 0; }
h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
.place { color: var(--accent); margin-right: .3rem; }
.unit, .hint { color: var(--muted); font-weight: normal; }
.hint { display: block; font-size: .85rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem 1rem; align-items: end; }
label { font-weight: 600; }
.number { display: flex; align-items: center; gap: .4rem; }
input, textarea { width: 100%; padding: .45rem .55rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--muted); border-radius: .3rem; }
input:focus-visible, textarea:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
details { margin: .8rem 0 0; }
summary { cursor: pointer; color: var(--accent); }
svg { display: block; width: 100%; margin-top: .8rem; }
svg:empty { display: none; }
.area { fill: var(--soft); } .curve { fill: none; stroke: var(--accent); stroke-width: 2; } .axis { stroke: var(--muted); } .said { fill: var(--paper); stroke: var(--accent); stroke-width: 2.5; }
svg text { fill: var(--ink); font-size: 15px; }
.status { min-height: 1.5em; margin: .4rem 0; color: var(--muted); }
section[data-state="wrong"] .status { color: var(--warn); font-weight: 600; }
.reason { margin-top: .3rem; }
footer { border-top: 1px solid var(--rule); padding-top: 1rem; }
button { padding: .6rem 1.1rem; font: inherit; font-weight: 600; color: var(--paper); background: var(--accent); border: 0; border-radius: .3rem; cursor: pointer; }
button:disabled { opacity: .5; cursor: default; }
@media print { button, details:not([open]) { display: none; } }
`;
