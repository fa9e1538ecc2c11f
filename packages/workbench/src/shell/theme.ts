/** Light or dark: as the system has it, unless the user said otherwise. The choice is of this browser and no part of the case. */
import { observable } from "../case/observable.js";

export type ThemeChoice = "system" | "light" | "dark";

const place = "outweigh-theme";
const darkSystem = "(prefers-color-scheme: dark)";

function kept(): ThemeChoice {
  try {
    const found = localStorage.getItem(place);
    return found === "light" || found === "dark" ? found : "system";
  } catch {
    return "system";
  }
}

/** What the user chose. */
export const themeChoice = observable<ThemeChoice>(kept());

/** Chooses, and keeps the choice. */
export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.set(choice);
  showTheme();
  try {
    localStorage.setItem(place, choice);
  } catch {
    // A browser that keeps nothing shows the choice until the page is closed.
  }
}

/** Puts the choice on the page, and the system's where there is none. */
function showTheme(): void {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

/** Shows the theme from now on, also when the system changes from light to dark while the page is open. */
export function followTheme(): void {
  showTheme();
  matchMedia(darkSystem).addEventListener("change", showTheme);
}

/** Whether the page is dark now. */
export function isDark(): boolean {
  const choice = themeChoice.get();
  return choice === "dark" || (choice === "system" && matchMedia(darkSystem).matches);
}
