/** Files that are dragged over the page. Wherever they are dropped, the browser never leaves the page for them. */
import { useEffect, useRef, useState } from "react";

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

/** Whether files are held over the page. `onDrop` gets those that are dropped; where `isTaken` says no, others may do with them as they like. */
export function useDroppedFiles(
  onDrop: (files: readonly File[]) => void,
  isTaken: (place: Element | null) => boolean = () => true,
): boolean {
  const [isOver, setOver] = useState(false);
  const present = useRef({ onDrop, isTaken });
  present.current = { onDrop, isTaken };
  useEffect(() => {
    const stop = new AbortController();
    const takes = (event: DragEvent) => hasFiles(event) && present.current.isTaken(event.target instanceof Element ? event.target : null);
    const over = (event: DragEvent) => {
      if (!takes(event)) return setOver(false);
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const options = { signal: stop.signal, capture: true };
    window.addEventListener("dragenter", over, options);
    window.addEventListener("dragover", over, options);
    window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && setOver(false), options);
    window.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!takes(event)) return;
        event.preventDefault();
        event.stopPropagation();
        present.current.onDrop([...(event.dataTransfer?.files ?? [])]);
      },
      options,
    );
    return () => stop.abort();
  }, []);
  return isOver;
}
