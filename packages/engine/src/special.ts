/** The special functions of statistics, gathered; each is computed in its own file under `special`. */

export { betaI, betaIInverse } from "./special/incomplete-beta.js";
export { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "./special/incomplete-gamma.js";
export { lgamma } from "./special/log-gamma.js";
export { erf, erfc, normalCdf, normalDensity, normalQuantile } from "./special/normal.js";
