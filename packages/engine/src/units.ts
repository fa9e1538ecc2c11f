/** Units as data: a scale to the base units and the powers of the base dimensions. Base of time is the year of 365.25 days. */

/** A unit: one of it is `scale` base units of the dimensions whose powers `powers` gives. Powers of zero are left out. */
export interface Unit {
  readonly scale: number;
  readonly powers: Readonly<Record<string, number>>;
  /** How it is written, for instance `USD/year`. */
  readonly text: string;
}
