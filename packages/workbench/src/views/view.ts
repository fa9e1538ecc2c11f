/** How a view is registered: a record with its name in the address, its title, and how it is loaded. */
import type { ComponentType } from "react";

/** A view of the case. */
export interface ViewRecord {
  /** In the address: `#/text`. */
  readonly name: string;
  readonly title: string;
  /** What one sees there, in a few words, for the palette. */
  readonly hint: string;
  /** Loads the view; its module exports a component `View`. */
  readonly load: () => Promise<{ readonly View: ComponentType }>;
}
