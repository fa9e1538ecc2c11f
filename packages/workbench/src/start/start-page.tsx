/** The page while no case is chosen: open one, begin from an article, from nothing, or from an example. */
import "./start.css";
import type { StartListing, StartOrder } from "@outweigh/server/protocol";
import { useEffect, useRef, useState } from "react";
import { useCase } from "../case/use-case.js";
import { HostError } from "../host/host.js";
import { begin, beginFrom, startListing } from "../host/local-host.js";
import { goTo } from "../shell/address.js";
import { Icon } from "../shell/icon.js";
import { notify } from "../shell/notices.js";
import { Waiting } from "../shell/waiting.js";
import { readGiven } from "../taking/given-file.js";
import { awaited } from "../taking/take-files.js";
import { beginTour } from "../tour/tour-state.js";
import { ArticleForm } from "./article-form.js";
import { CaseList } from "./case-list.js";
import { NewFolder } from "./new-folder.js";

/** The example that the tour walks through. */
const flagship = "cartels";

/** The page. */
export function StartPage() {
  const store = useCase();
  const [listing, setListing] = useState<StartListing>();
  const [problem, setProblem] = useState<string>();
  const [doing, setDoing] = useState<string>();
  const [place, setPlace] = useState<string>();
  useEffect(() => {
    startListing().then(setListing, (error: unknown) => setProblem(wordsOf(error)));
  }, []);
  const alert = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (problem !== undefined) alert.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  const isOff = doing !== undefined;
  const where = place === undefined || place.trim() === "" || place === listing?.place ? {} : { place };

  /** Does something that opens a case; `work` gives why not, or where to go. */
  const run = (what: string, work: () => Promise<{ readonly problem: string } | { readonly go: () => void }>) => {
    setDoing(what);
    setProblem(undefined);
    work()
      .then(async (done) => {
        if ("problem" in done) return setProblem(done.problem);
        done.go();
        await store.open();
      })
      .catch((error: unknown) => setProblem(wordsOf(error)))
      .finally(() => setDoing(undefined));
  };
  const choose = (order: StartOrder, what: string, withTour = false) =>
    run(what, async () => {
      const answer = await begin(order);
      if (answer.kind === "refused") return { problem: answer.reason };
      return {
        go: () => {
          goTo("text", "", {}, true);
          if (withTour) beginTour();
        },
      };
    });
  const beginWith = (file: File, folder: string) =>
    run(`Reading ${file.name} and making a case of it`, async () => {
      const given = await readGiven(file);
      if ("problem" in given) return given;
      const answer = await beginFrom({ folder, ...where }, given.name, given.bytes);
      if (answer.kind === "refused") return { problem: answer.reason };
      const [source = ""] = answer.sources;
      return {
        go: () => {
          awaited.update((before) => new Set([...before, ...answer.sources]));
          goTo("evidence", source, { list: "passages" }, true);
          notify(
            `${file.name} is the first source of the new case. Accept the passages that matter with “a”, reject others with “x”; then write the question in the text. ${answer.notes[0] ?? ""}`.trim(),
          );
        },
      };
    });

  if (listing === undefined && problem === undefined) return <Waiting for="Looking for cases in this folder" />;
  return (
    <div className="start-page">
      <header>
        <Icon name="balance" />
        <h2>What is to be decided?</h2>
        <p>
          A case is a folder of plain text: the question, what the sources say, and a model of what the options lead to. Choose one, or
          begin.
        </p>
      </header>
      <p className="start-problem" role="alert" ref={alert}>
        {problem}
      </p>
      {doing === undefined ? null : (
        <p className="start-doing" role="status">
          <progress aria-label={doing} /> {doing}…
        </p>
      )}
      {listing === undefined ? null : (
        <div className="start-choices" aria-busy={isOff}>
          <ArticleForm isOff={isOff} onBegin={beginWith} onProblem={setProblem} />
          <section aria-labelledby="start-open">
            <h3 id="start-open">Open a case</h3>
            <CaseList listing={listing} isOff={isOff} onOpen={(path) => choose({ kind: "open", path }, "Opening the case")} />
          </section>
          <section aria-labelledby="start-new">
            <h3 id="start-new">Begin a new case</h3>
            <p className="quiet">A small case that is complete and in order, to be written over.</p>
            <NewFolder
              verb="Begin"
              name="my-case"
              isOff={isOff}
              onName={(folder) => choose({ kind: "new", folder, ...where }, "Making the case")}
            />
          </section>
          {listing.examples.length === 0 ? null : (
            <section aria-labelledby="start-example" className="wide">
              <h3 id="start-example">Begin from an example</h3>
              <p className="quiet">It is copied into a new folder, so change what you like.</p>
              <ul className="start-examples">
                {listing.examples.map(({ name, question }) => (
                  <li key={name}>
                    <p>
                      <strong>{name}</strong> {question}
                      {name === flagship ? <em> With a tour in seven steps.</em> : null}
                    </p>
                    <NewFolder
                      verb="Copy"
                      about={name}
                      name={name}
                      isOff={isOff}
                      onName={(folder) => choose({ kind: "example", name, folder, ...where }, "Copying the example", name === flagship)}
                    />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <label className="start-place">
            <span>New folders are made in</span>
            <input value={place ?? listing.place} spellCheck={false} autoComplete="off" onChange={({ target }) => setPlace(target.value)} />
          </label>
        </div>
      )}
    </div>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof HostError) return error.message;
  throw error;
}
