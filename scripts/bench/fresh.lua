-- Questions of ten kinds, each with a condition that no other request has: eight connections that wait 100 ms between
-- two questions ask some fifty a second.
local kinds = {
  "/costs?by=service&per=hour&from=2026-10-01&to=2026-11-01",
  "/costs?by=service&per=day&from=2026-10-01&to=2026-11-01",
  "/costs?by=team&per=day&from=2026-10-01&to=2026-11-01",
  "/costs?by=account,region&per=day&from=2026-10-10&to=2026-10-20",
  "/api/v1/cost?by=tag:team,service&per=day",
  "/api/v1/cost?by=usage_type&top=10",
  "/api/v1/cost?by=team&per=month",
  "/api/v1/cost?by=region,service_code&per=hour&from=2026-10-05&to=2026-10-07",
  "/api/v1/cost?by=environment&per=week",
  "/commitments?month=2026-10",
}
local number = 0

function request()
  number = number + 1
  return wrk.format("GET", kinds[number % #kinds + 1] .. "&where=invoice%21%3Dnone-" .. number)
end

function delay() return 100 end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('{"rate": %f, "p99": %f, "errors": %d}', summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1e3, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
