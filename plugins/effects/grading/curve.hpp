// A tone curve through points: a monotone cubic, so that it never swings beyond the points it joins.
#pragma once

#include <string_view>
#include <vector>

namespace rushes::effects {

// "0,0 0.25,0.2 1,1": from black to white, x rising; empty is the straight line. Values at i / 4096.
// Throws Failure(RUSHES_E_INVALID) with a sentence for anything else.
std::vector<float> curve_table(std::string_view points);

}  // namespace rushes::effects
