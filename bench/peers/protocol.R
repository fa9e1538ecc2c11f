# The protocol of a peer in R, and the statistics of W1. JSON is written by hand, so that no package is needed.

json <- function(value) {
  if (is.list(value)) paste0("[", paste(vapply(value, json, ""), collapse = ","), "]")
  else paste0("[", paste(format(value, digits = 17, trim = TRUE), collapse = ","), "]")
}

# Greets with the version, then answers every line "WORKLOAD DRAWS SEED" with milliseconds and answers.
serve <- function(version, handlers) {
  input <- file("stdin", "r")
  cat("{\"version\":\"", version, "\"}\n", sep = "")
  flush(stdout())
  while (length(line <- readLines(input, 1)) > 0) {
    asked <- strsplit(line, " ")[[1]]
    ready <- handlers[[asked[1]]](as.integer(asked[2]), as.integer(asked[3]))
    begun <- as.numeric(Sys.time())
    answers <- ready()
    ms <- (as.numeric(Sys.time()) - begun) * 1000
    cat("{\"ms\":", format(ms, digits = 10), ",\"answers\":", json(answers), "}\n", sep = "")
    flush(stdout())
  }
}

# mean, sd, p5, p50, p95, mean of the worst 5 %, P(best) of each loss in a list.
loss_statistics <- function(losses) {
  least <- do.call(pmin, losses)
  lapply(losses, function(loss) {
    quantiles <- quantile(loss, c(0.05, 0.5, 0.95), names = FALSE)
    c(mean(loss), sd(loss), quantiles, mean(loss[loss > quantiles[3]]), mean(loss == least))
  })
}
