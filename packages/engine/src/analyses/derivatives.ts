/**
 * Derivatives: locally, at one point, with elasticities; and over the whole distribution of the inputs (DGSM, Sobol' and Kucherenko 2009), which
 * bounds the total Sobol' index from above by Poincaré's inequality (Lamboni et al. 2013) at few evaluations.
 */
import { exp } from "../elementary.js";
import { defaultSampling, hasReplicates, type SamplingMethod } from "../sampling/sampler.js";
import { normalQuantile } from "../special.js";
import type { Estimated, Unsuitable } from "./draws.js";
import { type Interval, intervalOfError, intervalOfReplicates } from "./intervals.js";
import { type Model, uniformColumns } from "./models.js";
