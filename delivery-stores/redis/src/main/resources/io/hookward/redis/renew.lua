-- KEYS: of one delivery. ARGV: token, lease in ms.
-- Returns {1} if every key is the caller's, {0} if not, {3, number} for a key with garbage.
for i, key in ipairs(KEYS) do
  local state, token = look(key)
  if state == GARBAGE then
    return {GARBAGE, i}
  end
  if state ~= IN_FLIGHT or token ~= ARGV[1] then
    return {0}
  end
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[2])
end
return {1}
