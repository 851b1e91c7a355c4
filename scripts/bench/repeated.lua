-- Ten questions, again and again.
local kinds = {
  "/costs?by=service&per=hour&from=2026-10-01&to=2026-11-01",
  "/costs?by=service&per=day&from=2026-10-01&to=2026-11-01",
  "/costs?by=team&per=day&from=2026-10-01&to=2026-11-01",
  "/api/v1/cost?by=tag:team,service&per=day",
  "/api/v1/cost?by=usage_type&top=10",
  "/data", "/findings", "/janitor", "/resources", "/reports",
}
local number = 0

wrk.headers["Accept-Encoding"] = "gzip"

function request()
  number = number + 1
  return wrk.format("GET", kinds[number % #kinds + 1])
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('{"rate": %f, "p99": %f, "errors": %d}', summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1e3, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
