#include "core/media/stills_module.hpp"

const rushes::StillsModule rushes_stills_module_1 = {rushes::stills::probe, rushes::stills::read,
                                                     rushes::stills::write};
