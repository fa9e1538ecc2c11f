/** The tools of a picture: copy it, and save it as image, drawing or numbers. */
import type { RefObject } from "react";
import { saveFile } from "../page/save-file.js";
import { notify } from "../shell/notices.js";
import { csvOf, pngOf, svgText } from "./picture-export.js";

/** Tools for the first picture that is shown within `within`; `rows` are its numbers, the head first. */
export function PictureTools({
  within,
  name,
  rows,
}: {
  readonly within: RefObject<HTMLElement | null>;
  readonly name: string;
  readonly rows: () => readonly (readonly (string | number)[])[];
}) {
  const picture = () => [...(within.current?.querySelectorAll("svg") ?? [])].find((each) => each.getBoundingClientRect().width > 40);
  const file =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "picture";
  const attempt = async (what: string, work: (svg: SVGSVGElement) => Promise<void> | void) => {
    const svg = picture();
    if (svg === undefined) return;
    try {
      await work(svg);
    } catch (error) {
      notify(`${what} did not work: ${error instanceof Error ? error.message : String(error)}`, { tone: "bad" });
    }
  };
  const copy = () =>
    attempt("Copying", async (svg) => {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(svg) })]);
      notify("The picture is in the clipboard.");
    });
  const png = () =>
    attempt("Saving", async (svg) => saveFile(`${file}.png`, new Uint8Array(await (await pngOf(svg)).arrayBuffer()), "image/png"));
  const drawing = () => attempt("Saving", (svg) => saveFile(`${file}.svg`, new TextEncoder().encode(svgText(svg)), "image/svg+xml"));
  const numbers = () => saveFile(`${file}.csv`, new TextEncoder().encode(csvOf(rows())), "text/csv");
  return (
    <fieldset className="answer-tools" aria-label={`Copy or save: ${name}`}>
      <button type="button" onClick={() => void copy()}>
        Copy image
      </button>
      <button type="button" onClick={() => void png()}>
        PNG
      </button>
      <button type="button" onClick={() => void drawing()}>
        SVG
      </button>
      <button type="button" onClick={numbers}>
        CSV
      </button>
    </fieldset>
  );
}
