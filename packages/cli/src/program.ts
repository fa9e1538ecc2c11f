/** The `outweigh` command: its sub-commands and options, and the one function that runs it. A sub-command is loaded when it is asked for. */

import { readTlpMark, type TlpMark } from "@outweigh/evidence";
import { mostDraws } from "@outweigh/language";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { tidyPath } from "./case-folder.js";
import type { Shard } from "./commands/run.js";
import { type Effects, exit } from "./effects.js";
import { problem } from "./problem.js";
import { failWith } from "./report.js";
import { widthOf } from "./terminal.js";
import { version } from "./version.js";
import { bugReport } from "./watch.js";

/** Runs the command with these arguments and gives its exit code. Never throws. */
export async function runCli(argumentsGiven: readonly string[], effects: Effects): Promise<number> {
  let code: number = exit.fine;
  const program = makeProgram(effects, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argumentsGiven], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage;
    if (error instanceof Error && error.name === "Cancelled") {
      effects.stderr.write("Cancelled; nothing was written.\n");
      return exit.cancelled;
    }
    if (error instanceof Error && error.name === "WorkersDied")
      return failWith(effects, problem(`${error.message}.`, "Fewer workers need less memory: --workers 1"));
    effects.stderr.write(`${bugReport(effects, error)}\n`);
    return exit.usage;
  }
}

