/** The part on what would change the answer and is not watched: inputs with a flip point that no indicator reveals. */
import { blindSpots } from "@outweigh/language";
import { blindSpotTable, flippingOf } from "../indicator-blocks.js";
import type { Part } from "./part.js";

const shown = 5;

export const blindSpotsPart: Part = {
  name: "blind-spots",
  title: "What nobody is watching",
  weight: (findings, analysed) => (blindSpots(flippingOf(findings, analysed)).length > 0 ? 0.58 : 0),
  compose: (findings, analysed) => {
    const flipping = flippingOf(findings, analysed);
    return blindSpots(flipping).length > 0 ? blindSpotTable(findings, flipping, shown) : [];
  },
};
