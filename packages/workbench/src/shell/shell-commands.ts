/** The commands that are there in every view: going to views and chapters, undoing, saving, light and dark. */
import { useMemo } from "react";
import { useCase, useHeld, useResults } from "../case/use-case.js";
import { views } from "../views/index.js";
import { goTo } from "./address.js";
import { type Command, useCommands } from "./commands.js";
import { isKeyboardMapOpen } from "./keyboard-map.js";
import { notify } from "./notices.js";
import { isPaletteOpen } from "./palette.js";
import { chooseTheme } from "./theme.js";

/** Adds them. */
export function useShellCommands(): void {
  const store = useCase();
  const canWrite = useHeld((held) => held.canWrite);
  const hasCase = useHeld((held) => held.phase !== "none");
  const undo = useHeld((held) => held.undo);
  const redo = useHeld((held) => held.redo);
  const chapters = useResults((results) => results.chapters);
  const added = useMemo((): readonly Command[] => {
    const viewCommands = views.map(({ name, title, hint }, at) => ({
      id: `view.${name}`,
      title: `${title}: ${hint}`,
      group: "Views",
      keys: `Alt-${at + 1}`,
      run: () => goTo(name),
    }));
    const chapterCommands = chapters.map((path) => ({
      id: `chapter.${path}`,
      title: `Open ${path}`,
      group: "Chapters",
      run: () => goTo("text", path),
    }));
    const writing: readonly Command[] = [
      {
        id: "undo",
        title: undo === undefined ? "Undo" : `Undo: ${undo}`,
        group: "Everywhere",
        keys: "Mod-z",
        isOff: undo === undefined,
        run: () => void store.undo(),
      },
      {
        id: "redo",
        title: redo === undefined ? "Redo" : `Redo: ${redo}`,
        group: "Everywhere",
        keys: "Mod-Shift-z",
        isOff: redo === undefined,
        run: () => void store.redo(),
      },
      {
        id: "save",
        title: "Save now (everything is saved as you type)",
        group: "Everywhere",
        keys: "Mod-s",
        run: () => void store.saveAll().then(() => notify("Everything is saved as you type.")),
      },
    ];
    if (!hasCase) return [];
    return [
      { id: "keys", title: "List all keys", group: "Help", keys: "?", run: () => isKeyboardMapOpen.set(true) },
      { id: "palette", title: "Do or find", group: "Everywhere", keys: "Mod-k", run: () => isPaletteOpen.update((open) => !open) },
      ...viewCommands,
      ...(canWrite ? writing : []),
      ...(["light", "dark", "system"] as const).map((choice) => ({
        id: `theme.${choice}`,
        title: choice === "system" ? "Light or dark as the system has it" : `Show the page ${choice}`,
        group: "Everywhere",
        run: () => chooseTheme(choice),
      })),
      ...chapterCommands,
    ];
  }, [store, hasCase, canWrite, undo, redo, chapters]);
  useCommands(added);
}
