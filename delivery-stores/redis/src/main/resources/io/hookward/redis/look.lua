-- What a value says. It is "h", the version of its format ("1"), "f" for in flight or "d" for done, the token (16 bytes)
-- and the fingerprint of the content (8 bytes). Each script begins with these lines.
local ABSENT, IN_FLIGHT, DONE, GARBAGE, NEWER = 0, 1, 2, 3, 4

-- Returns the state, the token and the fingerprint
local function look(key)
  local value = redis.pcall('GET', key)
  if type(value) == 'table' then
    if string.find(value.err, 'WRONGTYPE', 1, true) then
      return GARBAGE
    end
    value = redis.call('GET', key) -- raises the error
  end
  if not value then
    return ABSENT
  end
  local head = string.sub(value, 1, 3)
  if #value == 27 and head == 'h1f' then
    return IN_FLIGHT, string.sub(value, 4, 19), string.sub(value, 20)
  end
  if #value == 27 and head == 'h1d' then
    return DONE, string.sub(value, 4, 19), string.sub(value, 20)
  end
  -- Nobody knows what a newer version means by it, so it is somebody else's, and not done
  if string.find(head, '^h[2-9]') then
    return NEWER
  end
  return GARBAGE
end

local function remaining(key)
  return math.max(0, redis.call('PTTL', key))
end
