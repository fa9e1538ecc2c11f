/** Blocks of evidence: sources and the claims that quote them. */
import { defineBlock } from "./block.js";
import { readHandlingMark } from "./handling-mark.js";

export const source = defineBlock({
  keyword: "source",
  header: 'source NAME "title"',
  doc: "A document that the assessment draws on: who published it, when, where the archived copy lies, and how reliable it is.",
  isNamed: true,
  fields: [
    { keyword: "by", form: '"publisher"', doc: "Who published it." },
    { keyword: "author", form: '"name"', doc: "Who wrote it." },
    { keyword: "date", form: "2024-11-01", doc: "When it was published." },
    { keyword: "url", form: '"https://…"', doc: "Where it was found." },
    { keyword: "archive", form: "sources/file.txt", doc: "Your copy, relative to the folder of the case. Quotes are checked against it." },
    {
      keyword: "grade",
      form: "A | B | C | D | E | F",
      doc: "Admiralty reliability of the source: A completely reliable … E unreliable, F cannot be judged.",
    },
    {
      keyword: "derived from",
      form: "SOURCE, SOURCE",
      doc: "Sources from which this one took its material; claims with a common origin do not corroborate each other.",
      isRepeated: true,
    },
    { keyword: "access", form: '"direct"', doc: "How near the source is to the matter: direct, second-hand, unknown." },
    { keyword: "descriptor", form: '"text"', doc: "What affects its quality: completeness, age, interests, access." },
    {
      keyword: "tlp",
      form: "RED | AMBER+STRICT | AMBER | GREEN | CLEAR",
      doc: "How far it may be passed on, by the Traffic Light Protocol 2.0; what is made from it may go no further.",
    },
  ],
  exampleNeeds: "",
  example: `source gazette "Bridge inspected again"
  by      "Northport Gazette"
  date    2026-03-02
  grade   C`,
  read(reader, into) {
    const archive = reader.plain("archive");
    into.sources.push({
      ...reader.base(),
      by: reader.text("by"),
      author: reader.text("author"),
      date: reader.date("date"),
      url: reader.plain("url"),
      archive: archive === undefined ? undefined : `${reader.context.fromCase}${archive.replaceAll("\\", "/")}`,
      grade: reader.plain("grade"),
      derivedFrom: reader.field("derived from") ? reader.names("derived from") : [],
      access: reader.plain("access"),
      descriptor: reader.text("descriptor"),
      tlp: readHandlingMark(reader),
    });
  },
});

export const claim = defineBlock({
  keyword: "claim",
  header: "claim NAME from SOURCE",
  doc: "A statement found in a source, quoted word for word. The quote is checked against the archived copy.",
  isNamed: true,
  fields: [
    { keyword: "quote", form: '"exact words"', doc: "The words of the source, exactly. Three dots … stand for words left out." },
    {
      keyword: "states",
      form: '"paraphrase"',
      doc: "What the source says, where it cannot be quoted; no machine checks this, and the brief says so.",
    },
    { keyword: "said by", form: '"person or body"', doc: "Who said it, when that is not the source itself." },
    {
      keyword: "grade",
      form: "1 | 2 | 3 | 4 | 5 | 6",
      doc: "Admiralty credibility of the item: 1 confirmed by independent sources … 5 improbable, 6 cannot be judged.",
    },
    {
      keyword: "conflicts with",
      form: "CLAIM, CLAIM",
      doc: "Claims about the same thing that say otherwise; shown side by side.",
      isRepeated: true,
    },
    {
      keyword: "suggested by",
      form: '"model"',
      doc: "The language model that pointed out the passage, where one did; the brief says so. The words are the source's all the same.",
    },
    {
      keyword: "tlp",
      form: 'GREEN "why"',
      doc: "How far the claim may be passed on, where that is not as far as its source; to let it go further takes a reason.",
    },
    { keyword: "corroborates", form: "CLAIM, CLAIM", doc: "Claims that this one confirms from another origin.", isRepeated: true },
  ],
  exampleNeeds: `source gazette "Bridge inspected again"
  grade C`,
  example: `claim closure from gazette
  states  "The bridge carries 4,000 vehicles a day."
  grade   3`,
  read(reader, into) {
    const quote = reader.textSyntax("quote");
    into.claims.push({
      ...reader.base(),
      source: reader.syntax.from?.text ?? "",
      quote: quote?.text,
      quoteSpan: quote?.span,
      states: reader.text("states"),
      saidBy: reader.text("said by"),
      suggestedBy: reader.text("suggested by"),
      grade: reader.plain("grade"),
      conflictsWith: reader.field("conflicts with") ? reader.names("conflicts with") : [],
      corroborates: reader.field("corroborates") ? reader.names("corroborates") : [],
      quoteState: "unquoted",
      tlp: readHandlingMark(reader),
    });
  },
});
