/** What a chapter declares and which names it mentions where, read from the tree alone, so that it is there for texts with mistakes as well. */
import type { SyntaxNode, Tree } from "@lezer/common";
import { commonFields } from "../blocks/block.js";
import { blockRecords } from "../blocks/index.js";
import { chapterParser } from "../parse/markdown.js";
import { declaresName, kindsIn, wordsIn } from "./vocabulary.js";

/** Something with a name. `key` is unique in the case: the name, or `owner.name` for members, states, columns and elements. */
export interface Named {
  readonly key: string;
  /** The last part of the name, as it is declared. */
  readonly name: string;
  /** The keyword of its block, or "member", "state", "column", or the keyword of the line that declares it ("element", "duty"). */
  readonly kind: string;
  readonly owner?: string;
  readonly label?: string;
  /** Unit or states as written after the colon. */
  readonly type?: string;
  readonly file: string;
  /** Of the name. */
  readonly from: number;
  readonly to: number;
  /** Of the whole block. */
  readonly block: { readonly from: number; readonly to: number };
}

/** A name where it is used. */
export interface Mention {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Kinds that the place asks for; empty where any value may stand. */
  readonly kinds: readonly string[];
  /** What has it as a state, member or element, where the place says so. */
  readonly owners: readonly string[];
}

/** A chapter's names. */
export interface ChapterNames {
  readonly file: string;
  readonly named: readonly Named[];
  readonly mentions: readonly Mention[];
}

/** Parts of expressions whose `Name` is no name of the case. */
const notNames = new Set(["Shape", "AsName"]);

