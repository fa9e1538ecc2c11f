/** What the user has to know about the case as a whole: a choice between two texts, a file that cannot be written, a folder or server that is gone. */
import type { HeldCase, HeldFile } from "../case/held-case.js";
import { areAlike } from "../case/observable.js";
import { useCase, useHeld, useResults } from "../case/use-case.js";
import { goTo } from "./address.js";
import { Icon } from "./icon.js";

/** The messages; nothing where all is well. */
export function CaseBanner() {
  const troubled = useHeld(troubledFiles, areAlike);
  const handling = useHeld((held) => held.handling);
  const connection = useHeld((held) => held.connection);
  const folder = useHeld((held) => held.folder);
  const { worker } = useCase();
  const isGivenUp = useResults((results) => results.isGivenUp);
  const death = useResults((results) => results.death);
  const failed = troubled.filter(({ saving }) => saving !== "conflict");
  return (
    <div className="banners" aria-live="polite">
      {handling === undefined ? null : (
        <p className="banner handling">
          <strong className={/(?:red|amber|green)/.exec(handling.mark.toLowerCase())?.[0]}>{handling.mark}</strong>{" "}
          <span>For {handling.readers}.</span>
        </p>
      )}
      {connection === "lost" ? (
        <p className="banner bad">
          <Icon name="warning" />
          <span>
            Outweigh does not answer any more. What you type stays in this page and is saved as soon as it is back: start{" "}
            <code>outweigh open</code> again with the same port, and keep this page.
          </span>
        </p>
      ) : null}
      {folder === "gone" && connection === "there" ? (
        <p className="banner bad">
          <Icon name="warning" />
          <span>The folder of the case is gone, or cannot be read. What you see and type is kept in this page until it is back.</span>
        </p>
      ) : null}
      {isGivenUp ? (
        <section className="banner choice" aria-label="The computing part stopped">
          <Icon name="warning" />
          <p>
            The computing part stopped several times ({death}). Your text is safe and is saved as you type, but nothing is computed. If it
            began with something that you wrote last, change that first.
          </p>
          <div className="choices">
            <button type="button" className="button" onClick={() => worker.startAgain()}>
              Start it again
            </button>
          </div>
        </section>
      ) : null}
      {failed.length > 0 && connection === "there" && folder === "there" ? (
        <p className="banner bad">
          <Icon name="warning" />
          <span>
            Not saved: {failed.map(({ path, problem }) => `${path} ${problem ?? ""}`).join("; ")}. What you typed is kept in this page, and
            it is tried again.
          </span>
        </p>
      ) : null}
      {troubled
        .filter(({ saving }) => saving === "conflict")
        .map((file) => (
          <Conflict key={file.path} file={file} />
        ))}
    </div>
  );
}

/** What is told of a file with which something is amiss; nothing that changes with every key. */
interface Troubled {
  readonly path: string;
  readonly saving: HeldFile["saving"];
  readonly problem: string | undefined;
  /** Whether it is not on disk any more. */
  readonly isGone: boolean;
}

function troubledFiles({ files }: HeldCase): readonly Troubled[] {
  const found: Troubled[] = [];
  for (const { path, saving, problem, theirs } of files.values())
    if (saving === "failed" || saving === "conflict" || (saving === "writing" && problem !== undefined))
      found.push({ path, saving, problem, isGone: theirs?.hash === null });
  return found;
}

/** A file that was changed here and on disk in the same place. */
function Conflict({ file }: { readonly file: Troubled }) {
  const store = useCase();
  const { isGone } = file;
  return (
    <section className="banner choice" aria-label={`Two versions of ${file.path}`}>
      <Icon name="warning" />
      <p>
        {isGone ? (
          <>
            <strong>{file.path}</strong> was removed from the folder while you were changing it.
          </>
        ) : (
          <>
            <strong>{file.path}</strong> was changed on disk in the same place as here. Nothing is overwritten until you choose.
          </>
        )}
      </p>
      <div className="choices">
        <button type="button" className="button" onClick={() => goTo("text", file.path, { compare: "1" })}>
          Compare
        </button>
        <button type="button" className="button" onClick={() => store.resolve(file.path, "mine")}>
          Keep mine
        </button>
        <button type="button" className="button" onClick={() => store.resolve(file.path, "theirs")}>
          {isGone ? "Remove it here too" : "Take what is on disk"}
        </button>
      </div>
    </section>
  );
}
