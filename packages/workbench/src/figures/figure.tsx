/** A figure that is SVG text, put into the page as nodes: the pictures of the brief, which name their colours as the workbench does. */
import { useEffect, useRef } from "react";

/** Shows SVG text; `words` tell those who do not see it what it shows. Anything in it that could run is left out. */
export function Figure({ svg, words }: { readonly svg: string; readonly words: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(...nodesOf(svg));
  }, [svg]);
  return (
    <figure className="figure">
      <div ref={place} />
      <figcaption className="visually-hidden">{words}</figcaption>
    </figure>
  );
}

function nodesOf(svg: string): readonly Node[] {
  const root = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
  if (root === null) return [];
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (/^(?:script|foreignobject|iframe|a|use|image|animate|set)$/i.test(element.localName)) element.remove();
    for (const { name } of [...element.attributes]) if (/^on|href$/i.test(name)) element.removeAttribute(name);
  }
  return [document.importNode(root, true)];
}
