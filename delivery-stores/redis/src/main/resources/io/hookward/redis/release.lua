-- KEYS: of one delivery. ARGV: token.
-- Returns {1} if every key is absent now, {0} if any is somebody else's or done, {3, number} for a key with garbage.
for i, key in ipairs(KEYS) do
  local state, token = look(key)
  if state == GARBAGE then
    return {GARBAGE, i}
  end
  if state ~= ABSENT and (state ~= IN_FLIGHT or token ~= ARGV[1]) then
    return {0}
  end
end
for _, key in ipairs(KEYS) do
  redis.call('DEL', key)
end
return {1}