function makeProgram(effects: Effects, done: (code: number) => void): Command {
  const program = new Command("outweigh")
    .description("Assess the risks of a contested decision from open sources: a folder of Markdown in, a brief out.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [COMMAND]", "print the help of a command")
    .enablePositionalOptions()
    .showHelpAfterError("Help: outweigh --help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => effects.stdout.write(text),
      writeErr: (text) => effects.stderr.write(text),
      getOutHelpWidth: () => widthOf(effects.stdout),
      getErrHelpWidth: () => widthOf(effects.stderr),
    })
    .addHelpText(
      "after",
      "\nExit codes: 0 fine, 1 the case has errors, shards are missing or something\npublished does not hold, 2 wrong usage or surroundings, 130 interrupted.\nBegin with: outweigh new my-case",
    );
  const command = (usage: string, description: string) => program.command(usage).description(description).exitOverride();
  const onCase = (usage: string, description: string) =>
    command(usage, description)
      .argument("<DIR>", "folder of the case", tidyPath)
      .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable, and OUTWEIGH_SOURCES too").argParser(collect));
  const watched = (made: Command) => made.addOption(new Option("--watch", "again after every change").conflicts("json"));
  const drawn = (made: Command, usualDraws = "the case's, or 10,000") =>
    made
      .option("--seed <N>", "seed of the random numbers (default: the case's, or 1)", wholeNumber(0, Number.MAX_SAFE_INTEGER))
      .option("--draws <N>", `number of draws (default: ${usualDraws})`, wholeNumber(1, mostDraws))
      .addOption(new Option("--sampling <METHOD>", "how draws are made (default: sobol)").choices(["sobol", "digital", "latin", "random"]))
      .option("--workers <N>", "threads to use (default: all cores, where the run is long enough)", wholeNumber(1, 1024));

  const settled = (made: Command, ...others: readonly string[]) =>
    made
      .addOption(
        new Option("--until-stable", "with as many draws as it takes to tell which option is best").conflicts(["draws", ...others]),
      )
      .addOption(
        new Option("--cap <N>", "the most draws that --until-stable may make (default: 1,000,000)")
          .argParser(wholeNumber(16, mostDraws))
          .implies({ untilStable: true })
          .conflicts(["draws", ...others]),
      );
  const withheld = (made: Command) =>
    made
      .addOption(
        new Option("--without <EVIDENCE>", 'leave out evidence: "grade < C3", source:ID, claim:ID, said by:"NAME"; repeatable').argParser(
          collect,
        ),
      )
      .addOption(
        new Option("--instead <CLAIM>", "take what this claim says instead of what conflicts with it; repeatable").argParser(collect),
      )
      .option("--expert <NAME>", "with the numbers of this expert alone");

  command("new", "make a folder with a first case")
    .argument("<NAME>", "name of the folder")
    .action(async (name: string) => done(await (await import("./commands/new.js")).newCase(name, effects)));
  command("ingest", "take documents in: what they are, and what in them could be a claim")
    .argument("[FILE|URL...]", "documents; - is the standard input")
    .option("--into <DIR>", "archive them in this case", tidyPath)
    .option("--write", "with --into: write the sources and the accepted claims too")
    .option("--accept <LIST>", "numbers of passages to accept, like 1,3-5, or all")
    .option("--reject <LIST>", "numbers of passages to reject")
    .option("--as <NAME>", "name of the source in the case")
    .option("--warc <FILE>", "write what was taken as a web archive", tidyPath)
    .option("--allow-local", "let private addresses be fetched")
    .option("--suggest", "ask a language model too (OUTWEIGH_MODEL_URL, OUTWEIGH_MODEL)")
    .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable").argParser(collect))
    .option("--json", "as JSON (docs/schema/ingest.schema.json)")
    .action(async (inputs, options) => done(await (await import("./commands/ingest.js")).ingest(inputs, options, effects)));
  watched(onCase("check", "say what is amiss in a case"))
    .option("--json", "as JSON (docs/schema/check.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/check.js")).check(folder, options, effects)));
  settled(withheld(drawn(watched(onCase("run", "compute a case and compare its options")))), "shard", "design")
    .option("--json", "as JSON (docs/schema/run.schema.json)")
    .addOption(
      new Option("--shard <I/N>", "make only shard I of N, for outweigh merge")
        .argParser(shardOf)
        .conflicts(["json", "watch", "without", "instead", "expert"]),
    )
    .addOption(
      new Option("--design <FILE>", "once for each row of a CSV that sets quantities")
        .argParser(tidyPath)
        .conflicts(["watch", "without", "instead", "expert"]),
    )
    .option("--out <FILE>", "where the shard, or the table of a design, is written", tidyPath)
    .action(async (folder, options) => done(await (await import("./commands/run.js")).run(folder, options, effects)));
  command("merge", "put the parts of a run together")
    .argument("<PART...>", "parts made with --shard; and the folder of the case, if it has moved")
    .addOption(new Option("--out <PART>", "write one part of them all instead").argParser(tidyPath).conflicts("json"))
    .addOption(new Option("--missing", "only print the numbers of missing shards").conflicts(["out", "json"]))
    .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable").argParser(collect))
    .option("--workers <N>", "threads to use", wholeNumber(1, 1024))
    .option("--json", "as JSON (docs/schema/run.schema.json)")
    .action(async (paths, options) => done(await (await import("./commands/merge.js")).merge(paths, options, effects)));
  settled(withheld(drawn(watched(onCase("analyse", "say what the draws of a case mean for the decision")), "the case's, at least 16,384")))
    .argument("[NAME...]", "analyses to make; all unless said")
    .addOption(new Option("--tail <SHARE>", "the bad tail of a comparison (default: 5%)").argParser(tailShare))
    .option("--against <OLDER>", "why results differ from an older version of the case, a folder", tidyPath)
    .option("--objective <NAME>", "with --against: the objective to explain (default: the first of both)")
    .option("--json", "as JSON (docs/schema/analyse.schema.json)")
    .action(async (folder, names, options) => done(await (await import("./commands/analyse.js")).analyse(folder, names, options, effects)));
  onCase("watch", "read the indicators of a case, and decide about what they found")
    .option("--dry-run", "write nothing")
    .option("--accept <KEY...>", "keys of candidates to accept")
    .option("--reject <KEY...>", "keys of candidates to reject")
    .option("--ask", "ask the persons of indicators here")
    .option("--by <NAME>", "under whose name entries are written (default: OUTWEIGH_BY, or the author of the case)")
    .option("--allow-local", "let private addresses be fetched")
    .option("--json", "as JSON (docs/schema/watch.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/watch.js")).watch(folder, options, effects)));
  drawn(command("diff", "say what changed between two versions of a case, and why"))
    .argument("<BEFORE>", "folder, REVISION:FOLDER of git, name of a published version, or its brief")
    .argument("[AFTER]", "the same of the later version", tidyPath)
    .option("--git <REVISION>", "with one folder: compare it with itself at this revision of git")
    .option("--no-run", "compare the texts alone and compute nothing")
    .option("--objective <NAME>", "the objective whose change is explained (default: the first of both)")
    .option("--html <FILE>", "write a page with both versions side by side", tidyPath)
    .option("--check", "end with exit code 1 where the versions differ")
    .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable").argParser(collect))
    .option("--json", "as JSON (docs/schema/diff.schema.json)")
    .action(async (before, after, options) => done(await (await import("./commands/diff.js")).diff(before, after, options, effects)));
  settled(withheld(drawn(watched(onCase("brief", "write the brief of a case")))))
    .option("-o, --output <FILE>", "an .html, .docx or .pdf file (default: DIR.html and DIR.docx here)")
    .addOption(
      new Option("--tlp <MARK>", "fit for this mark (GREEN, AMBER, …): what is marked more strictly is withheld").argParser(tlpMark),
    )
    .option("--full", "print the whole assessment with it, not only on the screen")
    .action(async (folder, options) => done(await (await import("./commands/brief.js")).brief(folder, options, effects)));
  command("open", "open a case in the browser, as a living page")
    .argument("[DIR]", "folder of the case; without it, a page to choose or begin one on", tidyPath)
    .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable, and OUTWEIGH_SOURCES too").argParser(collect))
    .option("--port <N>", "port to serve it on (default: one that is free)", wholeNumber(1, 65_535))
    .option("--no-browser", "only print the address")
    .action(async (folder, options) => done(await (await import("./commands/open.js")).open(folder, options, effects)));
  onCase("export-site", "write a case as a page to explore, for any web host")
    .addOption(new Option("-o, --output <OUT>", "folder to write").argParser(tidyPath).makeOptionMandatory())
    .addOption(new Option("--tlp <MARK>", "fit for this mark (GREEN, AMBER, …), or not written").argParser(tlpMark))
    .option("--with-sources", "with the copies of sources, whole: mind whose works they are")
    .option("--no-versions", "without the published versions of the case")
    .action(async (folder, options) => done(await (await import("./commands/export-site.js")).exportSite(folder, options, effects)));
  onCase("elicit", "ask an expert for numbers, or take them in")
    .option("--expert <NAME>", "who is asked")
    .addOption(new Option("--of <NAME>", "only this quantity, chance or seed question; repeatable").argParser(collect))
    .option("--again", "also what has been answered, in another round")
    .option("--steps", "by lowest, highest, best and confidence (IDEA), not by quantiles")
    .option("--form <FILE>", "write an HTML form instead of asking here", tidyPath)
    .option("--answers <FILE>", "take in what the form has saved", tidyPath)
    .option("--import <FILE>", "take in a study of Excalibur (.dtt)", tidyPath)
    .addOption(
      new Option(
        "--realisations <FILE>",
        "with --import: the answers of its seed questions (.rls; by default the one beside it)",
      ).argParser(tidyPath),
    )
    .option("--export <FILE>", "write the judgements for Excalibur (.dtt, with .rls beside it)", tidyPath)
    .action(async (folder, options) => done(await (await import("./commands/elicit.js")).elicit(folder, options, effects)));
  addForecasts(command("forecast", "make, change, resolve and list forecasts"), { drawn, done, effects });
  withheld(drawn(watched(onCase("review", "hold a case against the standards of the trade"))))
    .option("--json", "as JSON (docs/schema/review.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/review.js")).review(folder, options, effects)));
  command("score", "say how well settled forecasts were made")
    .argument("[DIR]", "folder of the case", tidyPath)
    .addOption(new Option("--questions <FILE>", "instead of a case: questions of the Good Judgment Project (ifps.csv)").argParser(tidyPath))
    .addOption(new Option("--forecasts <FILE>", "with --questions: the table of forecasts").argParser(tidyPath))
    .option("--html <FILE>", "write a page with the calibration figure too", tidyPath)
    .option("--json", "as JSON (docs/schema/score.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/score.js")).score(folder, options, effects)));
  command("format", "lay out the fenced blocks of a case")
    .argument("<DIR>", "folder of the case", tidyPath)
    .option("--check", "only say which files would change")
    .option("--json", "as JSON")
    .action(async (folder, options) => done(await (await import("./commands/format.js")).format(folder, options, effects)));
  drawn(command("explain", "explain a message, or where a value comes from"))
    .argument("<CODE|NAME>", "code of a message, or a name in the case")
    .argument("[DIR]", "folder of the case, for a name", tidyPath)
    .addOption(new Option("--sources <DIR>", "folder with copies of sources; repeatable").argParser(collect))
    .option("--draw <K>", "show the values of one draw, counted from 1", wholeNumber(1, mostDraws))
    .option("--option <NAME>", "with --draw: of one option alone")
    .option("--json", "as JSON (with --draw: docs/schema/draw.schema.json)")
    .action(async (subject, folder, options) =>
      done(await (await import("./commands/explain.js")).explain(subject, folder, options, effects)),
    );
  command("voi", "say what it is worth to know more, from draws in a file")
    .requiredOption("--draws <FILE>", "CSV or Parquet: a column for each input and option", tidyPath)
    .requiredOption("--net-benefit <COLUMNS>", "columns of options, with commas; one alone: against 0")
    .option("--inputs <COLUMNS>", "columns of inputs (default: all others)")
    .option("--groups <GROUPS>", "inputs to be known together: a+b,c+d")
    .option("--minimise", "the columns are costs or losses: less is better")
    .option("--skip-incomplete", "leave out rows with missing cells or text, and say how many")
    .addOption(
      new Option("--study <STUDY>", 'value a study: "x mean n=50 sd=12", "p proportion n=400", "rate count n=5"; repeatable').argParser(
        collect,
      ),
    )
    .option("--seed <N>", "seed of the simulated results of studies (default: 1)", wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option("--json", "as JSON (docs/schema/voi.schema.json)")
    .action(async (options) => done(await (await import("./commands/voi.js")).voi(options, effects)));
  onCase("digest", "tell readers what changed, why, and what falls due")
    .option("--since <WHEN>", "a day like 2026-11-23, or a published version (default: the last digest)")
    .option("-o, --output <FOLDER>", "for the page, the feeds and the letter (default: DIR-digest here)", tidyPath)
    .option("--against <OLDER>", "compare with an older state of the case, a folder", tidyPath)
    .addOption(new Option("--tlp <MARK>", "fit for this mark, or not made").argParser(tlpMark))
    .option("--send", "send letters, as digest.txt in the case says")
    .addOption(new Option("--dry-run", "print what would be sent to whom; write and send nothing"))
    .addOption(new Option("--finish", "only send letters that wait from before").conflicts(["json", "dryRun"]))
    .option("--record", "note in the ledger that the digest went out, without letters")
    .option("--again", "with --send or --finish: also letters of which nobody knows whether they arrived")
    .addOption(new Option("--unsubscribe <WHO>", "take an address, or the token of a link, off the list").conflicts(["send", "record"]))
    .option("--json", "as JSON (docs/schema/digest.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/digest.js")).digest(folder, options, effects)));
  onCase("lock", "record the copies of the sources in sources.lock")
    .option("--json", "as JSON")
    .action(async (folder, options) => done(await (await import("./commands/lock.js")).lock(folder, options, effects)));
  onCase("publish", "freeze a version of a case: brief, run record and the hashes of all that it rests on")
    .option("--as <NAME>", "its name (default: the next whole number)")
    .option("--by <NAME>", "who publishes (default: OUTWEIGH_BY, or the author of the case)")
    .option("--sign <FILE>", "sign it with this private key (outweigh key makes one)", tidyPath)
    .addOption(new Option("--reason <TEXT>", "'JUDGEMENT: why' a published judgement has changed; repeatable").argParser(collect))
    .addOption(new Option("--tlp <MARK>", "make its brief fit for this mark").argParser(tlpMark))
    .option("--json", "as JSON (docs/schema/publish.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/publish.js")).publish(folder, options, effects)));
  command("key", "make a pair of keys for signing what is published")
    .argument("<FILE>", "the private key; the public one goes to FILE.pub", tidyPath)
    .action(async (path) => done((await import("./commands/key.js")).newKey(path, effects)));
  onCase("verify", "check that what was published still holds, to the bit")
    .option("--version <NAME>", "only this version")
    .option("--brief <FILE>", "a brief as HTML: is it what the case gives?", tidyPath)
    .option("--public-key <FILE>", "versions must be signed with this key", tidyPath)
    .option("--json", "as JSON (docs/schema/verify.schema.json)")
    .action(async (folder, options) => done(await (await import("./commands/verify.js")).verify(folder, options, effects)));
  return program;
}

