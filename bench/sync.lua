-- Each thread is one device of one person: numbered records, a batch a request, checked answers.
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  all = all or {}
  table.insert(all, thread)
end

function init(args)
  batch = tonumber(args[1])
  epoch = args[2]
  local line = args[3 + number]
  user, cookie, lead = line:match("(%d+),([^,]+),(%d+)")
  first, leads = tonumber(lead), 500
  run = args[11]
  device = "bench-" .. run .. "-" .. number
  seq, bad = 0, 0
  headers = {
    ["Content-Type"] = "application/json",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Cookie"] = "lianxian=" .. cookie .. "; lianxian_browser=bench" .. number,
  }
end

function request()
  local ops = {}
  for i = 1, batch do
    local n = seq + i
    ops[i] = string.format(
      '{"id":"%s-%08d","seq":%d,"v":1,"kind":"call.log","lead":%s,"lead_rev":1,"at":"2026-11-23T10:30:00+08:00","age_ms":1000,"payload":{"disposition":"no_answer","duration_s":20,"note":"bench"}}',
      device, n, n, first + n % leads)
  end
  local body = string.format(
    '{"proto":1,"client":"bench","epoch":"%s","device":"%s","user":%s,"first_seq":%d,"max_seq":%d,"queued":%d,"sent_at":"","ops":[%s]}',
    epoch, device, user, seq + 1, seq + batch, batch, table.concat(ops, ","))
  seq = seq + batch
  return wrk.format("POST", "/sync", headers, body)
end

function response(status, _, body)
  local _, applied = body:gsub('"status":"applied"', "")
  local expected = body:match('"expected":(%d+)')
  if expected then
    -- wrk asks for one request more than it sends before the first thread begins
    seq = tonumber(expected) - 1
  elseif status ~= 200 or applied ~= batch then
    bad = bad + 1
  end
end

function done(summary, latency, requests)
  local total = 0
  for _, thread in ipairs(all) do total = total + (thread:get("bad") or 0) end
  io.write(string.format("Bad answers: %d\n", total))
end
