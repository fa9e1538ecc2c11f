import { describe, expect, it } from "vitest";
import { findCandidates } from "./find-candidates.js";

const options = (text: string): readonly string[] =>
  findCandidates(text, { language: "en" }).flatMap(({ features }) =>
    features.flatMap((feature) => (feature.kind === "option" ? [feature.detail.option ?? ""] : [])),
  );

describe("options in running prose", () => {
  it.each<readonly [string, readonly string[]]>([
    ["Ministers could raise the levy, extend the ban or do nothing.", ["raise the levy", "extend the ban", "do nothing"]],
    ["The choices on the table include a ban, a quota, or voluntary targets.", ["a ban", "a quota", "voluntary targets"]],
    ["Three options are on the table: a ban, a quota and voluntary targets.", ["a ban", "a quota", "voluntary targets"]],
    ["Officials drew up three options. The first is a ban. The third is to wait.", ["a ban", "to wait"]],
    ["Policy options range from a full embargo to a licensing regime.", ["a full embargo", "a licensing regime"]],
    ["One alternative would be a tax on sugar.", ["a tax on sugar"]],
    ["Envoys will discuss capping imports or extending the licence.", ["capping imports", "extending the licence"]],
    ["They will decide whether to extend the permit or leave it unchanged.", ["extend the permit", "leave it unchanged"]],
    ["The committee must choose between a dam and a reservoir.", ["a dam", "a reservoir"]],
    ["Investors should consider taking profits.", ["consider taking profits"]],
    ["The bank should at the very least disclose where it buys.", ["disclose where it buys"]],
    ["Critics want the tax scrapped.", ["the tax scrapped"]],
    ["We urge the government to set up a fund.", ["set up a fund"]],
    ["The report recommends a moratorium on new wells.", ["a moratorium on new wells"]],
    ["Alternatively, investors might wait for the figures in August.", ["wait for the figures in August"]],
    ["If the council were to sell the land, it would raise 3 million.", ["sell the land"]],
    ["Policymakers can (a) keep the regime, (b) tighten it, or (c) end it.", ["(a) keep the regime", "(b) tighten it", "(c) end it"]],
    ["Cancelling the licence, issued in 2029, would cost money.", ["Cancelling the licence"]],
    ["Taxing sugar deserves a hearing.", ["Taxing sugar"]],
    ["A levy is the obvious answer.", ["A levy"]],
    ["Cheaper remedies exist. Recycling is one.", ["Recycling"]],
    ["A further route, leasing the land by auction, has not been tried.", ["leasing the land by auction"]],
    ["Nor should a levy be dismissed.", ["a levy"]],
    ["A pause of a year, as proposed by the mayor, would help.", ["A pause of a year"]],
    ["Option 2, which ministers prefer, sets a floor of £5.", ["sets a floor of £5"]],
    ["The panel recommends that the tax be halved and that the fund be closed.", ["the tax be halved", "the fund be closed"]],
    ["They urged members to vote for the bill and to support the fund.", ["vote for the bill", "support the fund"]],
    ["Under the Ports Act the minister may close a harbour.", ["close a harbour"]],
    ["Let the plan go to a jury first.", ["the plan go to a jury first"]],
    ["More promising is a reform of the law.", ["a reform of the law"]],
    ["I would reopen the mill.", ["reopen the mill"]],
    ["Chiefs are plotting to scrap free travel.", ["scrap free travel"]],
    ["They see three ways out. They include a tax, a toll or a loan.", ["a tax", "a toll", "a loan"]],
    ["It could be done, whether by leasing a ship or by buying one.", ["leasing a ship", "by buying one"]],
    ["On balance we favour a new law.", ["a new law"]],
    ["The alternatives are few. A toll would cost less.", ["A toll"]],
    ["The alternatives are few. Thirdly, there is a toll on lorries.", ["a toll on lorries"]],
    ["The county wants to shut the line.", ["shut the line"]],
    ["The government has decided to extend the ban.", ["extend the ban"]],
    ["Put the boats back.", ["Put the boats back"]],
    [
      "Ministers looked at paying for dogs, at moving the herd and at doing nothing.",
      ["paying for dogs", "at moving the herd", "at doing nothing"],
    ],
    ["Option B: Narrow the controls to the top tier.", ["Narrow the controls to the top tier"]],
  ])("%s", (text, expected) => expect(options(text)).toEqual(expected));

  it("a list takes its kind from the heading, where the sentence above it only opens it", () => {
    expect(options("Alternatives\nWhat we hear most:\n- A longer notice. It would help.\n- A code\n\nEnd of it.")).toEqual([
      "A longer notice",
      "A code",
    ]);
  });

  it.each([
    "Even targeted strikes could backfire.",
    "Prices could rise or fall.",
    "We consider this unacceptable.",
    "The committee considered a report on fish.",
    "The proposed merger failed.",
    "The company could have sold the land.",
    "The scheme is unlikely to meet its target.",
    "Numbers are on course to top 60,000.",
    "The fall could be put down to the weather.",
    "That is one answer.",
    "You want to close the shop.",
    "Take the case of fish.",
    "We looked at 40 homes and found few.",
    "The alternatives are few. A ruling is due in May.",
    "Demand for housing is rising.",
    "The port is small, though it might raise its fees.",
  ])("none in: %s", (text) => expect(options(text)).toEqual([]));
});
