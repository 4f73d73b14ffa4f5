-- KEYS: of one delivery. ARGV: token, lease in ms, the fingerprint of each key.
-- Returns {0}, or the state of the first key that stands in the way, its number, ms left, 1 for the same content.
for i, key in ipairs(KEYS) do
  local state, token, fingerprint = look(key)
  if state ~= ABSENT and not (state == IN_FLIGHT and token == ARGV[1]) then
    return {state, i, state == GARBAGE and 0 or remaining(key), fingerprint == ARGV[2 + i] and 1 or 0}
  end
end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, 'h1f' .. ARGV[1] .. ARGV[2 + i], 'PX', ARGV[2])
end
return {0}
