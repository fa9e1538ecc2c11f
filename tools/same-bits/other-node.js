/** Run by another Node: answers the jobs of the file that is named, and writes the answers as JSON. */
import { readFileSync } from "node:fs";
import { answer } from "./answer.js";

process.stdout.write(
  JSON.stringify({ version: process.version, answers: await answer(JSON.parse(readFileSync(process.argv[2], "utf8"))) }),
);
