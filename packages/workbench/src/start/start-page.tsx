/** The page while no case is chosen: open one of the working folder, begin from an example, or begin a new one. */
import "./start.css";
import type { StartListing, StartOrder } from "@outweigh/server/protocol";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useCase } from "../case/use-case.js";
import { HostError } from "../host/host.js";
import { begin, startListing } from "../host/local-host.js";
import { goTo } from "../shell/address.js";
import { Icon } from "../shell/icon.js";
import { Waiting } from "../shell/waiting.js";
import { beginTour } from "../tour/tour-state.js";

/** The example that the tour walks through. */
const flagship = "cartels";

/** The page. */
export function StartPage() {
  const store = useCase();
  const [listing, setListing] = useState<StartListing>();
  const [problem, setProblem] = useState<string>();
  const [isBeginning, setBeginning] = useState(false);
  useEffect(() => {
    startListing().then(setListing, (error: unknown) => setProblem(wordsOf(error)));
  }, []);
  const choose = (order: StartOrder, withTour = false) => {
    setBeginning(true);
    setProblem(undefined);
    begin(order)
      .then((answer) => {
        if (answer.kind === "refused") return setProblem(answer.reason);
        goTo("text", "", {}, true);
        if (withTour) beginTour();
        return store.open();
      })
      .catch((error: unknown) => setProblem(wordsOf(error)))
      .finally(() => setBeginning(false));
  };
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
      <p className="start-problem" role="alert">
        {problem}
      </p>
      {listing === undefined ? null : (
        <div className="start-choices" aria-busy={isBeginning}>
          <section aria-labelledby="start-open">
            <h3 id="start-open">Open a case</h3>
            <p className="quiet small place">in {listing.place}</p>
            {listing.cases.length === 0 ? (
              <p className="quiet">
                There is none in this folder yet. Begin one here, or end Outweigh and start it in the folder in which your cases lie.
              </p>
            ) : (
              <ul className="start-list">
                {listing.cases.map(({ path, question }) => (
                  <li key={path}>
                    <button type="button" disabled={isBeginning} onClick={() => choose({ kind: "open", path })}>
                      <strong>{path === "." ? "This folder" : path}</strong>
                      <span>{question === "" ? "No question yet" : question}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="start-new">
            <h3 id="start-new">Begin a new case</h3>
            <p className="quiet">A small case that is complete and in order, to be written over.</p>
            <NewFolder verb="Begin" name="my-case" isOff={isBeginning} onName={(folder) => choose({ kind: "new", folder })} />
          </section>
          {listing.examples.length === 0 ? null : (
            <section aria-labelledby="start-example">
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
                      isOff={isBeginning}
                      onName={(folder) => choose({ kind: "example", name, folder }, name === flagship)}
                    />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </div>
  );
}

/** A field for the name of a new folder, and the button that makes it. */
function NewFolder(properties: {
  readonly verb: string;
  readonly about?: string;
  readonly name: string;
  readonly isOff: boolean;
  readonly onName: (name: string) => void;
}) {
  const { verb, about, name, isOff, onName } = properties;
  const field = useRef<HTMLInputElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onName(field.current?.value ?? "");
  };
  return (
    <form className="new-folder" onSubmit={send}>
      <label>
        <span className="small quiet">
          Name of the folder{about === undefined ? null : <span className="visually-hidden"> for {about}</span>}
        </span>
        <input ref={field} defaultValue={name} required maxLength={64} spellCheck={false} autoComplete="off" />
      </label>
      <button type="submit" className="button" disabled={isOff}>
        {verb}
        {about === undefined ? null : <span className="visually-hidden"> {about}</span>}
      </button>
    </form>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof HostError) return error.message;
  throw error;
}
