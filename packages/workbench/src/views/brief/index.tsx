/** The view Brief: the brief as it will be read, exactly as `outweigh brief` writes it, and its export. */
import "../../page/page.css";
import { useMemo, useState } from "react";
import { useAnswer, useCase, useHeld } from "../../case/use-case.js";
import { PageFrame } from "../../page/page-frame.js";
import { PageState } from "../../page/page-state.js";
import { printPage } from "../../page/print-page.js";
import { saveFile } from "../../page/save-file.js";
import { type Command, useCommands } from "../../shell/commands.js";
import { Icon } from "../../shell/icon.js";
import { notify } from "../../shell/notices.js";

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The view. */
export function View() {
  const { worker, host } = useCase();
  const name = useHeld((held) => held.name);
  const [full, setFull] = useState(false);
  const answer = useAnswer("brief", { full });
  const [writing, setWriting] = useState<string>();
  const html = answer.isStale ? undefined : answer.value;
  const commands = useMemo((): readonly Command[] => {
    const make = (what: string, work: () => Promise<void>) => {
      setWriting(what);
      work()
        .catch((error: unknown) => notify(`No ${what} was made: ${wordsOf(error)}`, { tone: "bad" }))
        .finally(() => setWriting(undefined));
    };
    const exportHtml = () => html !== undefined && saveFile(`${name}.html`, new TextEncoder().encode(html), "text/html");
    const exportWord = () => make("Word file", async () => saveFile(`${name}.docx`, await worker.ask("briefDocx", { full }), word));
    const exportPdf = () => html !== undefined && make("PDF", () => savePdf(host, html, name));
    const print = () => html !== undefined && void printPage(html, "The brief, to be printed");
    const isOff = html === undefined;
    return [
      { id: "brief.html", title: "Export the brief as HTML", group: "Brief", isOff, run: exportHtml },
      { id: "brief.docx", title: "Export the brief for Word", group: "Brief", isOff: isOff || writing !== undefined, run: exportWord },
      { id: "brief.pdf", title: "Export the brief as PDF", group: "Brief", isOff: isOff || writing !== undefined, run: exportPdf },
      { id: "brief.print", title: "Print the brief", group: "Brief", isOff, run: print },
    ];
  }, [worker, host, html, full, name, writing]);
  useCommands(commands);
  return (
    <PageState {...answer} what="Making all analyses for the brief">
      {(shown) => (
        <>
          <div className="page-tools">
            <label>
              <input type="checkbox" checked={full} onChange={(event) => setFull(event.target.checked)} /> Print the whole assessment
            </label>
            <span className="grow" />
            {writing === undefined ? null : (
              <span className="quiet small" role="status">
                Making the {writing}…
              </span>
            )}
            {commands.map(({ id, title, isOff, run }) => (
              <button key={id} type="button" className="button" disabled={isOff} onClick={run}>
                <Icon name="export" /> {title.replace("Export the brief ", "").replace(" the brief", "")}
              </button>
            ))}
          </div>
          <PageFrame html={shown} title="The brief" />
        </>
      )}
    </PageState>
  );
}

/** By a browser of this machine where the host finds one; otherwise by the dialogue of this one, which can save as PDF too. */
async function savePdf(host: ReturnType<typeof useCase>["host"], html: string, name: string): Promise<void> {
  let reason = "A site cannot make a PDF by itself.";
  try {
    if (host.pdf !== undefined) return saveFile(`${name}.pdf`, await host.pdf(html), "application/pdf");
  } catch (error) {
    reason = wordsOf(error);
  }
  notify(`${reason} The print dialogue opens instead: choose “Save as PDF” as the printer.`);
  await printPage(html, "The brief, to be printed");
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
