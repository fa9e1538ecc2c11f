/** Our own Markdown pages as text for a terminal: headings bold, paragraphs wrapped, fenced text set off. */
import { type Style, wrap } from "./terminal.js";

/** A page as lines of at most `width` columns. */
export function markdownText(page: string, style: Style, width: number): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let fence: string | undefined;
  const end = () => {
    if (paragraph.length === 0) return;
    const text = paragraph.join(" ");
    const item = /^\s*([-*]|\d+\.)\s+/.exec(text);
    const indent = item ? "  " : "";
    out.push(wrap(inline(text, style), width, indent, item ? `${indent}${" ".repeat((item[1]?.length ?? 1) + 1)}` : indent));
    paragraph = [];
  };
  for (const line of page.replace(/\r\n?/g, "\n").split("\n")) {
    const marker = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (marker !== undefined && line.trim() === marker && marker.length >= fence.length) fence = undefined;
      else out.push(line === "" ? "" : style.cyan(`    ${line}`));
    } else if (marker !== undefined) {
      end();
      fence = marker;
    } else if (line.trim() === "") {
      end();
      if (out.length > 0 && out[out.length - 1] !== "") out.push("");
    } else if (/^#{1,6} /.test(line)) {
      end();
      out.push(style.bold(line.replace(/^#+\s+/, "").replaceAll("`", "")));
    } else if (/^\s*([-*]|\d+\.)\s+/.test(line) || line.startsWith("|")) {
      end();
      paragraph = [line];
      if (line.startsWith("|")) end();
    } else paragraph.push(line.trim());
  }
  end();
  return out.join("\n").trimEnd();
}

function inline(text: string, style: Style): string {
  return text
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => style.bold(words))
    .replace(/`([^`\n]+)`/g, (_, code: string) => style.cyan(code));
}
