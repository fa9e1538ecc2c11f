/** How wide an element is, as it changes. */
import { useEffect, useRef, useState } from "react";

/** A reference to be put on the element, and its width in pixels. */
export function useWidth<Kind extends HTMLElement>() {
  const place = useRef<Kind>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width] as const;
}
