#include "core/graph/plugin_library.hpp"

#include <rushes/effect.hpp>
