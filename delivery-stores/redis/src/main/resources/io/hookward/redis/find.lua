-- KEYS: one. Returns its state, ms left, and the token if it is known.
local state, token = look(KEYS[1])
if state == ABSENT or state == GARBAGE then
  return {state}
end
return {state, remaining(KEYS[1]), token or ''}
