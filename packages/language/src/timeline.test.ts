import { describe, expect, test } from "vitest";
import { compileModel } from "./lower/test-support.js";
import { timelinesOf } from "./timeline.js";

const head = (asOf: string) => `case demo\n  question "Which?"\n${asOf}  time yearly from 2028 to 2030\n`;
const options = `option wait "Wait"
option close "Close it"
  starts 2028-01-31
option rebuild "Rebuild it"
option both "Both" = close + rebuild
option later "Both, later" = close + rebuild
  starts 2029-03-01
`;

function timelines(rules: string, asOf = "  as of 2027-11-15\n") {
  const { assessment, diagnostics } = compileModel(`${options}${rules}`, "", {}, head(asOf));
  const found = timelinesOf(assessment);
  const dates = (option: string) =>
    Object.fromEntries(found.find((each) => each.option === option)?.duties.map(({ id, date }) => [id.replace(/^\w+\./, ""), date]) ?? []);
  const codes = diagnostics
    .filter(({ code }) => /dut|deadline/.test(code))
    .map(({ code, parameters }) => `${code} ${parameters.option ?? ""}`.trim());
  return { found, dates, codes };
}

const permit = `rule permit "Water Act"
  forbids close
  consult hearing "Hear those concerned" by "The port" with "The union" 15 days before start
  duty notice "Publish" by "The port" within 48 hours of start
  duty fence "Fence off" by "The port" within 1 month of start after notice
  duty report "Report" by "The port" within 10 working days of notice
  duty levy "Pay" by "The port" by 2028-06-30 after report
  duty log "Log" by "The port" within 3 days of "each vessel"
  duty review "Review" by "The port" within 1 year of choice
`;

describe("dates of duties", () => {
  // Worked out with python-dateutil 2.9.0 and numpy.busday_offset.
  test("count from the day on which the option begins, from the choice, and from other duties", () => {
    const { dates, codes } = timelines(permit);
    expect(dates("close")).toEqual({
      hearing: "2028-01-16",
      notice: "2028-02-02",
      report: "2028-02-16",
      fence: "2028-02-29",
      levy: "2028-06-30",
      review: "2028-11-15",
      log: undefined,
    });
    // The day of the levy is fixed, and the option that begins in 2029 comes after it.
    expect(codes).toEqual(["duty-impossible later"]);
  });

  test("come in their order, undated ones last", () => {
    const { found } = timelines(permit);
    expect(found[0]?.duties.map(({ id }) => id.replace("permit.", ""))).toEqual([
      "hearing",
      "notice",
      "report",
      "fence",
      "levy",
      "review",
      "log",
    ]);
  });

  test("a package has the duties of its measures from the day of the measure, or from its own", () => {
    const { dates, found } = timelines(permit);
    expect(dates("both").notice).toBe("2028-02-02");
    expect(dates("later").notice).toBe("2029-03-03");
    expect(found.map(({ option }) => option)).toEqual(["close", "both", "later"]);
  });

  test("an option without a day begins with the case", () => {
    const { dates } = timelines(
      'rule a "A"\n  forbids rebuild\n  duty survey "Survey" by "Keeper" before start\n  duty shown "Show" by "Keeper" immediately after survey\n',
    );
    expect(dates("rebuild")).toEqual({ survey: "2027-12-31", shown: "2027-12-31" });
  });
});

describe("duties that cannot be met", () => {
  test("due before the choice, under the option for which it is", () => {
    const { codes } = timelines('rule a "A"\n  forbids close\n  duty notice "Publish" by "Port" 90 days before start\n');
    expect(codes).toEqual(["duty-impossible close", "duty-impossible both"]);
  });

  test("due before what it waits for", () => {
    const { codes } = timelines(
      'rule a "A"\n  forbids rebuild\n  duty vote "Vote" by "Council" by 2028-03-01 after report\n  duty report "Report" by "Port" within 3 months of start\n',
    );
    expect(codes).toEqual(["duty-impossible rebuild", "duty-impossible both", "duty-impossible later"]);
  });

  test("waits for a duty that this option does not bring", () => {
    const { codes } = timelines(
      'rule a "A"\n  applies to close, rebuild\n  duty answer "Answer" by "Port" within 48 hours of b.notice\nrule b "B"\n  forbids close\n  duty notice "Publish" by "Port" within 2 days of start\n',
    );
    expect(codes).toEqual(["duty-never-runs rebuild"]);
  });

  test("counts from a choice that has no date", () => {
    const { codes } = timelines('rule a "A"\n  applies to rebuild\n  duty answer "Answer" by "Port" within 48 hours of choice\n', "");
    expect(codes).toEqual(["duty-undated rebuild", "duty-undated both", "duty-undated later"]);
  });
});

describe("deadlines that cannot be read", () => {
  test.each([
    "within 2 fortnights of start",
    "within 48 hours",
    "within 48 hours of",
    "2.5 days before start",
    "immediately",
    "soon",
    "before start within 2 days of start",
    "by",
    "after",
    "48 hours",
  ])("%s", (deadline) => {
    const { codes } = timelines(`rule a "A"\n  applies to rebuild\n  duty answer "Answer" by "Port" ${deadline}\n`);
    expect(codes).toEqual(["deadline-unreadable"]);
  });
});
