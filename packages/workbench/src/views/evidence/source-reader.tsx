/** The text of a source with its claims and passages marked in it. */
import { useEffect, useRef } from "react";
import { type Mark, openSourcePane, type SourcePane, type SourcePaneEvents } from "./source-pane.js";

/** The reader. `reveal` is a place to be shown; a new object shows it again. */
export function SourceReader({
  text,
  label,
  marks,
  reveal,
  events,
}: {
  readonly text: string;
  readonly label: string;
  readonly marks: readonly Mark[];
  readonly reveal: { readonly from: number } | undefined;
  readonly events: SourcePaneEvents;
}) {
  const place = useRef<HTMLDivElement>(null);
  const pane = useRef<SourcePane>(undefined);
  const present = useRef(events);
  present.current = events;
  useEffect(() => {
    if (place.current === null) return;
    const opened = openSourcePane(place.current, text, label, {
      onPlace: (offset) => present.current.onPlace(offset),
      onChoose: (from, to) => present.current.onChoose(from, to),
      onKey: (key) => present.current.onKey(key),
    });
    pane.current = opened;
    return () => opened.destroy();
  }, [text, label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text has a new pane, which has to be marked too
  useEffect(() => pane.current?.mark(marks), [marks, text, label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (reveal !== undefined) pane.current?.reveal(reveal.from);
  }, [reveal, text, label]);
  return <div className="evidence-text" ref={place} />;
}
