request = function() return wrk.format("POST", "/rows", {}, "") end
