/** One source: its text beside its claims and the passages that could become some. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useAnswer, useCase, useHeld } from "../../case/use-case.js";
import { goTo, goToText, useAddress } from "../../shell/address.js";
import { type Command, useCommands } from "../../shell/commands.js";
import { notify } from "../../shell/notices.js";
import { Waiting } from "../../shell/waiting.js";
import type { SourceAnswer } from "../../work/questions/evidence-sources.js";
import type { PassageAnswer } from "../../work/questions/source-passages.js";
import type { Stretch } from "../../work/questions/source-text.js";
import { ClaimCard, GradeChoice, PassageCard } from "./claim-card.js";
import { DraftForm } from "./draft-form.js";
import { addClaim, decide, grade } from "./evidence-edits.js";
import type { Mark } from "./source-pane.js";
import { SourceReader } from "./source-reader.js";
import { type Chosen, chosenAt, inOrder, wholeWords } from "./stretches.js";
import { copyWords, counted, markWords } from "./words.js";

/** Longer texts are searched for passages when that is asked for: it takes a while. */
const searchedAtOnce = 250_000;
const shownAtOnce = 100;
const none: readonly never[] = [];

/** The page; it is made anew for each source. */
export function SourcePage({ source }: { readonly source: SourceAnswer }) {
  const store = useCase();
  const { settings } = useAddress();
  const canWrite = useHeld((held) => held.canWrite);
  const { value: read, isStale: isReading } = useAnswer("sourceText", { source: source.id });
  const text = read?.text;
  const isSearched = canWrite && text !== undefined && (text.length <= searchedAtOnce || settings.seek === "1");
  const { value: found, share } = useAnswer("sourcePassages", { source: source.id }, isSearched);
  /** Decided here, and not yet known to the worker. */
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [letter, setLetter] = useState<string>();
  const [choice, setChoice] = useState<Stretch>();
  const [draft, setDraft] = useState<Stretch>();
  const [reveal, setReveal] = useState<{ readonly from: number }>();
  const [most, setMost] = useState(shownAtOnce);
  const reader = useRef<HTMLElement>(null);
  const cards = useRef<HTMLDivElement>(null);
  const toFocus = useRef<"focus" | "show" | undefined>("show");
  /** Whether what is chosen was chosen in the text, where it is seen already. */
  const isSeen = useRef(false);
  const accepting = useRef(Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the worker has found anew takes the place of what was only known here
  useEffect(() => setDecided(new Set()), [found]);

  const places = read?.places ?? none;
  const claims = useMemo(() => inOrder(source.claims, places), [source.claims, places]);
  const open = useMemo(() => (found ?? none).filter(({ key, isRejected }) => !isRejected && !decided.has(key)), [found, decided]);
  const rejected = useMemo(() => (found ?? none).filter(({ key, isRejected }) => isRejected && !decided.has(key)), [found, decided]);
  const list = !canWrite ? "claims" : (settings.list ?? (source.claims.length === 0 && text !== undefined ? "passages" : "claims"));
  const passages = list === "rejected" ? rejected : open;
  const chosen: Chosen | undefined =
    settings.claim !== undefined
      ? { kind: "claim", id: settings.claim }
      : settings.passage !== undefined
        ? { kind: "passage", id: settings.passage }
        : undefined;
  const shownIds = list === "claims" ? claims.map(({ id }) => id) : passages.slice(0, most).map(({ key }) => key);

  const placeOf = ({ kind, id }: Chosen) =>
    kind === "claim" ? places.find(({ claim }) => claim === id)?.parts[0]?.from : found?.find(({ key }) => key === id)?.from;
  const choose = (next: Chosen | undefined, how: "card" | "text", inList = list) => {
    setLetter(undefined);
    const listed = next === undefined ? inList : next.kind === "claim" ? "claims" : inList === "claims" ? "passages" : inList;
    if (next?.kind === "passage") {
      const at = (listed === "rejected" ? rejected : open).findIndex(({ key }) => key === next.id);
      if (at >= most) setMost(at + shownAtOnce);
    }
    toFocus.current = how === "card" ? "focus" : "show";
    isSeen.current = how === "text";
    const { claim: _claim, passage: _passage, list: _list, show: _show, ...rest } = settings;
    goTo("evidence", source.id, { ...rest, list: listed, ...(next && { [next.kind]: next.id }) }, true);
  };

  // The card that was chosen is brought into view, and takes the focus where it was chosen among the cards.
  const chosenId = chosen?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another is chosen, or the list has come
  useEffect(() => {
    if (chosenId === undefined || toFocus.current === undefined) return;
    const line = cards.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(chosenId)}"] .line`);
    if (!line) return;
    line.scrollIntoView({ block: "nearest" });
    if (toFocus.current === "focus") line.focus({ preventScroll: true });
    toFocus.current = undefined;
  }, [chosenId, list, most]);

  // What is chosen elsewhere than in the text is shown there.
  const isPlaced = chosen !== undefined && placeOf(chosen) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another is chosen, or its place is known at last
  useEffect(() => {
    const from = chosen && placeOf(chosen);
    if (from !== undefined && !isSeen.current) setReveal({ from });
    isSeen.current = false;
  }, [chosenId, isPlaced]);

  /** The next passage after one that is decided, so that keys can go on. */
  const goOn = (key: string) => {
    const at = passages.findIndex((each) => each.key === key);
    const next = passages[at + 1] ?? passages[at - 1];
    setDecided((before) => new Set([...before, key]));
    choose(next && { kind: "passage", id: next.key }, "card");
  };
  const accept = (passage: PassageAnswer) => {
    goOn(passage.key);
    const add = async () => {
      const made = await store.worker.ask("claimDraft", { source: source.id, from: passage.from, to: passage.to });
      const isAdded = made !== undefined && made.problem === undefined && addClaim(store, source, made);
      if (isAdded) {
        if (passage.isRejected) decide(store, source, passage.key, false);
        return;
      }
      if (made?.problem !== undefined) notify(made.problem, { tone: "bad" });
      setDecided((before) => new Set([...before].filter((key) => key !== passage.key)));
    };
    // One after the other, so that each name is free when it is given.
    accepting.current = accepting.current
      .then(add)
      .catch((error: unknown) => notify(`The passage was not added: ${String(error)}`, { tone: "bad" }));
  };
  const reject = (passage: PassageAnswer) => {
    if (decide(store, source, passage.key, !passage.isRejected)) goOn(passage.key);
  };

  const claim = chosen?.kind === "claim" ? claims.find(({ id }) => id === chosen.id) : undefined;
  const passage = chosen?.kind === "passage" ? passages.find(({ key }) => key === chosen.id) : undefined;
  const makeClaim = () => {
    const words = choice && text !== undefined ? wholeWords(text, choice) : undefined;
    if (words === undefined) return void notify("Choose a passage in the text first: with the mouse, or with Shift and the arrow keys.");
    setDraft(words);
  };
  const endDraft = () => {
    setDraft(undefined);
    reader.current?.querySelector<HTMLElement>(".cm-content")?.focus({ preventScroll: true });
  };
  const onKey = (key: string): boolean => {
    if (canWrite && key === "n" && choice !== undefined) {
      makeClaim();
      return true;
    }
    if (key === "Escape" && (letter !== undefined || chosen !== undefined)) {
      if (letter !== undefined) setLetter(undefined);
      else choose(undefined, "text");
      return true;
    }
    if (passage !== undefined && (key === "a" || key === "x")) {
      if (key === "a") accept(passage);
      else reject(passage);
      return true;
    }
    if (claim === undefined || !canWrite) return false;
    if (/^[a-f]$/i.test(key)) {
      setLetter(key.toUpperCase());
      return true;
    }
    const isGrade = /^[1-6]$/.test(key);
    if (!isGrade && !(key === "Enter" && letter !== undefined)) return false;
    setLetter(undefined);
    grade(store, source, claim, letter, isGrade ? key : undefined);
    return true;
  };
  const move = (by: number) => {
    const at = shownIds.indexOf(chosen?.id ?? "");
    const next = shownIds[at === -1 ? 0 : Math.min(Math.max(at + by, 0), shownIds.length - 1)];
    if (next !== undefined) choose({ kind: list === "claims" ? "claim" : "passage", id: next }, "card");
  };

  const marks = useMemo((): readonly Mark[] => {
    const isChosen = (id: string) => id === chosenId;
    return [
      ...(draft === undefined ? none : [{ ...draft, kind: "passage" as const, isCurrent: true }]),
      ...(list === "rejected" ? rejected : none).map(({ key, from, to }) => ({
        from,
        to,
        kind: "rejected" as const,
        isCurrent: isChosen(key),
      })),
      ...open.map(({ key, from, to }) => ({ from, to, kind: "passage" as const, isCurrent: isChosen(key) })),
      ...places.flatMap(({ claim: id, parts }) =>
        parts.map(({ from, to }) => ({ from, to, kind: "claim" as const, isCurrent: isChosen(id) })),
      ),
    ];
  }, [list, open, rejected, places, chosenId, draft]);

  const latest = useRef(makeClaim);
  latest.current = makeClaim;
  const { file, from: place } = source.span;
  const commands = useMemo(
    (): readonly Command[] => [
      {
        id: "evidence.claim",
        title: "Make a claim of the chosen passage",
        group: "Evidence",
        keys: "Mod-Shift-e",
        isOff: !canWrite,
        run: () => latest.current(),
      },
      { id: "evidence.source", title: "Show the source in the text", group: "Evidence", run: () => goToText(file, place) },
    ],
    [file, place, canWrite],
  );
  useCommands(commands);

  const copy = copyWords(source);
  const mark = source.mark === undefined ? undefined : markWords(source.mark);
  const stop = shownIds.includes(chosen?.id ?? "") ? chosen?.id : shownIds[0];
  const tab = (name: string, title: string, count: number | undefined) => (
    <button type="button" aria-pressed={list === name} onClick={() => choose(undefined, "text", name)}>
      {title} {count === undefined ? "" : <span className="evidence-count">{count}</span>}
    </button>
  );
  return (
    <>
      <section className="evidence-source" aria-label={`Source ${source.id}`} ref={reader}>
        <header>
          <div className="heading">
            <h2>{source.label}</h2>
            <p className="quiet">
              {[source.author, source.by, source.date].filter(Boolean).join(" · ")}
              {source.access === undefined ? "" : ` · access: ${source.access}`}
            </p>
          </div>
          <div className="actions">
            {mark === undefined ? null : (
              <span className="evidence-tlp" title={`For ${mark.readers}`}>
                {mark.label}
              </span>
            )}
            <GradeChoice
              kind="source"
              name={source.id}
              value={source.grade}
              onChange={(to) => grade(store, source, undefined, to, undefined)}
            />
            <button type="button" className="link-button" onClick={() => goToText(source.span.file, source.span.from)}>
              Show in the text
            </button>
          </div>
          <details className="about">
            <summary>
              <span className={`evidence-state ${copy.tone}`}>{copy.short}</span>
            </summary>
            <p>{copy.long}</p>
            {source.derivedFrom.length === 0 ? null : <p>It derives from {source.derivedFrom.join(", ")}.</p>}
            {source.url === undefined ? null : <p className="address">{source.url}</p>}
            {source.descriptor === undefined ? null : <p>{source.descriptor}</p>}
          </details>
        </header>
        {text !== undefined ? (
          <SourceReader
            text={text}
            label={`Text of ${source.label}.${canWrite ? " Choose a passage and press N to make a claim." : ""}`}
            marks={marks}
            reveal={reveal}
            events={{
              onPlace: (offset) => choose(chosenAt(offset, places, passages), "text"),
              onChoose: (from, to) => {
                if (from !== to) setChoice({ from, to });
                else if (choice !== undefined) setChoice(undefined);
              },
              onKey,
            }}
          />
        ) : isReading ? (
          <Waiting for="Reading the source" />
        ) : (
          <div className="empty">
            <h3>There is no text to show</h3>
            <p>{copy.long}</p>
          </div>
        )}
        {draft !== undefined ? (
          <DraftForm source={source.id} {...draft} onAdd={(made) => addClaim(store, source, made)} onClose={endDraft} />
        ) : choice !== undefined && canWrite ? (
          <div className="evidence-choosing">
            <button type="button" className="button main" onClick={makeClaim}>
              Make a claim <kbd>n</kbd>
            </button>
            <span className="quiet">{counted(choice.to - choice.from, "character")} chosen</span>
          </div>
        ) : null}
      </section>
      <section className="evidence-cards" aria-label="Claims and passages" ref={cards}>
        <div className="evidence-tabs">
          {tab("claims", "Claims", claims.length)}
          {text === undefined || !canWrite ? null : tab("passages", "To decide", isSearched ? found && open.length : undefined)}
          {canWrite && (rejected.length > 0 || list === "rejected") ? tab("rejected", "Rejected", rejected.length) : null}
        </div>
        <p className="evidence-keys" role="status">
          {letter !== undefined
            ? `${letter}, and now a digit from 1 to 6 for the claim; Enter grades the source alone, Escape leaves it.`
            : list === "claims"
              ? claims.length > 0 && canWrite
                ? "A letter and a digit grade a claim and its source: B 2. Arrow keys go on."
                : ""
              : passages.length > 0
                ? `a accepts, x ${list === "rejected" ? "offers it again" : "rejects"}; arrow keys go on.`
                : ""}
        </p>
        <ul
          onKeyDown={(event) => {
            if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement) || !event.target.matches(".line"))
              return;
            const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            if (step !== 0) move(step);
            else if (!onKey(event.key)) return;
            event.preventDefault();
          }}
        >
          {list === "claims"
            ? claims.map((each) => (
                <ClaimCard
                  key={each.id}
                  id={each.id}
                  claim={each}
                  source={source}
                  place={places.find((place) => place.claim === each.id)}
                  isCurrent={each.id === claim?.id}
                  isStop={each.id === stop}
                  onChoose={() => choose(each.id === claim?.id ? undefined : { kind: "claim", id: each.id }, "card")}
                  onGrade={(to) => grade(store, source, each, undefined, to)}
                />
              ))
            : passages
                .slice(0, most)
                .map((each) => (
                  <PassageCard
                    key={each.key}
                    id={each.key}
                    passage={each}
                    source={source}
                    words={text?.slice(each.from, each.to) ?? ""}
                    isCurrent={each.key === passage?.key}
                    isStop={each.key === stop}
                    onChoose={() => choose(each.key === passage?.key ? undefined : { kind: "passage", id: each.key }, "card")}
                    onAccept={() => accept(each)}
                    onReject={() => reject(each)}
                  />
                ))}
        </ul>
        {list === "claims" && claims.length === 0 ? <p className="quiet">There is no claim from this source yet.</p> : null}
        {list !== "passages" ? null : !isSearched ? (
          <p className="quiet">
            This text is long.{" "}
            <button
              type="button"
              className="link-button"
              onClick={() => goTo("evidence", source.id, { ...settings, list: "passages", seek: "1" }, true)}
            >
              Look for passages worth citing
            </button>
          </p>
        ) : found === undefined ? (
          <Waiting for="Looking for passages worth citing" share={share} />
        ) : open.length === 0 ? (
          <p className="quiet">Nothing is left to decide. Choose a passage in the text to make a claim of it.</p>
        ) : null}
        {list !== "claims" && passages.length > most ? (
          <button type="button" className="button" onClick={() => setMost(most + shownAtOnce)}>
            Show {Math.min(shownAtOnce, passages.length - most)} more of {passages.length - most}
          </button>
        ) : null}
      </section>
    </>
  );
}
