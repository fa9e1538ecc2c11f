/** Running text as HTML. */
import type { Inline } from "../document.js";
import { escapeHtml, safeAddress } from "./escape.js";

/** Inlines as HTML. */
export function inlinesHtml(content: readonly Inline[]): string {
  return content.map(inlineHtml).join("");
}

function inlineHtml(inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return escapeHtml(inline.text);
    case "strong":
      return `<strong>${inlinesHtml(inline.content)}</strong>`;
    case "emphasis":
      return `<em>${inlinesHtml(inline.content)}</em>`;
    case "code":
      return `<code>${escapeHtml(inline.text)}</code>`;
    case "break":
      return "<br>";
    case "link": {
      const address = safeAddress(inline.href);
      return address === undefined
        ? inlinesHtml(inline.content)
        : `<a href="${escapeHtml(address)}" rel="noreferrer">${inlinesHtml(inline.content)}</a>`;
    }
    case "value":
      return inline.anchor === undefined
        ? `<span class="value">${escapeHtml(inline.text)}</span>`
        : `<a class="value" href="#${escapeHtml(inline.anchor)}">${escapeHtml(inline.text)}</a>`;
    case "likelihood": {
      const range = `[${escapeHtml(inline.range)}]`;
      return `<strong>${escapeHtml(inline.word)}</strong> ${inline.anchor === undefined ? range : `<a class="value" href="#${escapeHtml(inline.anchor)}">${range}</a>`}`;
    }
    case "claim":
      return `<a class="cite" href="#${escapeHtml(inline.anchor)}">${escapeHtml(inline.text)} <span class="grade">${escapeHtml(inline.grade)}</span></a>`;
    case "reference":
      return `<a href="#${escapeHtml(inline.anchor)}">${escapeHtml(inline.text)}</a>`;
    case "mark":
      return `<span class="mark ${inline.tone}">${escapeHtml(inline.text)}</span>`;
  }
}

/** Inlines as plain text, for the table of contents. */
export function inlinesText(content: readonly Inline[]): string {
  return content
    .map((inline): string => {
      switch (inline.kind) {
        case "strong":
        case "emphasis":
        case "link":
          return inlinesText(inline.content);
        case "break":
          return " ";
        case "likelihood":
          return `${inline.word} [${inline.range}]`;
        default:
          return inline.text;
      }
    })
    .join("");
}
