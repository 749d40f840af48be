#!/bin/sh
# Lets only articles pass that name an author or a place, and adds who speaks: the authors, or the dateline's place.
# jq --unbuffered writes each answer at once.
exec jq --compact-output --unbuffered '
    if (.authors | length) > 0 then {id, voices: .authors}
    elif .dateline then {id, voices: [.dateline | split(",")[0]]}
    else {id, drop: "nobody speaks"} end'
