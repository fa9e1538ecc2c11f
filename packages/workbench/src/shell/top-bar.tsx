/** The bar at the top: whose case it is, the views, undo, the palette, and light or dark. */
import { useEffect, useRef } from "react";
import { useObservable } from "../case/observable.js";
import { useCase, useHeld } from "../case/use-case.js";
import { views } from "../views/index.js";
import { addressOf } from "./address.js";
import { keyWords } from "./commands.js";
import { Icon } from "./icon.js";
import { isPaletteOpen } from "./palette.js";
import { chooseTheme, isDark, themeChoice } from "./theme.js";

/** The bar. `current` is the name of the view that is shown. */
export function TopBar({ current }: { readonly current: string }) {
  const store = useCase();
  const hasCase = useHeld((held) => held.phase !== "none");
  const name = useHeld((held) => held.name);
  const place = useHeld((held) => held.place);
  const canWrite = useHeld((held) => held.canWrite);
  const undo = useHeld((held) => held.undo);
  const redo = useHeld((held) => held.redo);
  useObservable(themeChoice);
  const dark = isDark();
  const list = useRef<HTMLElement>(null);
  // Where there is little room the list of views scrolls, and the present one should be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another view is shown
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <header className="top-bar">
      <p className="case-name" title={place === "" ? undefined : place}>
        <Icon name="balance" />
        <span>{name === "" ? "Outweigh" : name}</span>
      </p>
      {hasCase ? (
        <nav ref={list} aria-label="Views">
          <ul>
            {views.map((view, at) => (
              <li key={view.name}>
                <a
                  href={addressOf(view.name)}
                  aria-current={view.name === current ? "page" : undefined}
                  title={`${view.title}: ${view.hint} (${keyWords(`Alt-${at + 1}`).join(" ")})`}
                >
                  {view.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : (
        <span className="grow" />
      )}
      <div className="tools">
        {canWrite && hasCase ? (
          <>
            <button
              type="button"
              className="icon-button"
              aria-label={undo === undefined ? "Undo" : `Undo: ${undo}`}
              title={undo === undefined ? "Nothing to undo" : `Undo: ${undo}`}
              disabled={undo === undefined}
              onClick={() => store.undo()}
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={redo === undefined ? "Redo" : `Redo: ${redo}`}
              title={redo === undefined ? "Nothing to redo" : `Redo: ${redo}`}
              disabled={redo === undefined}
              onClick={() => store.redo()}
            >
              <Icon name="redo" />
            </button>
          </>
        ) : null}
        {hasCase ? (
          <button type="button" className="palette-button" onClick={() => isPaletteOpen.set(true)}>
            <Icon name="search" />
            <span className="words">Do or find</span>
            <kbd className="wide-only">{keyWords("Mod-k").join(" ")}</kbd>
          </button>
        ) : null}
        <button
          type="button"
          className="icon-button"
          aria-label={dark ? "Light" : "Dark"}
          title={dark ? "Show the page light" : "Show the page dark"}
          onClick={() => chooseTheme(dark ? "light" : "dark")}
        >
          <Icon name={dark ? "sun" : "moon"} />
        </button>
      </div>
    </header>
  );
}
