# W1 in JAGS through rjags: a model without data, whose draws are therefore independent. Compiling the model is not timed.
suppressPackageStartupMessages(library(rjags))
source("protocol.R")

model <- "model {
  threat ~ dlnorm(3, 1 / 0.5^2)
  deter ~ dbeta(2, 5)
  succ ~ dbeta(8, 3)
  backl ~ dlnorm(1, 1 / 0.4^2)
  u ~ dunif(0, 1)
  rate ~ dnorm(0.04, 1 / 0.01^2)
  escal ~ dbern(0.3)
  incid ~ dpois(4)
  elast ~ dnorm(1.2, 1 / 0.25^2)
  coop ~ dunif(0.5, 1.5)
  shock ~ dnorm(0, 1)
  legal ~ dlnorm(0, 1 / 0.25^2)
  cost <- ifelse(u < 0.25, 10 + sqrt(400 * u), 50 - sqrt(1200 * (1 - u)))
  disc <- exp(-5 * rate)
  harm <- exp(elast * log(threat * exp(0.15 * shock)))
  w <- incid * backl
  h <- (harm + w) * disc
  c2 <- max(cost, 15) * legal
  cd <- ifelse(escal > 0.5, 1.8 * c2, c2) * disc
  hs <- h * succ * coop / (coop + 1)
  wd <- w * deter * disc
  loss[1] <- h
  loss[2] <- h - 0.2 * hs + 0.2 * cd
  loss[3] <- h - 0.35 * hs + 0.5 * cd
  loss[4] <- h - 0.6 * hs + 0.9 * wd + cd
  loss[5] <- max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd
  loss[6] <- h - 0.8 * hs + min(cd, 30) + 0.5 * wd
}"

w1 <- function(draws, seed) {
  ready <- jags.model(textConnection(model), inits = list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = seed), n.adapt = 0, quiet = TRUE)
  function() {
    samples <- jags.samples(ready, "loss", draws, progress.bar = "none")$loss
    loss_statistics(lapply(1:6, function(k) samples[k, , 1]))
  }
}

serve(paste0("JAGS ", rjags::jags.version(), ", rjags ", packageVersion("rjags")), list(W1 = w1))
