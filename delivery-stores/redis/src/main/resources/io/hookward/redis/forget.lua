-- KEYS: one. ARGV: nothing, or the value to remove.
-- Returns {0} if the key is absent, {1} if it was removed, {2, value} if its value is another.
-- A script that removed whatever it finds could, when sent again after a lost answer, remove a claim won meanwhile.
local value = redis.pcall('GET', KEYS[1])
if type(value) == 'table' then
  if not string.find(value.err, 'WRONGTYPE', 1, true) then
    redis.call('GET', KEYS[1]) -- raises the error
  end
  value = '' -- of another type, which no claim has
end
if not value then
  return {0}
end
if value ~= ARGV[1] then
  return {2, value}
end
redis.call('DEL', KEYS[1])
return {1}
