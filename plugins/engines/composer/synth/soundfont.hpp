// Where the instruments come from: a General MIDI SoundFont installed on the system.
#pragma once

#include <rushes/result.hpp>

#include <string>

namespace composer {

struct SoundFont {
  std::string path, name, sha256;  // name: the file's own; sha256: hexadecimal, part of what a piece depends on
};

// `wanted` (a path) when it is not empty, else the environment's RUSHES_SOUNDFONT, else Debian's MuseScore_General,
// else TimGM6mb. Errc::not_found says what to install.
rushes::Result<SoundFont> find_soundfont(const std::string& wanted);

}  // namespace composer
