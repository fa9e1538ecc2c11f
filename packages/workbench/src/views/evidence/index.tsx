/** The view Evidence: sources beside their claims, where claims agree and disagree, and what to find out first. */
import "./evidence.css";
import "./evidence-cards.css";
import { useObservable } from "../../case/observable.js";
import { useAnswer, useCase, useHeld } from "../../case/use-case.js";
import { addressOf, useAddress } from "../../shell/address.js";
import { Waiting } from "../../shell/waiting.js";
import { TakeButton } from "../../taking/drop-target.js";
import { awaited } from "../../taking/take-files.js";
import { grade } from "./evidence-edits.js";
import { PicturesPage } from "./pictures-page.js";
import { SourceList } from "./source-list.js";
import { SourcePage } from "./source-page.js";

const tabs = [
  { show: undefined, title: "Sources" },
  { show: "agreement", title: "Agreement" },
  { show: "reading", title: "What to find out" },
] as const;

/** The view. The subject of the address is a source; `claim` or `passage` what is chosen in it, `show` another page. */
export function View() {
  const store = useCase();
  const { subject, settings } = useAddress();
  const { value: sources, problem } = useAnswer("evidenceSources", undefined);
  const isEmpty = useHeld((held) => held.files.size === 0);
  const canWrite = useHeld((held) => held.canWrite);
  const isAwaited = useObservable(awaited).has(subject);
  const shown = tabs.find(({ show }) => show === settings.show) ?? tabs[0];
  const byClaim = settings.claim === undefined ? undefined : sources?.find(({ claims }) => claims.some(({ id }) => id === settings.claim));
  const source = subject === "" ? (byClaim ?? sources?.[0]) : sources?.find(({ id }) => id === subject);
  return (
    <div className="evidence-view">
      <nav className="evidence-pages" aria-label="Evidence">
        <ul>
          {tabs.map(({ show, title }) => (
            <li key={title}>
              <a
                href={addressOf("evidence", subject, show === undefined ? {} : { show })}
                aria-current={show === shown.show ? "page" : undefined}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown.show !== undefined ? (
        <PicturesPage key={shown.show} name={shown.show} />
      ) : sources === undefined ? (
        problem === undefined ? (
          <Waiting for="Reading the sources" />
        ) : (
          <div className="empty">
            <h2>The sources cannot be shown</h2>
            <p>{problem.message}</p>
          </div>
        )
      ) : sources.length === 0 && isAwaited ? (
        <Waiting for={`Reading the case anew with ${subject}`} />
      ) : sources.length === 0 ? (
        <div className="empty">
          <h2>The case has no sources yet</h2>
          <p>
            {isEmpty ? "The folder is empty. " : ""}
            {canWrite
              ? "Drop an article or a report on this page: its text is kept in the case, and you choose which of its passages become claims. "
              : ""}
            In the text a source is a block <code>source NAME "Title"</code> in a chapter, with a line <code>archive</code> that names its
            copy.
          </p>
          <TakeButton words="Choose a file" />
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: a letter grades the source whose link has the focus
        <div
          className="evidence-columns"
          onKeyDown={({ key, ctrlKey, altKey, metaKey, target }) => {
            const link = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-source]") : null;
            const graded = link && sources.find(({ id }) => id === link.dataset.source);
            if (canWrite && graded && /^[a-f]$/i.test(key) && !ctrlKey && !altKey && !metaKey)
              grade(store, graded, undefined, key.toUpperCase(), undefined);
          }}
        >
          <SourceList sources={sources} current={source?.id} />
          {source === undefined && isAwaited ? (
            <Waiting for={`Reading the case anew with ${subject}`} />
          ) : source === undefined ? (
            <div className="empty">
              <h2>There is no source {subject}</h2>
              <p>It may have been renamed or removed. The sources of the case stand in the list.</p>
            </div>
          ) : (
            <SourcePage key={source.id} source={source} />
          )}
        </div>
      )}
    </div>
  );
}
