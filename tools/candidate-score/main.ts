/** The command `npm run score-candidates`: how well candidate claims are found in the annotated texts; `--details` lists what was missed and what was wrong in those that are not held out. */
import { findCandidates } from "../../packages/evidence/src/candidates/find-candidates.js";
import { hasArticle, readCorpus } from "./corpus.js";
import { reportLines, scoreCorpus } from "./report.js";

const corpus = readCorpus();
const score = scoreCorpus(corpus, (text) => findCandidates(text, { language: "en" }));
for (const line of reportLines(score, process.argv.includes("--details"))) console.log(line);
if (!hasArticle) console.log("\nThe article is not scored, because ../shared/seed is absent.");
const faults = corpus.flatMap(({ set, name, faults }) => faults.map((fault) => `${set}/${name}.annotation, ${fault}`));
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
