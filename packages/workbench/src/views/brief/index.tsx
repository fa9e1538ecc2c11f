/** The view Brief: the brief as it will be read, exactly as `outweigh brief` writes it, and its export. */
import "../../page/page.css";
import { useMemo, useState } from "react";
import { useAnswer, useCase, useHeld } from "../../case/use-case.js";
import { PageFrame } from "../../page/page-frame.js";
import { PageState } from "../../page/page-state.js";
import { saveFile } from "../../page/save-file.js";
import { type Command, useCommands } from "../../shell/commands.js";
import { Icon } from "../../shell/icon.js";
import { notify } from "../../shell/notices.js";

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The view. */
export function View() {
  const { worker } = useCase();
  const name = useHeld((held) => held.name);
  const [full, setFull] = useState(false);
  const answer = useAnswer("brief", { full });
  const [isWriting, setWriting] = useState(false);
  const html = answer.isStale ? undefined : answer.value;
  const commands = useMemo((): readonly Command[] => {
    const exportHtml = () => html !== undefined && saveFile(`${name}.html`, new TextEncoder().encode(html), "text/html");
    const exportWord = () => {
      setWriting(true);
      worker
        .ask("briefDocx", { full })
        .then(
          (bytes) => saveFile(`${name}.docx`, bytes, word),
          (error: unknown) => notify(`No Word file was made: ${error instanceof Error ? error.message : String(error)}`, { tone: "bad" }),
        )
        .finally(() => setWriting(false));
    };
    return [
      { id: "brief.html", title: "Export the brief as HTML", group: "Brief", isOff: html === undefined, run: exportHtml },
      { id: "brief.docx", title: "Export the brief for Word", group: "Brief", isOff: html === undefined || isWriting, run: exportWord },
    ];
  }, [worker, html, full, name, isWriting]);
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
            {commands.map(({ id, title, isOff, run }) => (
              <button key={id} type="button" className="button" disabled={isOff} onClick={run}>
                <Icon name="export" /> {title.replace("Export the brief ", "")}
              </button>
            ))}
          </div>
          <PageFrame html={shown} title="The brief" />
        </>
      )}
    </PageState>
  );
}