/** The sub-commands of `forecast`. */
function addForecasts(
  parent: Command,
  { drawn, done, effects }: { drawn(made: Command): Command; done(code: number): void; readonly effects: Effects },
): void {
  const onForecast = (usage: string, description: string) =>
    parent.command(usage).description(description).exitOverride().argument("<DIR>", "folder of the case", tidyPath);
  const named = (usage: string, description: string) => onForecast(usage, description).argument("<NAME>", "name of the forecast");
  const signed = (made: Command) => made.option("--by <NAME>", "who says so (default: OUTWEIGH_BY, or the author of the case)");
  const entering = () => import("./forecasts/entering.js");
  signed(named("set", "make or change a forecast"))
    .argument("<VALUE...>", "35 %; none 60 % | local rest; 5 %: 200 | 50 %: 280 | 95 %: 400")
    .option("--reason <TEXT>", "why")
    .option("--at <DATE>", "the day on which it was said, or a time with its zone (default: now)")
    .addHelpText(
      "after",
      "\nDays are days of UTC. The first forecast freezes what counts: question, by,\nresolves, source, unclear, states and unit.",
    )
    .action(async (folder, name, value: readonly string[], options) =>
      done((await entering()).setForecast(folder, name, value.join(" "), options, effects)),
    );
  signed(named("resolve", "record what came out"))
    .argument("<OUTCOME...>", "yes, no, a state, a number, a day, or ambiguous")
    .option("--on <DATE>", "the day on which it was settled (default: today)")
    .option("--evidence <TEXT>", "by what it can be checked: words or an address")
    .option("--note <TEXT>", "a remark")
    .addHelpText("after", "\nA later outcome takes the place of an earlier one.")
    .action(async (folder, name, outcome: readonly string[], options) =>
      done((await entering()).resolveForecast(folder, name, outcome.join(" "), options, effects)),
    );
  signed(named("annul", "take it out of the count"))
    .option("--reason <TEXT>", "why")
    .action(async (folder, name, options) => done((await entering()).annulForecast(folder, name, options, effects)));
  signed(named("criteria", "let its new criteria count"))
    .addHelpText("after", "\nThe criteria that the block has now take the place of those that were frozen\nby the first forecast.")
    .option("--reason <TEXT>", "why they change")
    .action(async (folder, name, options) => done((await entering()).changeCriteria(folder, name, options, effects)));
  drawn(onForecast("update", "enter what the model computes"))
    .option("--reason <TEXT>", "what moved them")
    .action(async (folder, options) => done(await (await import("./forecasts/updating.js")).updateForecasts(folder, options, effects)));
  onForecast("list", "what is due, open and settled")
    .option("--json", "as JSON (docs/schema/forecast.schema.json)")
    .action(async (folder, options) => done((await import("./forecasts/listing.js")).listForecasts(folder, options, effects)));
}

function collect(folder: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), folder];
}

function shardOf(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError("It is like 3/8: the third of eight.");
}

function tlpMark(text: string): TlpMark {
  const mark = readTlpMark(text);
  if (mark !== undefined) return mark;
  throw new InvalidArgumentError("Marks are RED, AMBER+STRICT, AMBER, GREEN and CLEAR.");
}

function tailShare(text: string): number {
  const share = Number(text.replace(/ ?%$/, "")) / (text.endsWith("%") ? 100 : 1);
  if (share > 0 && share <= 0.5) return share;
  throw new InvalidArgumentError("It is a share up to a half, like 5% or 0.05.");
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text.replaceAll(",", "").replaceAll("_", ""));
    if (/^\d[\d,_]*$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most.toLocaleString("en")}.`);
  };
}
