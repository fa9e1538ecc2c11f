/** Closing the page loses nothing: what is unwritten is written when the page is left, and the browser asks when that is not possible. */
import { useEffect } from "react";
import { isUnsaved } from "../case/held-case.js";
import { useCase } from "../case/use-case.js";

/** Watches over the page being left. */
export function useSafeClosing(): void {
  const store = useCase();
  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === "hidden") void store.saveAll();
    };
    const onLeaving = (event: BeforeUnloadEvent) => {
      void store.saveAll();
      if ([...store.state.get().files.values()].some(isUnsaved)) event.preventDefault();
    };
    document.addEventListener("visibilitychange", onHidden);
    addEventListener("beforeunload", onLeaving);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      removeEventListener("beforeunload", onLeaving);
    };
  }, [store]);
}
