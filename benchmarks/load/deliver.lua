-- wrk's sender: deliveries that were signed beforehand, each under an id of its own. One thread only.
-- DELIVERIES: the file of signed deliveries. RESULT: where one line of JSON goes. SUBJECT, ROUND: what it says.

local heads, tails = {}, {}
local count, sent = 0, 0
-- A new series for each run of wrk, so that no id comes twice to one server.
local series = os.getenv("SERIES")

function init()
  for line in io.lines(os.getenv("DELIVERIES")) do
    local signature, body = line:match("^([^\t]+)\t(.+)$")
    wrk.headers["X-GitHub-Event"] = "push"
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["X-Hub-Signature-256"] = signature
    wrk.headers["X-GitHub-Delivery"] = "@ID@"
    local request = wrk.format("POST", "/webhooks/github", nil, body)
    local from, to = request:find("@ID@", 1, true)
    count = count + 1
    heads[count] = request:sub(1, from - 1) .. series
    tails[count] = request:sub(to + 1)
  end
end

function request()
  sent = sent + 1
  local i = sent % count + 1
  return heads[i] .. string.format("%012x", sent) .. tails[i]
end

function done(summary, latency)
  local errors = summary.errors
  local file = assert(io.open(os.getenv("RESULT"), "a"))
  file:write(string.format(
    '{"subject":"%s","round":%d,"requests":%d,"micros":%d,"p50Micros":%d,"p99Micros":%d,"badStatus":%d,"failed":%d}\n',
    os.getenv("SUBJECT"), tonumber(os.getenv("ROUND")), summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
  file:close()
end
