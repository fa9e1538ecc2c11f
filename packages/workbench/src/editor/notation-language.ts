/** The language of chapters for the editor: the grammar of the compiler itself, with what an editor adds to its nodes. */
import {
  defineLanguageFacet,
  foldNodeProp,
  HighlightStyle,
  Language,
  LanguageSupport,
  languageDataProp,
  syntaxHighlighting,
} from "@codemirror/language";
import { styleTags, Tag, tags } from "@lezer/highlight";
import { chapterParserWith } from "@outweigh/language";

const data = defineLanguageFacet({ commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } });

/** What only the notation has. */
const own = { blockKeyword: Tag.define(), fieldKeyword: Tag.define(), rowLabel: Tag.define(), value: Tag.define() };

const notationStyles = styleTags({
  BlockKeyword: own.blockKeyword,
  FieldKeyword: own.fieldKeyword,
  "RowLabel Row/Name": own.rowLabel,
  "Number Magnitude Date": tags.number,
  "Percent PercentUnit WithUnit/Name": tags.unit,
  Text: tags.string,
  Comment: tags.lineComment,
  "Call/Name Shape/Name": tags.function(tags.variableName),
  Name: tags.variableName,
  "Operator Separator": tags.operator,
  "Over Because Then In AsName": tags.keyword,
});

const chapterStyles = styleTags({ InlineValue: own.value, "InlineValue/...": own.value });

/** A heading folds to the next of its level; lists and blocks fold by themselves. */
const folding = foldNodeProp.add({
  Block: (node, state) => {
    const first = state.doc.lineAt(node.from);
    return first.to < node.to ? { from: first.to, to: node.to } : null;
  },
  FencedCode: (node, state) => {
    const first = state.doc.lineAt(node.from);
    return first.to < node.to ? { from: first.to, to: node.to } : null;
  },
});

const parser = chapterParserWith(
  [notationStyles, folding, languageDataProp.add({ Notation: data })],
  [chapterStyles, folding, languageDataProp.add({ Document: data })],
);

/** The language of a chapter. */
export const chapterLanguage = new Language(data, parser, [], "outweigh");

const styles = HighlightStyle.define([
  { tag: own.blockKeyword, class: "tok-block" },
  { tag: own.fieldKeyword, class: "tok-field" },
  { tag: own.rowLabel, class: "tok-row" },
  { tag: own.value, class: "tok-value" },
  { tag: tags.number, class: "tok-number" },
  { tag: tags.unit, class: "tok-unit" },
  { tag: tags.string, class: "tok-text" },
  { tag: tags.lineComment, class: "tok-comment" },
  { tag: tags.function(tags.variableName), class: "tok-function" },
  { tag: tags.variableName, class: "tok-name" },
  { tag: tags.operator, class: "tok-operator" },
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: tags.heading1, class: "tok-heading tok-heading1" },
  { tag: tags.heading2, class: "tok-heading tok-heading2" },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: "tok-heading" },
  { tag: tags.strong, class: "tok-strong" },
  { tag: tags.emphasis, class: "tok-emphasis" },
  { tag: tags.link, class: "tok-link" },
  { tag: tags.url, class: "tok-url" },
  { tag: tags.quote, class: "tok-quote" },
  { tag: tags.monospace, class: "tok-code" },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: "tok-mark" },
]);

/** The language with its colours, which are in `editor.css`. */
export const chapterSupport = new LanguageSupport(chapterLanguage, syntaxHighlighting(styles));
