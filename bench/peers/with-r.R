# W1 and W2 in vectorised R.
source("protocol.R")

w1 <- function(draws, seed) function() {
  set.seed(seed)
  threat <- rlnorm(draws, 3, 0.5)
  deter <- rbeta(draws, 2, 5)
  succ <- rbeta(draws, 8, 3)
  backl <- rlnorm(draws, 1, 0.4)
  u <- runif(draws)
  cost <- ifelse(u < 0.25, 10 + sqrt(400 * u), 50 - sqrt(1200 * (1 - u)))
  rate <- rnorm(draws, 0.04, 0.01)
  escal <- runif(draws) < 0.3
  incid <- rpois(draws, 4)
  elast <- rnorm(draws, 1.2, 0.25)
  coop <- runif(draws, 0.5, 1.5)
  shock <- rnorm(draws)
  legal <- rlnorm(draws, 0, 0.25)
  disc <- exp(-5 * rate)
  harm <- exp(elast * log(threat * exp(0.15 * shock)))
  w <- incid * backl
  h <- (harm + w) * disc
  c2 <- pmax(cost, 15) * legal
  cd <- ifelse(escal, 1.8 * c2, c2) * disc
  hs <- h * succ * coop / (coop + 1)
  wd <- w * deter * disc
  loss_statistics(list(
    h,
    h - 0.2 * hs + 0.2 * cd,
    h - 0.35 * hs + 0.5 * cd,
    h - 0.6 * hs + 0.9 * wd + cd,
    pmax(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd,
    h - 0.8 * hs + pmin(cd, 30) + 0.5 * wd
  ))
}

w2 <- function(runs, seed) function() {
  coupling <- outer(0:9, 0:9, function(i, j) ifelse(i == j, 0, ifelse((7 * i + 3 * j) %% 4 == 0, 1, 0.1)))
  u <- (seq_len(runs) - 0.5) / runs
  rho <- 0.004 + 0.002 * u
  eta <- 1 + 3 * u
  theta <- 1e-6 * (1 + u)
  stocks <- matrix(rep(100 + 37 * (0:9), each = runs), runs)
  peak <- numeric(runs)
  across <- t(coupling)
  for (step in 1:520) {
    total <- rowSums(stocks)
    peak <- pmax(peak, total)
    stocks <- stocks + stocks * (rho - eta / total - 1e-6 * stocks - theta * (stocks %*% across))
    stocks[stocks < 0] <- 0
  }
  total <- rowSums(stocks)
  summaries <- lapply(c(asplit(stocks, 2), list(total, peak)), function(x) c(mean(x), quantile(x, c(0.05, 0.5, 0.95), names = FALSE)))
  list(total[c(1, runs %/% 2 + 1, runs)], summaries[[11]], summaries[[12]])
}

serve(paste("R", getRversion()), list(W1 = w1, W2 = w2))