/** Reads a chapter; its text has LF line ends. */
export function readNames(file: string, text: string, tree: Tree = chapterParser.parse(text)): ChapterNames {
  const named: Named[] = [];
  const mentions: Mention[] = [];
  const slice = (node: { readonly from: number; readonly to: number }) => text.slice(node.from, node.to);

  const mention = (node: SyntaxNode, kinds: readonly string[], owners: readonly string[] = []) => {
    mentions.push({ text: slice(node), from: node.from, to: node.to, kinds, owners });
  };

  /** All names within an expression. */
  const visit = (node: SyntaxNode, kinds: readonly string[], owners: readonly string[] = []): void => {
    if (node.name === "Name") {
      mention(node, kinds, owners);
      return;
    }
    if (notNames.has(node.name)) return;
    const children = childrenOf(node);
    for (const [at, child] of children.entries()) {
      if (child.name !== "Name") visit(child, childKinds(node.name, kinds), owners);
      else if (node.name === "Call" && at === 0) continue;
      else if (node.name === "Argument" && children[at + 1]?.name === "=") continue;
      else if (node.name === "WithUnit") mention(child, ["unit"]);
      else if (node.name === "Over") mention(child, ["dimension"]);
      else if (node.name === "Under" || node.name === "CompareOptions")
        mention(child, at === 0 && node.name !== "Under" ? kinds : ["option"]);
      else if (node.name === "Compare" && at > 0 && /^is/.test(slice(children[1]!)) && children[0]!.name === "Name")
        mention(child, [], [slice(children[0]!)]);
      else if (node.name === "Entry") {
        const of = node.parent?.firstChild;
        mention(child, children[at + 1]?.name === "=" ? ["dimension"] : ["member"], of ? [slice(of)] : []);
      } else mention(child, node.name === "InUnit" ? ["unit"] : kinds, owners);
    }
  };

  const readBlock = (block: SyntaxNode) => {
    const [keywordNode, ...rest] = childrenOf(block);
    if (keywordNode?.name !== "BlockKeyword") return;
    const keyword = slice(keywordNode);
    const record = blockRecords.get(keyword);
    if (record === undefined || keyword === "show") return;
    const place = { from: block.from, to: block.to };
    const header = rest.filter(({ name }) => name !== "Field");
    const isNamed = record.isNamed && header[0]?.name === "Name";
    const id = isNamed ? slice(header[0]!) : "";
    const declare = (node: SyntaxNode, kind: string, owner: string | undefined, more: Partial<Pick<Named, "label" | "type">> = {}) => {
      const name = slice(node);
      const key = owner === undefined ? name : `${owner}.${name}`;
      named.push({ key, name, kind, ...(owner === undefined ? {} : { owner }), ...more, file, from: node.from, to: node.to, block: place });
    };
    const part = keyword === "dimension" ? "member" : keyword === "chance" ? "state" : undefined;
    const colon = header.findIndex((node) => node.name === "Separator" && slice(node) === ":");
    const equals = header.findIndex((node) => node.name === "Separator" && slice(node) === "=");
    const over = header.findIndex(({ name }) => name === "Over");
    const ends = [over, equals].filter((at) => at > colon);
    const typeEnd = colon < 0 ? 0 : Math.min(header.length, ...ends);
    if (isNamed) {
      const label = header[1]?.name === "Text" ? { label: slice(header[1]!).slice(1, -1) } : {};
      const type = colon >= 0 && colon + 1 < typeEnd ? { type: text.slice(header[colon + 1]!.from, header[typeEnd - 1]!.to) } : {};
      declare(header[0]!, keyword, undefined, { ...label, ...type });
    }
    for (let at = isNamed ? 1 : 0; at < header.length; at++) {
      const node = header[at]!;
      const before = header[at - 1];
      if (colon >= 0 && at > colon && at < typeEnd) {
        if (part === undefined) visit(node, ["unit"]);
        else if (node.name === "Name") {
          const label = header[at + 1]?.name === "Text" ? { label: slice(header[at + 1]!).slice(1, -1) } : {};
          declare(node, part, id, label);
        }
      } else if (node.name === "Name" && at < header.length - 1 && slice(node) === "from" && colon < 0 && equals < 0) continue;
      else if (node.name === "Name" && before?.name === "Name" && slice(before) === "from") mention(node, ["source"]);
      else visit(node, keyword === "unit" ? ["unit"] : keyword === "option" ? ["option"] : keyword === "dimension" ? ["dimension"] : []);
    }
    const fields = rest.filter(({ name }) => name === "Field");
    for (const field of fields) readField(field, keyword, id, declare);
  };

  const readField = (
    field: SyntaxNode,
    block: string,
    id: string,
    declare: (node: SyntaxNode, kind: string, owner: string | undefined, more?: Partial<Pick<Named, "label" | "type">>) => void,
  ) => {
    const [keywordNode, ...rest] = childrenOf(field);
    if (keywordNode === undefined) return;
    const keyword = slice(keywordNode).replace(/\s+/g, " ");
    const record = [...(blockRecords.get(block)?.fields ?? []), ...commonFields].find((each) => each.keyword === keyword);
    const form = record?.form ?? "";
    const words = new Set(wordsIn(form));
    const kinds = kindsIn(form).filter((kind) => blockRecords.has(kind) || kind === "element" || kind === "duty");
    const content = rest.filter(({ name }) => name !== "Row");
    const because = content.findIndex(({ name }) => name === "Because");
    const reacts = keyword === "reacts" && content[0]?.name === "Name" && content[1]?.name === "Text" ? slice(content[0]) : undefined;
    const overs: string[] = [];
    for (const [at, node] of content.entries()) {
      const isReason = because >= 0 && at > because;
      if (node.name === "AsName" && block === "data") {
        const name = node.getChild("Name");
        if (name) declare(name, "column", id);
      } else if (node.name !== "Name") visit(node, isReason || block === "data" ? (isReason ? [] : ["unit", "dimension"]) : []);
      else if (isReason) mention(node, []);
      else if (at === 0 && declaresName(form)) {
        const label = content[1]?.name === "Text" ? { label: slice(content[1]!).slice(1, -1) } : {};
        declare(node, keyword, id, label);
      } else if (reacts !== undefined) {
        if (at === 0) declare(node, "chance", undefined, { label: slice(content[1]!).slice(1, -1) });
        else declare(node, "state", reacts);
      } else if (block === "use" && keyword === "with" && at === 0) continue;
      else if (words.has(slice(node)) && keyword !== "given") continue;
      else {
        if (keyword === "given") overs.push(slice(node));
        mention(node, block === "data" ? ["unit", "dimension"] : kinds, [id]);
      }
    }
    for (const row of field.getChildren("Row")) {
      let position = 0;
      let isLabel = true;
      for (const node of childrenOf(row)) {
        if (node.name === "RowLabel" || (isLabel && node.name === "Name")) {
          if (block === "dimension") {
            const after = node.nextSibling;
            declare(node, "member", id, after?.name === "Text" ? { label: slice(after).slice(1, -1) } : {});
          } else {
            const of = overs[position];
            if (slice(node) !== "otherwise")
              mention(node, of === "option" ? ["option"] : kinds, of === undefined || of === "option" ? [] : [of]);
          }
          isLabel = false;
          position++;
        } else if (node.name === ",") isLabel = true;
        else visit(node, []);
      }
    }
  };

  tree.iterate({
    enter: (node) => {
      if (node.name === "Block" && node.node.parent?.name === "Notation") {
        readBlock(node.node);
        return false;
      }
      if (node.name === "Inline") {
        visit(node.node, []);
        return false;
      }
      return true;
    },
  });
  return { file, named, mentions };
}

function childKinds(parent: string, kinds: readonly string[]): readonly string[] {
  return parent === "InUnit" ? ["unit"] : parent === "Under" ? ["option"] : kinds;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "Comment") children.push(child);
  return children;
}
