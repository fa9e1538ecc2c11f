/** The look of the DOCX brief: page, fonts, colours and the styles of paragraphs, by the names that Word knows. */
import { AlignmentType, type IStylesOptions, LineRuleType } from "docx";

/** Widths are in twentieths of a point. The text is A4 wide less its margins. */
export const page = { width: 11906, height: 16838, margin: 1304, text: 11906 - 2 * 1304 } as const;

/** Colours as Word wants them. */
export const ink = {
  text: "1D2530",
  muted: "5A6472",
  rule: "D5DAE0",
  wash: "F4F6F8",
  key: "EAF1F8",
  accent: "1F4E79",
  clear: "2B6396",
  clearSoft: "C9DAEA",
  clearMiddle: "7FA6C9",
  contested: "9A5B00",
  contestedSoft: "F3E1C2",
  contestedMiddle: "CFA05A",
  barred: "A3262A",
  barredSoft: "F2D6D6",
  barredMiddle: "D08B8D",
  paper: "FFFFFF",
  shades: ["DCE7F1", "B3CBE0", "7FA6C9", "3A70A3", "173F66"],
} as const;

const serif = "Cambria";
const sans = "Calibri";

function headingStyle(size: number, before: number) {
  return {
    run: { font: sans, size, bold: true, color: ink.text },
    paragraph: { spacing: { before, after: 100, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
  };
}

function small(
  id: string,
  name: string,
  options: {
    readonly size?: number;
    readonly color?: string;
    readonly bold?: boolean;
    readonly after?: number;
    readonly keepNext?: boolean;
  },
) {
  return {
    id,
    name,
    basedOn: "Normal",
    quickFormat: true,
    run: { font: sans, size: options.size ?? 19, color: options.color ?? ink.text, bold: options.bold ?? false },
    paragraph: { spacing: { after: options.after ?? 60, line: 252, lineRule: LineRuleType.AUTO }, keepNext: options.keepNext ?? false },
  };
}

/** Styles of the document. */
export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: serif, size: 22, color: ink.text, language: { value: "en-GB" } },
      paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font: sans, size: 44, bold: true, color: ink.text },
      paragraph: { spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO }, alignment: AlignmentType.LEFT },
    },
    heading1: headingStyle(32, 480),
    heading2: headingStyle(26, 320),
    heading3: headingStyle(23, 240),
    heading4: headingStyle(21, 200),
    heading5: headingStyle(20, 200),
  },
  paragraphStyles: [
    {
      id: "Subtitle",
      name: "Subtitle",
      basedOn: "Normal",
      quickFormat: true,
      run: { font: serif, size: 26, color: ink.muted },
      paragraph: { spacing: { after: 160 } },
    },
    {
      id: "Caption",
      name: "caption",
      basedOn: "Normal",
      quickFormat: true,
      run: { font: sans, size: 20, bold: true, color: ink.text },
      paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
    },
    {
      id: "Quote",
      name: "Quote",
      basedOn: "Normal",
      quickFormat: true,
      run: { font: serif, size: 22, italics: true, color: ink.muted },
      paragraph: { indent: { left: 360 }, spacing: { after: 100 } },
    },
    {
      id: "Code",
      name: "Code",
      basedOn: "Normal",
      quickFormat: true,
      run: { font: "Consolas", size: 17, color: ink.text },
      paragraph: {
        spacing: { after: 80, line: 240, lineRule: LineRuleType.AUTO },
        shading: { type: "clear", color: "auto", fill: ink.wash },
        indent: { left: 60 },
      },
    },
    small("Small", "Small", { color: ink.muted }),
    small("Cell", "Table text", { after: 0 }),
    small("CellHead", "Table head", { after: 0, bold: true, keepNext: true }),
    small("Reading", "Figure note", { size: 18, color: ink.muted, after: 100, keepNext: true }),
    small("LineageName", "Lineage name", { size: 20, bold: true, keepNext: true }),
  ],
};
