-- KEYS: of one delivery. ARGV: token, the retention of each key in ms.
-- Returns {1} if every key is done under the token, {0} if not, {3, number} for a key with garbage.
local held = {}
for i, key in ipairs(KEYS) do
  local state, token, fingerprint = look(key)
  if state == GARBAGE then
    return {GARBAGE, i}
  end
  if (state ~= IN_FLIGHT and state ~= DONE) or token ~= ARGV[1] then
    return {0}
  end
  if state == IN_FLIGHT then
    held[i] = fingerprint
  end
end
for i, key in ipairs(KEYS) do
  if held[i] then
    -- A full Redis refuses SET unless the script has written before, and PEXPIRE it never refuses. So claims that were
    -- won can be completed when there is no memory for new ones.
    redis.call('PEXPIRE', key, ARGV[1 + i])
    redis.call('SET', key, 'h1d' .. ARGV[1] .. held[i], 'PX', ARGV[1 + i])
  end
end
return {1}
